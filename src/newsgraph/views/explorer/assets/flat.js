// The network on a plain canvas: what a browser without a graphics card draws in a fraction of the time that WebGL takes it in software.
// It answers to the part of sigma's interface that picture.js uses.

const NEAR_LINE = 5;
const NEAR_NODE = 4;
const CLICK = 4;
const TWICE = 350;

class FlatCamera {
  constructor(changed) {
    Object.assign(this, { x: 0.5, y: 0.5, ratio: 1, angle: 0, changed });
  }

  setState({ x = this.x, y = this.y, ratio = this.ratio }) {
    Object.assign(this, { x, y, ratio: Math.max(0.05, Math.min(4, ratio)) });
    this.changed();
  }

  animate(goal, { duration }) {
    const [from, began] = [{ x: this.x, y: this.y, ratio: this.ratio }, performance.now()];
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - began) / duration));
      this.setState(Object.fromEntries(Object.keys(from).map((key) => [key, from[key] + ((goal[key] ?? from[key]) - from[key]) * part])));
      if (part < 1) requestAnimationFrame(step);
    };
    step(began);
  }
}

class Flat {
  constructor(graph, frame, settings) {
    Object.assign(this, { graph, frame, settings, listeners: new Map(), asked: 0, over: null, pointers: new Map(), pressed: null, lastClick: null });
    this.canvas = el("canvas", {});
    frame.append(this.canvas);
    this.box = { x: [0, 1], y: [0, 1] };
    this.camera = new FlatCamera(() => this.soon());
    this.resize();
    this.listen();
  }

  on(name, act) { this.listeners.set(name, act); }
  tell(name, told = {}) { if (this.listeners.has(name)) this.listeners.get(name)(told); }
  getCamera() { return this.camera; }
  getDimensions() { return { width: this.width, height: this.height }; }
  setCustomBBox(box) { this.box = box; }
  scaleSize(size) { return size / this.settings.zoomToSizeRatioFunction(this.camera.ratio); }

  resize() {
    const { width, height } = this.frame.getBoundingClientRect();
    const dense = window.devicePixelRatio || 1;
    if (width === this.width && height === this.height && dense === this.dense) return;
    Object.assign(this, { width, height, dense });
    [this.canvas.width, this.canvas.height] = [Math.round(width * dense), Math.round(height * dense)];
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
  }

  /** Pixels that one unit of the graph takes, and the middle of what is seen, in units of the graph. */
  view() {
    const { x: [left, right], y: [bottom, top] } = this.box;
    const most = Math.max(right - left, top - bottom) || 1;
    const scale = Math.min(this.width / (right - left || 1), this.height / (top - bottom || 1)) / this.camera.ratio;
    return { scale, x: (left + right) / 2 + (this.camera.x - 0.5) * most, y: (bottom + top) / 2 + (this.camera.y - 0.5) * most, most };
  }

  graphToViewport({ x, y }) {
    const view = this.view();
    return { x: this.width / 2 + (x - view.x) * view.scale, y: this.height / 2 - (y - view.y) * view.scale };
  }

  viewportToGraph({ x, y }) {
    const view = this.view();
    return { x: view.x + (x - this.width / 2) / view.scale, y: view.y - (y - this.height / 2) / view.scale };
  }

  refresh() {
    this.resize();
    if (this.asked) cancelAnimationFrame(this.asked);
    this.asked = 0;
    this.draw();
  }

