// The network: sigma (or flat.js, where there is no graphics card) draws shapes and lines, this file says where, and what stands out.

const picture = { graph: null, sigma: null, nodes: [], bundles: [], points: new Map(), places: new Map(), byKey: new Map(), hovered: null, labels: { nodes: [], edges: [] }, here: -1, software: false };
const stage = () => document.getElementById("graph");

/** A colour moved towards the background: what does not stand out. Sigma reads colours in six digits. */
function faded(colour, share) {
  const [a, b] = [colour, cssColour("--bg")].map((text) => [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16)));
  return `#${a.map((value, i) => Math.round(value * share + b[i] * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

function sizeOf(node, most) {
  return node.type === "Concept" ? 4.5 : 6 + 14 * (node.weight / most) ** 0.7;
}

function createPicture() {
  picture.software = !hasCard();
  picture.graph = new drawing.Graph({ type: "undirected", multi: false });
  const frame = el("div", { class: "frame", "aria-hidden": "true" });
  stage().append(frame);
  const settings = {
    nodeProgramClasses: drawing.shapes, edgeProgramClasses: drawing.lines, defaultNodeType: "shape", defaultEdgeType: "line", renderLabels: false,
    renderEdgeLabels: false, enableEdgeEvents: true, zIndex: true, stagePadding: 0, minCameraRatio: 0.05, maxCameraRatio: 4, nodeReducer, edgeReducer,
    defaultDrawNodeHover: () => {}, allowInvalidContainer: true, minEdgeThickness: 1.2, zoomDuration: stillness() ? 1 : 150, inertiaDuration: 1, inertiaRatio: 0,
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(Math.max(0.3, Math.min(2, ratio))),
  };
  picture.sigma = picture.software ? new Flat(picture.graph, frame, settings) : new drawing.Sigma(picture.graph, frame, settings);
  if (!picture.software) {
    picture.paper = el("canvas", { class: "paper", "aria-hidden": "true" });
    frame.append(picture.paper);
  }
  picture.sigma.on("afterRender", paintLabels);
  setUpPointer();
}

/** Whether WebGL is drawn by a graphics card; where it were drawn in software, or not at all, a plain canvas does it far faster. */
function hasCard() {
  if (state.draw) return state.draw === "webgl";
  const probe = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!probe) return false;
  const about = probe.getExtension("WEBGL_debug_renderer_info");
  const software = Boolean(about && /swiftshader|llvmpipe|software/i.test(probe.getParameter(about.UNMASKED_RENDERER_WEBGL)));
  const lost = probe.getExtension("WEBGL_lose_context");
  if (lost) lost.loseContext();
  return !software;
}

function stillness() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function setUpPointer() {
  const { sigma } = picture;
  let drag = null;
  sigma.on("clickNode", ({ node }) => openNode(Number(node)));
  sigma.on("clickEdge", ({ edge }) => openBundle(edge));
  sigma.on("clickStage", ({ event }) => { if (!clickedLabel(event)) closeDetails(); });
  sigma.on("doubleClickNode", (event) => { event.preventSigmaDefault(); expand(Number(event.node)); });
  sigma.on("enterNode", ({ node }) => hover({ node: Number(node) }));
  sigma.on("leaveNode", () => hover(null));
  sigma.on("enterEdge", ({ edge }) => hover({ edge }));
  sigma.on("leaveEdge", () => hover(null));
  sigma.on("downNode", ({ node }) => { drag = { node, moved: false }; });
  sigma.on("moveBody", ({ event }) => {
    if (!drag) return;
    const { x, y } = sigma.viewportToGraph(event);
    drag.moved = true;
    picture.points.set(Number(drag.node), { x, y: -y });
    picture.graph.mergeNodeAttributes(drag.node, { x, y });
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const end = () => { drag = null; };
  sigma.on("upNode", end);
  sigma.on("upStage", end);
  sigma.on("upEdge", end);
  const hint = document.getElementById("hint");
  stage().addEventListener("pointermove", (event) => {
    const box = document.getElementById("stage").getBoundingClientRect();
    hint.style.left = `${Math.max(4, Math.min(event.clientX - box.left + 14, box.width - 250))}px`;
    hint.style.top = `${event.clientY - box.top + 16}px`;
  });
  stage().addEventListener("pointerleave", () => hover(null));
}

function bundleKey(bundle) {
  return `${bundle.a}-${bundle.b}`;
}

/** Draws these nodes and links; those that were there keep their places unless `anew`. */
function showPicture({ nodes, bundles, columns = null }, anew = false) {
  if (!picture.graph) { picture.nodes = nodes; picture.bundles = bundles; return; }
  const before = picture.nodes.map((node) => node.n).join();
  picture.nodes = nodes;
  picture.bundles = bundles;
  if (columns) placeColumns(columns);
  else placeNodes(anew);
  const graph = picture.graph;
  const most = Math.max(1e-4, ...nodes.map((node) => (node.type === "Concept" ? 0 : node.weight)));
  const drawn = new Set(nodes.map((node) => String(node.n)));
  graph.forEachNode((key) => { if (!drawn.has(key)) graph.dropNode(key); });
  graph.clearEdges();
  for (const node of nodes) {
    const { x, y } = picture.points.get(node.n);
    const look = DATA.styles[node.type] || DATA.styles.Thing;
    graph.mergeNode(String(node.n), { x, y: -y, size: sizeOf(node, most), type: "shape", shape: look.shape });
  }
  for (const bundle of bundles) {
    // A line runs to where its arrow points; what goes both ways has two.
    const [from, to] = bundle.back && !bundle.there ? [bundle.b, bundle.a] : [bundle.a, bundle.b];
    const kind = bundle.there && bundle.back ? "arrows" : bundle.there || bundle.back ? "arrow" : "line";
    graph.addEdgeWithKey(bundleKey(bundle), String(from), String(to), { size: 2 + Math.min(bundle.count, 6) * 0.45, type: (bundle.dashed ? "dashed" : "") + kind });
  }
  frameAll();
  if (before !== nodes.map((node) => node.n).join()) picture.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  picture.sigma.refresh();
}

function boxOf(node, labelled) {
  const size = node.type === "Concept" ? 5 : 14;
  const letters = labelled ? Math.min(20, [...node.label].length) : 0;
  return [Math.max(size + 6, letters * 3.4 + 6), size + (labelled ? 12 : 4)];
}

/** Columns belong to one question: the places of the network are kept beside. */
function placeColumns(columns) {
  const { nodes, bundles } = picture;
  const { width, height } = stage().getBoundingClientRect();
  const place = new Map(nodes.map((node, i) => [node.n, i]));
  const found = nodes.length ? arrangeColumns(nodes.map((node) => columns.get(node.n) || 0), bundles.map((bundle) => [place.get(bundle.a), place.get(bundle.b)]), width || 900, height || 700) : [];
  picture.points = new Map(nodes.map((node, i) => [node.n, found[i]]));
}

function placeNodes(anew) {
  picture.points = picture.places;
  const { nodes, bundles, points } = picture;
  const { width, height } = stage().getBoundingClientRect();
  const place = new Map(nodes.map((node, i) => [node.n, i]));
  const pairs = bundles.map((bundle) => [place.get(bundle.a), place.get(bundle.b)]);
  const boxes = nodes.map((node, i) => boxOf(node, i < 80));
  const known = nodes.map((node) => (anew ? null : points.get(node.n) || null));
  const kept = known.filter(Boolean).length;
  if (!nodes.length || (kept === nodes.length && !anew)) return;
  const found = kept >= nodes.length / 4 ? arrangeNew(known, pairs, boxes) : arrangeAll(nodes.length, pairs, boxes, width || 900, height || 700);
  nodes.forEach((node, i) => points.set(node.n, { x: found[i].x, y: found[i].y }));
}

/** Sigma shows the box around all nodes at ratio 1; here one unit is one pixel as long as the stage has room. */
function frameAll() {
  const { sigma, nodes, points } = picture;
  const { width, height } = stage().getBoundingClientRect();
  const all = nodes.map((node) => points.get(node.n));
  if (!all.length || !width || !height) return;
  const grown = (axis, room, pad) => {
    const middle = middleOf(all, axis);
    const half = Math.max(extentOf(all, axis) / 2 + pad, room / 4);
    return [middle - half, middle + half];
  };
  const [left, right] = grown("x", width, Math.min(70, width * 0.12));
  const [top, bottom] = grown("y", height, 44);
  const scale = Math.max((right - left) / width, (bottom - top) / height);
  const [mx, my, w, h] = [(left + right) / 2, (top + bottom) / 2, (width * scale) / 2, (height * scale) / 2];
  sigma.setCustomBBox({ x: [mx - w, mx + w], y: [-my - h, -my + h] });
}

function fitPicture() {
  if (!picture.sigma) return;
  frameAll();
  picture.sigma.refresh();
  moveCamera({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, 200);
}

/** Sigma divides by the duration: what takes no time is no animation. */
function moveCamera(goal, duration) {
  const camera = picture.sigma.getCamera();
  if (stillness()) camera.setState(goal);
  else camera.animate(goal, { duration });
}

function spotOf(n) {
  const { x, y } = picture.points.get(n);
  return picture.sigma.graphToViewport({ x, y: -y });
}

// --- what stands out ------------------------------------------------------

function drawnNumbers() {
  return new Set(picture.nodes.map((node) => node.n));
}

/** Nodes and lines that stand out now: what the pointer or the keyboard is on, else what is selected; null when nothing does. */
function highlight() {
  const on = picture.hovered || selectedHere();
  if (!on) return null;
  const edges = new Set();
  const nodes = new Set(on.node === undefined ? [] : [on.node]);
  for (const bundle of picture.bundles) {
    const hit = on.edge === undefined ? bundle.a === on.node || bundle.b === on.node : bundleKey(bundle) === on.edge;
    if (hit) { edges.add(bundleKey(bundle)); nodes.add(bundle.a); nodes.add(bundle.b); }
  }
  return nodes.size ? { nodes, edges } : null;
}

function selectedHere() {
  const drawn = drawnNumbers();
  if (state.node && drawn.has(NUMBERS.get(state.node))) return { node: NUMBERS.get(state.node) };
  const [a, b] = state.edge.map((id) => NUMBERS.get(id));
  return state.edge.length && drawn.has(a) && drawn.has(b) ? { edge: `${Math.min(a, b)}-${Math.max(a, b)}` } : null;
}

let lit = null;

function nodeReducer(key, attributes) {
  const n = Number(key);
  const node = NODES.get(n);
  const colour = (DATA.styles[node.type] || DATA.styles.Thing)[theme()];
  const bright = !lit || lit.nodes.has(n);
  return { ...attributes, color: bright ? colour : faded(colour, 0.16), zIndex: bright ? 2 : 0, label: "" };
}

function edgeReducer(key, attributes) {
  const bundle = picture.byKey.get(key);
  if (!bundle) return { ...attributes, hidden: true };
  const colour = DATA.tones[bundle.tone][theme()];
  const bright = !lit || lit.edges.has(key);
  // In a crowd a line that stands for one statement steps back.
  const crowded = picture.bundles.length > 120 && bundle.count < 2 ? 0.6 : 1;
  const share = lit ? (bright ? 1 : 0.1) : crowded * (bundle.tone === "neutral" ? 0.8 : 0.95);
  return { ...attributes, color: faded(colour, share), size: attributes.size + (lit && bright ? 0.8 : 0), zIndex: bright ? 1 : 0 };
}

function hover(on) {
  if (JSON.stringify(on) === JSON.stringify(picture.hovered)) return;
  picture.hovered = on;
  const hint = document.getElementById("hint");
  stage().style.cursor = on ? "pointer" : "default";
  const bundle = on && on.edge ? picture.byKey.get(on.edge) : null;
  if (bundle) hint.textContent = `${brief(NODES.get(bundle.a).label, 40)} ${bundle.there ? "→" : bundle.back ? "←" : "–"} ${brief(NODES.get(bundle.b).label, 40)}: ${bundle.label}`;
  hint.style.visibility = bundle ? "visible" : "hidden";
  relight();
}

function relight() {
  if (!picture.sigma) return;
  picture.byKey = new Map(picture.bundles.map((bundle) => [bundleKey(bundle), bundle]));
  lit = highlight();
  picture.sigma.refresh({ skipIndexation: true });
}

// --- labels ---------------------------------------------------------------

/** A label in at most two lines of about twenty letters. */
function labelLines(label) {
  const all = label.slice(0, 120).split(/\s+/).filter(Boolean);
  const lines = [];
  for (const word of all) {
    const last = lines.length - 1;
    if (last >= 0 && [...lines[last], " ", ...word].length <= 20) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  const cut = lines.slice(0, 2).map((line) => (line.length > 22 ? `${[...line].slice(0, 20).join("")}…` : line));
  if (lines.length > 2 && !cut[1].endsWith("…")) cut[1] += " …";
  return cut.length ? cut : ["(no name)"];
}

/** Where each label goes: what stands out first, then by salience; what finds no room is left out. */
function placeLabels(ctx, width, height) {
  const taken = new Taken();
  taken.push({ self: -1, box: [width - 52, height - 150, width, height] });
  const chosen = selectedHere();
  const rank = (n) => (chosen && chosen.node === n ? 0 : 1) + (NODES.get(n).type === "Concept" ? 1 : 0);
  const spots = picture.nodes.map(({ n }) => {
    const { x, y } = spotOf(n);
    const r = picture.sigma.scaleSize(picture.graph.getNodeAttribute(String(n), "size"));
    taken.push({ self: n, disc: NODES.get(n).type === "Concept" ? 1 : 2, box: [x - r, y - r, x + r, y + r] });
    return { n, x, y, r };
  });
  spots.sort((a, b) => rank(a.n) - rank(b.n) || a.n - b.n);
  const nodes = [];
  for (const { n, x, y, r } of spots) {
    if ((lit && !lit.nodes.has(n)) || x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
    const node = NODES.get(n);
    const concept = node.type === "Concept";
    const size = concept ? 11.5 : Math.round(Math.min(16, 11.5 + r / 4) * 2) / 2;
    const font = `${!concept && r > 11 ? 600 : 400} ${size}px ${cssFont}`;
    const lines = labelLines(node.label);
    const wide = Math.max(...lines.map((line) => textWidth(ctx, line, font)));
    const high = size * 1.2 * lines.length;
    const boxes = boxesAround({ x, y, r }, wide, high);
    let box = null;
    for (const discs of r > 12 ? [1, 2, 3] : [1, 2]) box ||= boxes.find((one) => isWithin(one, width, height) && isFree(one, taken, n, discs));
    if (!box && chosen && chosen.node === n) box = boxes[0];
    if (!box) continue;
    taken.push({ self: -1, box });
    nodes.push(labelIn(box, { n, lines, size, font, soft: concept }));
  }
  return { nodes, edges: lit || picture.bundles.length * picture.sigma.getCamera().ratio <= 70 ? placeEdgeLabels(ctx, taken) : [] };
}

function placeEdgeLabels(ctx, taken) {
  const font = `400 11.5px ${cssFont}`;
  const ordered = [...picture.bundles].sort((x, y) => y.count - x.count || x.a - y.a || x.b - y.b);
  const lines = [];
  for (const bundle of ordered) {
    const key = bundleKey(bundle);
    if (lit && !lit.edges.has(key)) continue;
    const [from, to] = [spotOf(bundle.a), spotOf(bundle.b)];
    const wide = textWidth(ctx, bundle.label, font);
    if (Math.hypot(from.x - to.x, from.y - to.y) < wide * 0.9 + 24 && !lit) continue;
    lines.push({ key, text: bundle.label, tone: bundle.tone, at: (part) => ({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }) });
  }
  return labelsAlong(ctx, lines, taken, 11.5);
}

/** The labels: on the canvas of the picture itself where it is a plain one, on one of their own above sigma's. */
function paintLabels(drawnOn) {
  const { width, height } = picture.sigma.getDimensions();
  const ctx = picture.software ? drawnOn : clearedPaper(width, height);
  picture.labels = placeLabels(ctx, width, height);
  writeLabels(ctx, picture.labels, window.devicePixelRatio || 1);
  ringHere(ctx);
}

function clearedPaper(width, height) {
  const { paper } = picture;
  const ratio = window.devicePixelRatio || 1;
  if (paper.width !== Math.round(width * ratio) || paper.height !== Math.round(height * ratio)) {
    paper.width = Math.round(width * ratio);
    paper.height = Math.round(height * ratio);
    paper.style.width = `${width}px`;
    paper.style.height = `${height}px`;
  }
  const ctx = paper.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return ctx;
}

/** A ring around where the keyboard is, and around what is selected. */
function ringHere(ctx) {
  const chosen = selectedHere();
  const ring = (n, dash) => {
    const { x, y } = spotOf(n);
    const r = picture.sigma.scaleSize(picture.graph.getNodeAttribute(String(n), "size"));
    ringAround(ctx, { x, y, r: r + 3.5 }, dash);
  };
  if (chosen && chosen.node !== undefined) ring(chosen.node, []);
  if (document.activeElement === stage() && drawnNumbers().has(picture.here)) ring(picture.here, [4, 3]);
}

function clickedLabel({ x, y }) {
  const found = labelAt(picture.labels, x, y);
  if (found && found.node) openNode(found.node.n);
  if (found && found.edge) openBundle(found.edge.key);
  return Boolean(found);
}

// --- keyboard -------------------------------------------------------------

function speak(n) {
  const node = NODES.get(n);
  const links = picture.bundles.filter((bundle) => bundle.a === n || bundle.b === n).length;
  document.getElementById("spoken").textContent = `${brief(node.label, 80)}, ${node.type}, ${plural(links, "link")} drawn`;
}

function keyInPicture(event) {
  if (!picture.sigma || !picture.nodes.length || event.ctrlKey || event.metaKey || event.altKey) return;
  const camera = picture.sigma.getCamera();
  if (!drawnNumbers().has(picture.here)) picture.here = selectedHere()?.node ?? picture.nodes[0].n;
  if (event.key.startsWith("Arrow")) {
    const spots = picture.nodes.map(({ n }) => spotOf(n));
    const from = picture.nodes.findIndex(({ n }) => n === picture.here);
    const to = picture.hovered ? nextTowards(spots, from, event.key) : from;
    if (to >= 0) picture.here = picture.nodes[to].n;
    hover({ node: picture.here });
    speak(picture.here);
  } else if (event.key === "Enter" || event.key === " ") openNode(picture.here);
  else if (event.key === "e") expand(picture.here);
  else if (event.key === "+") camera.setState({ ratio: camera.ratio / 1.3 });
  else if (event.key === "-") camera.setState({ ratio: camera.ratio * 1.3 });
  else if (event.key === "0") fitPicture();
  else return;
  event.preventDefault();
}
