// Labels on a canvas, placed so that none covers another: for the article's page and the explorer alike.

let cssFont = "sans-serif";
const widths = new Map();
const colours = new Map();

function textWidth(ctx, text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}

/** A colour of the style sheet; asked once for light and once for dark, for asking makes the browser work out all styles. */
function cssColour(name) {
  const key = `${theme()} ${name}`;
  if (!colours.has(key)) colours.set(key, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(key);
}

const CELL = 72;
const FEW_LINES = 4;

/** What is taken of the screen, {self, disc, box}, by squares of it: a label is held against what lies near it alone. */
class Taken {
  constructor() { this.cells = new Map(); }

  cellsOf([left, top, right, bottom]) {
    const keys = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) keys.push(x * 65536 + y);
    return keys;
  }

  push(entry) {
    for (const key of this.cellsOf(entry.box)) {
      if (this.cells.has(key)) this.cells.get(key).push(entry);
      else this.cells.set(key, [entry]);
    }
  }
}

/** True when the box covers no label and, of the discs, none of the weight given or more (2 entities, 1 concepts). */
function isFree(box, taken, self, discs = 1) {
  for (const key of taken.cellsOf(box)) {
    for (const other of taken.cells.get(key) || []) {
      if (other.self === self || (other.disc && other.disc < discs)) continue;
      const [left, top, right, bottom] = other.box;
      if (box[2] > left && box[0] < right && box[3] > top && box[1] < bottom) return false;
    }
  }
  return true;
}

function isWithin(box, width, height) {
  return box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2;
}

/** Where a label of this size may stand by a disc, the best places first: [left, top, right, bottom]. */
function boxesAround({ x, y, r }, wide, high) {
  const spots = [[x, y + r + 4 + high / 2], [x, y - r - 4 - high / 2], [x + r + 6 + wide / 2, y], [x - r - 6 - wide / 2, y],
    [x + (r + wide) / 2, y + r + high / 2], [x - (r + wide) / 2, y + r + high / 2], [x + (r + wide) / 2, y - r - high / 2], [x - (r + wide) / 2, y - r - high / 2]];
  return spots.map(([cx, cy]) => [cx - wide / 2 - 2, cy - high / 2, cx + wide / 2 + 2, cy + high / 2]);
}

/** A label in its box, as `writeLabels` writes it. */
function labelIn(box, label) {
  return { ...label, x: (box[0] + box[2]) / 2, y: box[1], box };
}

/** The labels of lines, [{key, text, tone, at(part) -> {x, y}}], where there is room along them; adds their boxes to `taken`. */
function labelsAlong(ctx, lines, taken, size) {
  const found = [];
  const font = `400 ${size}px ${cssFont}`;
  for (const { key, text, tone, at } of lines) {
    const wide = textWidth(ctx, text, font);
    const places = [0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8].map((part) => [part, 0]);
    // Who looks at a few lines wants to know what they say, even where the lines are short: then it stands above or below.
    if (lines.length <= FEW_LINES) for (const away of [-16, 16, -30, 30, -44, 44, -58, 58]) places.push([0.5, away]);
    for (const [part, away] of places) {
      const { x, y: on } = at(part);
      const y = on + away;
      const box = [x - wide / 2 - 2, y - size * 0.6, x + wide / 2 + 2, y + size * 0.6];
      if (!isFree(box, taken, -2)) continue;
      taken.push({ self: -1, box });
      found.push(labelIn(box, { key, text, size, font, tone }));
      break;
    }
  }
  return found;
}

const MOST_STAMPS = 1500;
const stamps = new Map();

/** A line of text with a rim of the colour of the ground, drawn once: the rim of letters takes the longest of all that is drawn in a frame. */
function stampOf(text, font, size, colour, rim, dense) {
  const key = `${font}|${colour}|${dense}|${text}`;
  if (stamps.has(key)) return stamps.get(key);
  if (stamps.size >= MOST_STAMPS) stamps.clear();
  const stamp = document.createElement("canvas");
  const ctx = stamp.getContext("2d");
  stamp.width = Math.ceil((textWidth(ctx, text, font) + 2 * rim) * dense);
  stamp.height = Math.ceil((size * 1.3 + 2 * rim) * dense);
  ctx.setTransform(dense, 0, 0, dense, 0, 0);
  ctx.font = font;
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = rim;
  ctx.strokeStyle = cssColour("--bg");
  ctx.strokeText(text, rim, rim);
  ctx.fillStyle = colour;
  ctx.fillText(text, rim, rim);
  stamps.set(key, stamp);
  return stamp;
}

/** Writes labels in pixels of the screen, of which the canvas has `dense` dots each. */
function writeLabels(ctx, { nodes, edges }, dense) {
  const write = (text, x, y, { font, size }, colour, rim) => {
    const stamp = stampOf(text, font, size, colour, rim, dense);
    // On whole dots, for letters are blurred between them.
    ctx.drawImage(stamp, Math.round(x * dense - stamp.width / 2) / dense, Math.round((y - rim) * dense) / dense, stamp.width / dense, stamp.height / dense);
  };
  const [ink, soft] = [cssColour("--ink"), cssColour("--soft")];
  for (const label of edges) write(label.text, label.x, label.y + 1, label, label.tone === "neutral" ? soft : DATA.tones[label.tone][theme()], 4);
  for (const label of nodes) label.lines.forEach((line, i) => write(line, label.x, label.y + 1 + i * label.size * 1.2, label, label.soft ? soft : ink, 3.5));
}

function ringAround(ctx, { x, y, r }, dash) {
  ctx.beginPath();
  ctx.setLineDash(dash);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.lineWidth = 2;
  ctx.strokeStyle = cssColour("--ink");
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The label at a place of the screen: {node} or {edge}, null where there is none. */
function labelAt({ nodes, edges }, x, y) {
  const inside = ({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
  const [node, edge] = [nodes.find(inside), edges.find(inside)];
  return node ? { node } : edge ? { edge } : null;
}