  soon() {
    if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.draw(); });
  }

  /** All that is drawn, in pixels of the screen: nodes {key, x, y, r, shape, color}, lines {key, from, to, width, type, color}. */
  laidOut() {
    const { scale, x: mx, y: my } = this.view();
    const nodes = new Map();
    this.graph.forEachNode((key, given) => {
      const look = this.settings.nodeReducer(key, given);
      nodes.set(key, { key, x: this.width / 2 + (given.x - mx) * scale, y: this.height / 2 - (given.y - my) * scale, r: this.scaleSize(look.size), shape: look.shape, color: look.color, zIndex: look.zIndex });
    });
    const lines = [];
    this.graph.forEachEdge((key, given, source, target) => {
      const look = this.settings.edgeReducer(key, given);
      if (!look.hidden) lines.push({ key, from: nodes.get(source), to: nodes.get(target), width: Math.max(1.2, 0.75 * this.scaleSize(look.size)), type: look.type, color: look.color, zIndex: look.zIndex });
    });
    const order = (one, other) => one.zIndex - other.zIndex;
    return { nodes: [...nodes.values()].sort(order), lines: lines.sort(order) };
  }

  draw() {
    const ctx = this.canvas.getContext("2d");
    ctx.setTransform(this.dense, 0, 0, this.dense, 0, 0);
    ctx.clearRect(0, 0, this.width, this.height);
    this.drawn = this.laidOut();
    const seen = ({ x, y, r }) => x > -r && y > -r && x < this.width + r && y < this.height + r;
    for (const line of this.drawn.lines) drawLine(ctx, line);
    for (const node of this.drawn.nodes) if (seen(node)) drawShape(ctx, node);
    this.tell("afterRender", ctx);
  }

  // --- pointer --------------------------------------------------------------

  spot(event) {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** What lies at a place: {node}, {edge} or null. */
  hit({ x, y }) {
    if (!this.drawn) return null;
    const node = [...this.drawn.nodes].reverse().find((one) => Math.hypot(one.x - x, one.y - y) <= one.r + NEAR_NODE);
    if (node) return { node: node.key };
    let [best, least] = [null, NEAR_LINE];
    for (const { key, from, to } of this.drawn.lines) {
      const [ax, ay] = [to.x - from.x, to.y - from.y];
      const part = Math.max(0, Math.min(1, ((x - from.x) * ax + (y - from.y) * ay) / (ax * ax + ay * ay || 1)));
      const away = Math.hypot(from.x + part * ax - x, from.y + part * ay - y);
      if (away < least) [best, least] = [{ edge: key }, away];
    }
    return best;
  }

  listen() {
    const { frame } = this;
    frame.addEventListener("pointerdown", (event) => this.down(event));
    frame.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) frame.addEventListener(name, (event) => this.up(event, name === "pointerup"));
    frame.addEventListener("wheel", (event) => { event.preventDefault(); this.zoom(this.spot(event), Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 300)))); }, { passive: false });
  }

  down(event) {
    if (event.button) return;
    this.frame.setPointerCapture(event.pointerId);
    const at = this.spot(event);
    this.pointers.set(event.pointerId, at);
    if (this.pointers.size > 1) { this.pressed = null; this.tell("upNode"); return; }
    const on = this.hit(at);
    this.pressed = { at, on, camera: { x: this.camera.x, y: this.camera.y }, far: false };
    if (on && on.node) this.tell("downNode", { node: on.node });
  }

  move(event) {
    const at = this.spot(event);
    const { pointers, pressed } = this;
    if (pointers.size === 2 && pointers.has(event.pointerId)) { this.pinch(event.pointerId, at); return; }
    if (!pressed) { this.point(at); return; }
    pressed.far ||= Math.hypot(at.x - pressed.at.x, at.y - pressed.at.y) > CLICK;
    if (!pressed.far) return;
    if (pressed.on && pressed.on.node) {
      this.tell("moveBody", { event: { ...at, preventSigmaDefault: () => {}, original: event } });
      this.soon();
      return;
    }
    const { scale, most } = this.view();
    this.camera.setState({ x: pressed.camera.x - (at.x - pressed.at.x) / scale / most, y: pressed.camera.y + (at.y - pressed.at.y) / scale / most });
  }

  up(event, done) {
    this.pointers.delete(event.pointerId);
    const { pressed } = this;
    this.pressed = null;
    this.tell("upNode");
    if (!pressed || pressed.far || !done) return;
    const { at, on } = pressed;
    const twice = this.lastClick && performance.now() - this.lastClick.when < TWICE && Math.hypot(at.x - this.lastClick.at.x, at.y - this.lastClick.at.y) < 8;
    this.lastClick = twice ? null : { at, when: performance.now() };
    if (on && on.node) this.tell(twice ? "doubleClickNode" : "clickNode", { node: on.node, preventSigmaDefault: () => {} });
    else if (on) this.tell("clickEdge", on);
    else if (twice) this.zoom(at, 1 / 1.8);
    else this.tell("clickStage", { event: at });
  }

  point(at) {
    const on = this.hit(at);
    if (JSON.stringify(on) === JSON.stringify(this.over)) return;
    this.over = on;
    if (on) this.tell(on.node ? "enterNode" : "enterEdge", on);
    else this.tell("leaveNode");
  }

  /** Zooms by a factor so that what lies at `at` stays there. */
  zoom(at, factor) {
    const before = this.viewportToGraph(at);
    this.camera.setState({ ratio: this.camera.ratio * factor });
    const after = this.viewportToGraph(at);
    const { most } = this.view();
    this.camera.setState({ x: this.camera.x + (before.x - after.x) / most, y: this.camera.y + (before.y - after.y) / most });
  }

  pinch(id, at) {
    const other = [...this.pointers].find(([key]) => key !== id)[1];
    const before = this.pointers.get(id);
    const span = (one) => Math.max(10, Math.hypot(one.x - other.x, one.y - other.y));
    this.zoom({ x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }, span(before) / span(at));
    this.pointers.set(id, at);
  }
}

function drawShape(ctx, { x, y, r, shape, color }) {
  const points = corners(shape, x, y, shape === "square" ? 0.85 * r : r);
  ctx.fillStyle = color;
  ctx.beginPath();
  if (points.length) points.forEach((point, i) => (i ? ctx.lineTo(...point) : ctx.moveTo(...point)));
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fill();
}

/** A line between the borders of its nodes, with its heads; `type` is what sigma's programs are called by. */
function drawLine(ctx, { from, to, width, type, color }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < from.r + to.r + 2) return;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const head = 3.4 * width;
  const ends = [[from, type.endsWith("arrows"), 1], [to, /arrows?$/.test(type), -1]].map(([node, pointed, way]) => {
    const tip = { x: node.x + ux * way * (node.r + 1), y: node.y + uy * way * (node.r + 1) };
    return { tip, pointed, way, base: pointed ? { x: tip.x + ux * way * head, y: tip.y + uy * way * head } : tip };
  });
  ctx.strokeStyle = ctx.fillStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash(type.startsWith("dashed") ? [6, 4] : []);
  ctx.beginPath();
  ctx.moveTo(ends[0].base.x, ends[0].base.y);
  ctx.lineTo(ends[1].base.x, ends[1].base.y);
  ctx.stroke();
  for (const { tip, base, pointed } of ends) {
    if (!pointed) continue;
    const half = 1.4 * width;
    ctx.beginPath();
    ctx.moveTo(tip.x, tip.y);
    ctx.lineTo(base.x - uy * half, base.y + ux * half);
    ctx.lineTo(base.x + uy * half, base.y - ux * half);
    ctx.fill();
  }
}
