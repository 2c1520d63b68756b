// Elements and pieces of text. Text reaches the page through textContent alone; attributes are these few.

const SAFE_URL = /^https?:\/\//i;

/** An element; `given` may set a class, a role, listeners (on…), data and ARIA attributes; children are elements or strings. */
function el(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (["type", "checked", "value", "min", "max", "step", "disabled", "selected", "open"].includes(key)) node[key] = value;
    else if (["id", "role", "title", "tabindex", "scope", "for", "dir"].includes(key) || key.startsWith("aria-") || key.startsWith("data-")) node.setAttribute(key, value);
    else throw new Error(`attribute ${key} is not allowed`);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Somebody's name or words: isolated, so that marks of writing direction in them reorder nothing else. */
function words(text, cls = "") {
  const node = el("bdi", { class: cls || null });
  // A link of nothing but blanks could be neither seen nor clicked.
  node.textContent = !text || /[^\s\p{Cc}\p{Cf}]/u.test(text) ? text : "(no name)";
  return node;
}

function button(text, cls, onclick, given = {}) {
  return el("button", { type: "button", class: cls, onclick, ...given }, text);
}

/** A button that looks like a link and names something of the article. */
function linkTo(text, onclick) {
  const open = button("", "link", onclick);
  open.append(words(text));
  return open;
}

/** A link to the source, or its name alone where the address is none that may be followed. */
function sourceLink(url, text) {
  if (!url || !SAFE_URL.test(url)) return words(text);
  const link = el("a", {}, words(text));
  link.href = url;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}

const codePoints = new Map();

/** The article's text as a list of code points: offsets count those, not JavaScript's UTF-16 units. */
function pointsOf(a) {
  if (!codePoints.has(a)) codePoints.set(a, Array.from(ARTICLES[a].text || ""));
  return codePoints.get(a);
}

/**
 * Puts the text from start to end into `into`, cut at the borders of `marks`: [{start, end, tag, cls, …}].
 * Where several marks cover a piece, their classes add up; `dress` may work on each marked piece.
 */
function marked(into, points, start, end, marks, dress = null) {
  const cuts = new Set([start, end]);
  const within = marks.filter((mark) => mark.end > start && mark.start < end);
  for (const mark of within) { cuts.add(Math.max(start, mark.start)); cuts.add(Math.min(end, mark.end)); }
  const ordered = [...cuts].sort((a, b) => a - b);
  for (let i = 0; i + 1 < ordered.length; i++) {
    const text = points.slice(ordered[i], ordered[i + 1]).join("");
    const over = within.filter((mark) => mark.start <= ordered[i] && mark.end >= ordered[i + 1]);
    if (!over.length) { into.append(text); continue; }
    const piece = el(over.some((mark) => mark.tag === "mark") ? "mark" : "span", { class: over.map((mark) => mark.cls).join(" ") });
    piece.textContent = text;
    if (dress) dress(piece, over);
    into.append(piece);
  }
  return into;
}

/** The sentence of a piece of evidence with its subject, relation and object marked. */
function evidenceQuote(statement, piece) {
  const [start, end] = piece.at;
  const own = piece.text !== undefined;
  const points = own ? Array.from(piece.text) : pointsOf(statement.article);
  const shift = own ? start : 0;
  return marked(el("blockquote", { dir: "auto" }), points, start - shift, end - shift, partMarks(piece, shift));
}

function partMarks(piece, shift = 0) {
  const names = ["sub", "rel", "obj"];
  return piece.spans.flatMap((span, i) => (span ? [{ start: span[0] - shift, end: span[1] - shift, tag: "mark", cls: names[i] }] : []));
}

function theme() {
  return document.documentElement.dataset.theme;
}

function typeColour(type) {
  return (DATA.styles[type] || DATA.styles.Thing)[theme()];
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/** The corners of a shape of vis-network around (x, y) with radius r, as SVG points; empty for the disc. */
function corners(shape, x, y, r) {
  const ring = (count, turn, radius = () => r) => Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    return [x + radius(i) * Math.cos(angle), y + radius(i) * Math.sin(angle)];
  });
  if (shape === "square") return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
  if (shape === "diamond") return [[x, y + r], [x + r, y], [x, y - r], [x - r, y]];
  if (shape === "hexagon") return ring(6, 0);
  if (shape === "star") return ring(10, -Math.PI / 2, (i) => r * 0.82 * (i % 2 ? 0.5 : 1.3));
  if (shape === "triangle") return ring(3, -Math.PI / 2).map(([a, b]) => [a, b + 0.15 * r]);
  if (shape === "triangleDown") return ring(3, Math.PI / 2).map(([a, b]) => [a, b - 0.15 * r]);
  return [];
}

function shapeElement(type, x, y, r, colour) {
  const shape = (DATA.styles[type] || DATA.styles.Thing).shape;
  const points = corners(shape, x, y, r);
  const node = points.length
    ? svg("polygon", { points: points.map((point) => point.map((value) => value.toFixed(1)).join(",")).join(" ") })
    : svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r });
  node.setAttribute("fill", colour);
  return node;
}

/** The spot that lies nearest in the direction of an arrow key, -1 where there is none; `spots` are {x, y} in pixels. */
function nextTowards(spots, from, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = -1;
  let least = Infinity;
  spots.forEach((spot, i) => {
    const [x, y] = [spot.x - spots[from].x, spot.y - spots[from].y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (i === from || ahead <= 0 || aside > 2.5 * ahead) return;
    const cost = ahead + 1.8 * aside;
    if (cost < least) { least = cost; best = i; }
  });
  return best;
}

/** A short label for running text; no letter that takes two of JavaScript's units is cut in half. */
function brief(label, length = 80) {
  return label.length > length ? `${label.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…` : label;
}

function chip(text, warn = false) {
  return el("span", { class: warn ? "chip warn" : "chip" }, words(brief(text, 120)));
}

/** The shape and colour of a type of name, for legends and lists. */
function swatch(type) {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" });
  picture.append(shapeElement(type, 8, 8, 6, typeColour(type)));
  return picture;
}

function lineSwatch(tone, dashed = false) {
  const picture = svg("svg", { viewBox: "0 0 26 16", class: "swatch edge", "aria-hidden": "true" });
  const colour = DATA.tones[tone][theme()];
  const line = svg("path", { d: "M1 8H20", stroke: colour, "stroke-width": "2.4" });
  if (dashed) line.setAttribute("stroke-dasharray", "4 3");
  picture.append(line, svg("path", { d: "M18 4L25 8L18 12Z", fill: colour }));
  return picture;
}

/** Where names alike are listed together: what their ids tell apart ("concept/echo-1/ministers": echo-1), else nothing. */
function apart(list) {
  const counts = new Map();
  for (const { label, type } of list) counts.set(`${type} ${label}`, (counts.get(`${type} ${label}`) || 0) + 1);
  return list.map(({ label, type, id }) => {
    const parts = id.split("/");
    if (counts.get(`${type} ${label}`) < 2) return "";
    try {
      return decodeURIComponent(parts.length > 2 ? parts[1] : parts[parts.length - 1]);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return parts[1];
    }
  });
}
