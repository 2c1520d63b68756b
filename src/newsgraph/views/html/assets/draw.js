// The network: vis-network draws discs and lines; labels are placed here, so that none covers another.

const FEW_NODES = 60;
const LEAST_SCALE = 0.75;
const visNodes = new vis.DataSet();
const visEdges = new vis.DataSet();
let network = null;
let hovered = null;
let placed = { nodes: [], edges: [] };
let laidOutFor = "";

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
  const factor = Math.min(axis === "x" ? 1.5 : 2, Math.max(stretch, 1 / stretch));
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
  // What was clicked is no longer vis-network's selection by now: it is asked for by its place.
  network.on("doubleClick", ({ pointer }) => {
    const id = network.getNodeAt(pointer.DOM);
    if (id !== undefined) change({ focus: placeOf(id), hops: 1, path: null });
  });
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
  const found = labelAt(placed, event.center.x - box.left, event.center.y - box.top);
  if (found) select(found.node ? { kind: "node", n: found.node.n } : { kind: "edge", key: found.edge.key });
  return Boolean(found);
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
    // A statement whose line is switched off, or that has none, still is about somebody.
    for (const k of on.kind === "edge" ? [] : on.statements) for (const end of [STATEMENTS[k].s, STATEMENTS[k].o]) if (end && shown.nodes.has(end.n)) nodes.add(end.n);
    if (!nodes.size) return null;
  }
  return { nodes, edges };
}

function bundleOf(k) {
  const { s, o, symmetric } = STATEMENTS[k];
  if (!o || s.n < 0 || o.n < 0) return "";
  return symmetric && s.n > o.n ? `${o.n}>${s.n}` : `${s.n}>${o.n}`;
}

// On a small stage the picture is drawn small, but what it is made of stays large enough to be told apart: sizes grow by this much.
let grown = 1;

/** The radius of a node, in the network's own unit. */
function radius(n) {
  return NODES[n].size * grown;
}

function visNode(n) {
  const node = NODES[n];
  const colour = typeColour(node.type);
  const chosen = state.selected && state.selected.kind === "node" && state.selected.n === n;
  return {
    id: visId(n), ...lies(n), size: radius(n), shape: (DATA.styles[node.type] || DATA.styles.Thing).shape,
    borderWidth: chosen ? 4 : 1.5, hidden: !shown.nodes.has(n),
    color: { background: colour, border: chosen ? cssColour("--ink") : cssColour("--bg"), hover: { background: colour, border: cssColour("--ink") }, highlight: { background: colour, border: cssColour("--ink") } },
  };
}

function edgeWidth(bundle) {
  return (1.3 + Math.min(bundle.statements.length, 6) * 0.4) * grown;
}

