// The network: vis-network draws discs and lines; labels are placed here, so that none covers another.

const FEW_NODES = 60;
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
let network = null;
let hovered = null;
let placed = { nodes: [], edges: [] };
let laidOutFor = "";

const colours = new Map();

/** A colour of the style sheet; asked once for light and once for dark, for asking makes the browser work out all styles. */
function cssColour(name) {
  const key = `${theme()} ${name}`;
  if (!colours.has(key)) colours.set(key, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(key);
}

// How the layout was turned and stretched; what a reader has moved is kept as it would lie without, for stages of other shapes.
const stretched = { turned: false, x: 1, y: 1 };

/** Where a node lies: where the reader has put it, else where the layout has. */
function lies(n) {
  const { id } = NODES[n];
  if (!Object.hasOwn(state.moved, id)) return { x: NODES[n].x, y: NODES[n].y };
  const [x, y] = stretched.turned ? [...state.moved[id]].reverse() : state.moved[id];
  return { x: Math.round(x * stretched.x), y: Math.round(y * stretched.y) };
}

/** Keeps where the reader has put a node: in the address, and for undo. */
function keepMoved(n) {
  const { x, y } = network.body.nodes[visId(n)];
  const at = [Math.round(x / stretched.x), Math.round(y / stretched.y)];
  change({ moved: { ...state.moved, [NODES[n].id]: stretched.turned ? at.reverse() : at } });
}

/** Turns and stretches the layout to the shape of the stage; nothing comes closer together by it. */
function shapeLayout() {
  const stage = document.getElementById("stage").getBoundingClientRect();
  const drawn = NODES.filter((node, n) => shown.nodes.has(n));
  if (drawn.length < 3 || !stage.width || !stage.height) return;
  const extent = (axis) => Math.max(1, Math.max(...drawn.map((node) => node[axis])) - Math.min(...drawn.map((node) => node[axis])));
  const lying = (value) => value > 1.15;
  if (lying(extent("x") / extent("y")) && lying(stage.height / stage.width)) {
    stretched.turned = true;
    for (const node of NODES) [node.x, node.y] = [node.y, node.x];
  }
  const wanted = (stage.width - 140) / Math.max(100, stage.height - 90);
  const stretch = wanted / (extent("x") / extent("y"));
  const axis = stretch > 1 ? "x" : "y";
  const factor = Math.min(1.5, Math.max(stretch, 1 / stretch));
  stretched[axis] = factor;
  for (const node of NODES) node[axis] = Math.round(node[axis] * factor);
}

function createNetwork() {
  const options = { ...DATA.options, autoResize: true, layout: { randomSeed: 1 } };
  giveData();
  network = new vis.Network(document.getElementById("graph"), { nodes: visNodes, edges: visEdges }, options);
  network.on("afterDrawing", paintLabels);
  network.on("click", ({ nodes, edges, event }) => {
    const additive = event && event.srcEvent && event.srcEvent.shiftKey;
    if (nodes.length && additive && state.selected && state.selected.kind === "node") choosePath(state.selected.n, placeOf(nodes[0]));
    else if (nodes.length) select({ kind: "node", n: placeOf(nodes[0]) });
    else if (edges.length) select({ kind: "edge", key: edges[0] });
    else if (!clickedLabel(event)) select(null);
  });
  network.on("doubleClick", ({ nodes }) => { if (nodes.length) change({ focus: placeOf(nodes[0]), hops: 1, path: null }); });
  network.on("dragEnd", ({ nodes }) => { if (nodes.length) keepMoved(placeOf(nodes[0])); });
  network.on("hoverNode", ({ node }) => hover({ kind: "node", n: placeOf(node) }));
  network.on("hoverEdge", ({ edge }) => hover({ kind: "edge", key: edge }));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hover(null));
  const hint = document.getElementById("hint");
  // vis-network takes the focus on every click; a ring around the picture helps only those who came by keyboard.
  const graph = document.getElementById("graph");
  graph.addEventListener("pointerdown", () => graph.classList.add("by-pointer"), true);
  graph.addEventListener("focusout", () => { graph.classList.remove("by-pointer"); if (keyAt >= 0) { keyAt = -1; hover(null); } });
  graph.addEventListener("keydown", keyInNetwork);
  const frame = graph.querySelector(".vis-network");
  const about = "Network. Arrow keys go from name to name, Enter opens one, F focuses on it, plus, minus and 0 zoom.";
  for (const [name, value] of [["role", "application"], ["aria-roledescription", "network"], ["aria-label", about]]) frame.setAttribute(name, value);
  // vis-network tells nothing when the pointer leaves the canvas quickly.
  graph.addEventListener("pointerleave", () => { if (hovered) hover(null); });
  graph.addEventListener("pointermove", (event) => {
    const box = document.getElementById("stage").getBoundingClientRect();
    hint.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 250)}px`;
    hint.style.top = `${event.clientY - box.top + 16}px`;
  });
}

/** vis-network keeps nodes in a plain object, where an id like "__proto__" would be lost: it gets places instead. */
function visId(n) { return `n${n}`; }
function placeOf(id) { return Number(id.slice(1)); }

function clickedLabel(event) {
  if (!event || !event.center) return false;
  const box = network.canvas.frame.getBoundingClientRect();
  const [x, y] = [event.center.x - box.left, event.center.y - box.top];
  const inside = (label) => x >= label.box[0] && x <= label.box[2] && y >= label.box[1] && y <= label.box[3];
  const node = placed.nodes.find(inside);
  const edge = node ? null : placed.edges.find(inside);
  if (node) select({ kind: "node", n: node.n });
  if (edge) select({ kind: "edge", key: edge.key });
  return Boolean(node || edge);
}

/** Nodes and edges that stand out now: what the pointer is on, else what is selected; null when nothing does. */
function highlight() {
  const on = hovered || state.selected;
  if (!on) return null;
  const nodes = new Set();
  const edges = new Set();
  const add = (bundle) => { edges.add(bundle.key); nodes.add(bundle.from); nodes.add(bundle.to); };
  if (on.kind === "node") {
    if (!shown.nodes.has(on.n)) return null;
    nodes.add(on.n);
    for (const bundle of shown.bundles.values()) if (bundle.from === on.n || bundle.to === on.n) add(bundle);
  } else {
    const keys = on.kind === "edge" ? [on.key] : on.statements.map(bundleOf);
    for (const key of keys) if (shown.bundles.has(key)) add(shown.bundles.get(key));
    if (!edges.size) return null;
  }
  return { nodes, edges };
}

function bundleOf(k) {
  const { s, o, symmetric } = STATEMENTS[k];
  if (!o || s.n < 0 || o.n < 0) return "";
  return symmetric && s.n > o.n ? `${o.n}>${s.n}` : `${s.n}>${o.n}`;
}

function visNode(n) {
  const node = NODES[n];
  const colour = typeColour(node.type);
  const chosen = state.selected && state.selected.kind === "node" && state.selected.n === n;
  return {
    id: visId(n), ...lies(n), size: node.size, shape: (DATA.styles[node.type] || DATA.styles.Thing).shape,
    borderWidth: chosen ? 4 : 1.5, hidden: !shown.nodes.has(n),
    color: { background: colour, border: chosen ? cssColour("--ink") : cssColour("--bg"), hover: { background: colour, border: cssColour("--ink") }, highlight: { background: colour, border: cssColour("--ink") } },
  };
}

function edgeWidth(bundle) {
  return 1.3 + Math.min(bundle.statements.length, 6) * 0.4;
}

function visEdge(bundle) {
  const colour = DATA.tones[bundle.tone][theme()];
  return {
    id: bundle.key, from: visId(bundle.from), to: visId(bundle.to), hidden: false,
    arrows: { to: { enabled: !bundle.symmetric } }, dashes: bundle.dashed ? [6, 5] : false,
    width: edgeWidth(bundle),
    smooth: shown.bundles.has(`${bundle.to}>${bundle.from}`) && bundle.from !== bundle.to ? { enabled: true, type: "curvedCW", roundness: 0.16 } : false,
    color: { color: colour, hover: colour, highlight: colour, opacity: 1 },
  };
}

function giveData() {
  update(visNodes, NODES.map((_, n) => visNode(n)));
  const gone = visEdges.getIds().filter((id) => !shown.bundles.has(id));
  if (gone.length) visEdges.remove(gone);
  update(visEdges, [...shown.bundles.values()].map(visEdge));
}

/** Brings vis-network's data to what is shown; only what differs is handed over. */
function syncNetwork() {
  giveData();
  const empty = document.getElementById("empty");
  empty.hidden = shown.nodes.size > 0;
  if (!shown.nodes.size) empty.textContent = STATEMENTS.length ? "Nothing passes the filters. Undo or reset to see the network again." : "There are no statements to draw.";
  light();
}

/**
 * Fades what does not stand out. This follows every move of the pointer, so it is written into what vis-network draws from;
 * handing over the data anew would take a tenth of a second.
 */
function light() {
  const lit = highlight();
  for (const n of shown.nodes) network.body.nodes[visId(n)].options.opacity = lit && !lit.nodes.has(n) ? 0.16 : 1;
  for (const bundle of shown.bundles.values()) {
    const { options } = network.body.edges[bundle.key];
    const bright = lit && lit.edges.has(bundle.key);
    options.color = { ...options.color, opacity: bright ? 1 : lit ? 0.1 : bundle.tone === "neutral" ? 0.8 : 1 };
    options.width = edgeWidth(bundle) + (bright ? 1 : 0);
  }
  network.redraw();
}

let lightAsked = 0;

function lightSoon() {
  if (!lightAsked) lightAsked = requestAnimationFrame(() => { lightAsked = 0; light(); });
}

const lastGiven = new Map();

function update(set, items) {
  const changed = items.filter((item) => {
    const key = JSON.stringify(item);
    const kept = set.get(item.id);
    if (kept && lastGiven.get(item.id) === key) return false;
    lastGiven.set(item.id, key);
    return true;
  });
  if (changed.length) set.update(changed);
}

function fitNetwork(animated) {
  if (!shown.nodes.size) return;
  const frame = network.canvas.frame;
  const spots = [...shown.nodes].map((n) => network.body.nodes[visId(n)]);
  const [left, right, top, bottom] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x)), Math.min(...spots.map(({ y }) => y)), Math.max(...spots.map(({ y }) => y))];
  // Labels keep their size on the screen, so the room they need is in its pixels, not in the network's.
  const room = [Math.min(72, frame.clientWidth * 0.12), 52];
  const scale = Math.max(0.05, Math.min(1.3, (frame.clientWidth - 2 * room[0]) / Math.max(1, right - left), (frame.clientHeight - 2 * room[1]) / Math.max(1, bottom - top)));
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: still ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
}

/** Fits the view when other nodes than before are to be seen. */
function fitIfOthers() {
  const key = [...shown.nodes].sort((a, b) => a - b).join();
  if (key === laidOutFor) return;
  const first = !laidOutFor;
  laidOutFor = key;
  fitNetwork(!first);
}

function hover(on) {
  hovered = on;
  const hint = document.getElementById("hint");
  document.getElementById("graph").style.cursor = on ? "pointer" : "default";
  if (on && on.kind === "edge" && shown.bundles.has(on.key)) {
    const bundle = shown.bundles.get(on.key);
    const lines = bundle.statements.slice(0, 4).map((k) => brief(sentenceOf(STATEMENTS[k])));
    hint.textContent = lines.join(" · ") + (bundle.statements.length > 4 ? ` · and ${bundle.statements.length - 4} more` : "");
    hint.style.visibility = "visible";
  } else hint.style.visibility = "hidden";
  lightSoon();
}

let keyAt = -1;

/** The way through the picture by keyboard: the node that lies next in the direction of the key. */
function keyInNetwork(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !shown.nodes.size) return;
  const drawn = [...shown.nodes];
  const chosen = state.selected && state.selected.kind === "node" ? state.selected.n : -1;
  const from = [keyAt, chosen, Math.min(...drawn)].find((n) => shown.nodes.has(n));
  if (event.key.startsWith("Arrow")) {
    const spots = drawn.map((n) => network.canvasToDOM(network.body.nodes[visId(n)]));
    const to = keyAt === from ? nextTowards(spots, drawn.indexOf(from), event.key) : drawn.indexOf(from);
    keyAt = to < 0 ? from : drawn[to];
    document.getElementById("graph").classList.remove("by-pointer");
    hover({ kind: "node", n: keyAt });
    const { x, y } = network.canvasToDOM(network.body.nodes[visId(keyAt)]);
    const { clientWidth, clientHeight } = network.canvas.frame;
    if (x < 20 || y < 20 || x > clientWidth - 20 || y > clientHeight - 20) network.moveTo({ position: network.body.nodes[visId(keyAt)] });
    const links = [...shown.bundles.values()].filter((bundle) => bundle.from === keyAt || bundle.to === keyAt).length;
    document.getElementById("spoken").textContent = `${brief(NODES[keyAt].label)}, ${NODES[keyAt].type}, ${links} line${links === 1 ? "" : "s"}`;
  } else if (event.key === "Enter") select({ kind: "node", n: from });
  else if (event.key.toLowerCase() === "f") change({ focus: from, hops: 1, path: null });
  else if (event.key === "+" || event.key === "-") network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.3 : 1 / 1.3) });
  else if (event.key === "0") fitNetwork(true);
  else return;
  event.preventDefault();
}

const widths = new Map();

function textWidth(ctx, text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}

/** True when the box covers no label and, of the discs, none of the weight given or more (2 entities, 1 concepts). */
function free(box, taken, self, discs = 1) {
  return taken.every((other) => other.self === self || (other.disc && other.disc < discs) || box[2] <= other.box[0] || box[0] >= other.box[2] || box[3] <= other.box[1] || box[1] >= other.box[3]);
}

/** Where each label goes, in pixels of the screen: those that stand out first, then by salience; what finds no room is left out. */
function placeLabels(ctx, lit) {
  const scale = network.getScale();
  const { clientWidth: width, clientHeight: height } = network.canvas.frame;
  // The buttons for zooming lie over the lower right corner.
  const taken = [{ self: -1, box: [width - 52, height - 116, width, height] }];
  const visible = [...shown.nodes].map((n) => {
    const body = network.body.nodes[visId(n)];
    const { x, y } = network.canvasToDOM({ x: body.x, y: body.y });
    const r = NODES[n].size * scale;
    taken.push({ self: n, disc: !NODES[n].concept ? 2 : 1, box: [x - r, y - r, x + r, y + r] });
    return { n, x, y, r };
  });
  const chosen = state.selected && state.selected.kind === "node" ? state.selected.n : -1;
  const rank = ({ n }) => (n === chosen ? 0 : 1) + (NODES[n].concept ? 1 : 0);
  visible.sort((a, b) => rank(a) - rank(b) || a.n - b.n);
  const zoom = Math.max(0.84, Math.min(1.25, scale));
  const nodes = [];
  for (const { n, x, y, r } of visible) {
    if (lit && !lit.nodes.has(n)) continue;
    const node = NODES[n];
    const size = Math.round((node.concept ? 12 : 12.5 + Math.min(4, node.size / 8)) * zoom * 2) / 2;
    const font = `${!node.concept && node.size > 14 ? 600 : 400} ${size}px ${cssFont}`;
    const wide = Math.max(...node.lines.map((line) => textWidth(ctx, line, font)));
    const high = size * 1.2 * node.lines.length;
    const spots = [[x, y + r + 4 + high / 2], [x, y - r - 4 - high / 2], [x + r + 6 + wide / 2, y], [x - r - 6 - wide / 2, y],
      [x + (r + wide) / 2, y + r + high / 2], [x - (r + wide) / 2, y + r + high / 2], [x + (r + wide) / 2, y - r - high / 2], [x - (r + wide) / 2, y - r - high / 2]];
    const boxes = spots.map(([cx, cy]) => [cx - wide / 2 - 2, cy - high / 2, cx + wide / 2 + 2, cy + high / 2]);
    // A label at the border may be pushed inside a little, as long as it stays by its node.
    for (const box of boxes.slice(0, 2)) {
      const push = Math.max(0, 2 - box[0]) - Math.max(0, box[2] - width + 2);
      if (push && Math.abs(push) < wide / 2) boxes.push([box[0] + push, box[1], box[2] + push, box[3]]);
    }
    const inView = (box) => box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2;
    // A name matters more than the dots of concepts around it, and the name of a hub more than any small disc.
    const weights = node.concept ? [1] : node.size > 14 ? [1, 2, 3] : [1, 2];
    let at = -1;
    for (const discs of weights) {
      if (at < 0) at = boxes.findIndex((box) => inView(box) && free(box, taken, n, discs));
      if (at < 0) at = boxes.findIndex((box) => free(box, taken, n, discs));
    }
    if (at < 0 && n !== chosen) continue;
    const box = boxes[Math.max(at, 0)];
    taken.push({ self: -1, box });
    nodes.push({ n, lines: node.lines, x: (box[0] + box[2]) / 2, y: box[1], size, font, box, soft: node.concept });
  }
  const edges = shown.nodes.size <= FEW_NODES || lit ? placeEdgeLabels(ctx, lit, taken, zoom) : [];
  return { nodes, edges };
}

function placeEdgeLabels(ctx, lit, taken, zoom) {
  const edges = [];
  const size = Math.round(11.5 * zoom * 2) / 2;
  const font = `400 ${size}px ${cssFont}`;
  const ordered = [...shown.bundles.values()].sort((a, b) => b.statements.length - a.statements.length || Math.min(a.from, a.to) - Math.min(b.from, b.to));
  for (const bundle of ordered) {
    if (lit && !lit.edges.has(bundle.key)) continue;
    const line = network.body.edges[bundle.key];
    if (!line || !line.connected) continue;
    const wide = textWidth(ctx, bundle.label, font);
    for (const part of [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8]) {
      const { x, y } = network.canvasToDOM(line.edgeType.getPoint(part));
      const box = [x - wide / 2 - 2, y - size * 0.6, x + wide / 2 + 2, y + size * 0.6];
      if (!free(box, taken, -2)) continue;
      taken.push({ self: -1, box });
      edges.push({ key: bundle.key, text: bundle.label, x, y: box[1], size, font, box, tone: bundle.tone });
      break;
    }
  }
  return edges;
}

let cssFont = "sans-serif";

function paintLabels(ctx) {
  if (!shown) return;
  const lit = highlight();
  const ratio = network.canvas.pixelRatio || 1;
  placed = placeLabels(ctx, lit);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.strokeStyle = cssColour("--halo");
  const write = (text, x, y, font, colour, halo) => {
    ctx.font = font;
    ctx.lineWidth = halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  };
  const [ink, soft] = [cssColour("--ink"), cssColour("--soft")];
  for (const label of placed.edges) {
    write(label.text, label.x, label.y + 1, label.font, label.tone === "neutral" ? soft : DATA.tones[label.tone][theme()], 4);
  }
  for (const label of placed.nodes) {
    label.lines.forEach((line, i) => write(line, label.x, label.y + 1 + i * label.size * 1.2, label.font, label.soft ? soft : ink, 3.5));
  }
  ctx.restore();
}