function visEdge(bundle) {
  const colour = DATA.tones[bundle.tone][theme()];
  return {
    id: bundle.key, from: visId(bundle.from), to: visId(bundle.to), hidden: false,
    arrows: { to: { enabled: !bundle.symmetric, scaleFactor: 0.55 * grown } }, dashes: bundle.dashed ? [6, 5] : false,
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
  const { clientWidth, clientHeight } = network.canvas.frame;
  let [low, high] = [0.05, 1.2];
  for (let step = 0; step < 20; step++) {
    const { width, height } = extentAt((low + high) / 2);
    if (width <= clientWidth - 16 && height <= clientHeight - 32) low = (low + high) / 2;
    else high = (low + high) / 2;
  }
  grow(low);
  const still = !animated || matchMedia("(prefers-reduced-motion: reduce)").matches;
  network.moveTo({ position: extentAt(low).middle, scale: low, animation: still ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
}

/** How much of the screen the picture takes at a scale, with its labels: these keep their size, whatever the scale. */
function extentAt(scale) {
  const ctx = network.canvas.getContext();
  const sides = [Infinity, -Infinity, Infinity, -Infinity];
  for (const n of shown.nodes) {
    const { x, y } = network.body.nodes[visId(n)];
    const { lines, size } = NODES[n];
    const labelled = shown.nodes.size <= FEW_NODES || n < FEW_NODES;
    const r = size * Math.max(scale, LEAST_SCALE);
    const wide = labelled ? Math.max(r, ...lines.map((line) => textWidth(ctx, line, `400 13px ${cssFont}`) / 2)) : r;
    sides[0] = Math.min(sides[0], x * scale - wide);
    sides[1] = Math.max(sides[1], x * scale + wide);
    sides[2] = Math.min(sides[2], y * scale - r);
    sides[3] = Math.max(sides[3], y * scale + r + (labelled ? 4 + 16 * lines.length : 0));
  }
  const [left, right, top, bottom] = sides;
  return { width: right - left, height: bottom - top, middle: { x: (left + right) / 2 / scale, y: (top + bottom) / 2 / scale } };
}

/** Sizes for a scale; in a crowd they may grow less. */
function grow(scale) {
  const wanted = Math.round(Math.min(shown.nodes.size <= FEW_NODES ? 2 : 1.3, Math.max(1, LEAST_SCALE / scale)) * 20) / 20;
  if (wanted === grown) return;
  grown = wanted;
  giveData();
  light();
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
    const lines = bundle.statements.slice(0, 4).map((k) => brief(sentenceOf(STATEMENTS[k])) + (STATEMENTS[k].plain ? "" : ` (${marksOf(STATEMENTS[k]).map((mark) => markWords(STATEMENTS[k], mark)).join(", ")})`));
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

/** Where each label goes, in pixels of the screen: those that stand out first, then by salience; what finds no room is left out. */
function placeLabels(ctx, lit) {
  const scale = network.getScale();
  const { clientWidth: width, clientHeight: height } = network.canvas.frame;
  // The buttons for zooming lie over the lower right corner.
  const taken = new Taken();
  taken.push({ self: -1, box: [width - 52, height - 116, width, height] });
  const visible = [...shown.nodes].map((n) => {
    const body = network.body.nodes[visId(n)];
    const { x, y } = network.canvasToDOM({ x: body.x, y: body.y });
    const r = radius(n) * scale;
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
    const boxes = boxesAround({ x, y, r }, wide, high);
    // A label at the border may be pushed inside a little, as long as it stays by its node.
    for (const box of boxes.slice(0, 2)) {
      const push = Math.max(0, 2 - box[0]) - Math.max(0, box[2] - width + 2);
      if (push && Math.abs(push) < wide / 2) boxes.push([box[0] + push, box[1], box[2] + push, box[3]]);
    }
    if (shown.nodes.size <= FEW_NODES) for (const box of boxes.slice(0, 2)) for (const part of [-0.3, 0.3, -0.45, 0.45]) boxes.push([box[0] + part * wide, box[1], box[2] + part * wide, box[3]]);
    // A name matters more than the dots of concepts around it, and the name of a hub more than any small disc.
    const weights = node.concept ? [1] : node.size > 14 ? [1, 2, 3] : [1, 2];
    let at = -1;
    for (const discs of weights) if (at < 0) at = boxes.findIndex((box) => isWithin(box, width, height) && isFree(box, taken, n, discs));
    // Only what lies at the border itself, as when the picture is moved, has its label cut.
    const atBorder = x < r || y < r || x > width - r || y > height - r;
    for (const discs of weights) if (at < 0 && atBorder) at = boxes.findIndex((box) => isFree(box, taken, n, discs));
    if (at < 0 && n !== chosen) continue;
    const box = boxes[Math.max(at, 0)];
    taken.push({ self: -1, box });
    nodes.push(labelIn(box, { n, lines: node.lines, size, font, soft: node.concept }));
  }
  const edges = shown.nodes.size <= FEW_NODES || lit ? placeEdgeLabels(ctx, lit, taken, zoom) : [];
  return { nodes, edges };
}

function placeEdgeLabels(ctx, lit, taken, zoom) {
  const ordered = [...shown.bundles.values()].sort((a, b) => b.statements.length - a.statements.length || Math.min(a.from, a.to) - Math.min(b.from, b.to));
  const lines = [];
  for (const { key, label, tone } of ordered) {
    const line = network.body.edges[key];
    if ((lit && !lit.edges.has(key)) || !line || !line.connected) continue;
    lines.push({ key, text: label, tone, at: (part) => network.canvasToDOM(line.edgeType.getPoint(part)) });
  }
  return labelsAlong(ctx, lines, taken, Math.round(11.5 * zoom * 2) / 2);
}

function paintLabels(ctx) {
  if (!shown) return;
  const ratio = network.canvas.pixelRatio || 1;
  placed = placeLabels(ctx, highlight());
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  writeLabels(ctx, placed, ratio);
  // A ring around the node that the keyboard is on.
  if (shown.nodes.has(keyAt)) {
    const { x, y } = network.canvasToDOM(network.body.nodes[visId(keyAt)]);
    ringAround(ctx, { x, y, r: radius(keyAt) * network.getScale() + 5 }, [4, 3]);
  }
  ctx.restore();
}
