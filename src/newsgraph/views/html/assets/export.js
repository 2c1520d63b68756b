// What is shown, as files: PNG, SVG, CSV, JSON.

// With the u flag, \p{Cs} is a surrogate that stands alone.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}]/gu;

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function fileName(ending) {
  const stem = DATA.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).toLowerCase();
  return `${stem || "graph"}.${ending}`;
}

/** The view as an SVG document, labels where the screen has them. */
function svgPicture() {
  const frame = network.canvas.frame;
  const [width, height] = [frame.clientWidth, frame.clientHeight];
  const picture = svg("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "system-ui, Segoe UI, Noto Sans, Helvetica, Arial, sans-serif" });
  const title = svg("title");
  title.textContent = DATA.title.replace(NOT_XML, "\ufffd");
  picture.append(title, svg("rect", { width, height, fill: cssColour("--bg") }));
  const lit = highlight();
  const scale = network.getScale();
  for (const bundle of shown.bundles.values()) picture.append(...svgEdge(bundle, scale, lit && !lit.edges.has(bundle.key) ? 0.1 : 1));
  for (const n of [...shown.nodes].reverse()) {
    const { x, y } = network.canvasToDOM(network.body.nodes[visId(n)]);
    const node = shapeElement(NODES[n].type, x, y, radius(n) * scale, typeColour(NODES[n].type));
    node.setAttribute("stroke", cssColour("--bg"));
    if (lit && !lit.nodes.has(n)) node.setAttribute("opacity", "0.16");
    picture.append(node);
  }
  for (const label of placed.edges) picture.append(svgText(label.text, label.x, label.y + label.size * 0.95, label, label.tone === "neutral" ? cssColour("--soft") : DATA.tones[label.tone][theme()]));
  for (const label of placed.nodes) {
    label.lines.forEach((line, i) => picture.append(svgText(line, label.x, label.y + label.size * (0.95 + 1.2 * i), label, cssColour(label.soft ? "--soft" : "--ink"))));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
}

function svgText(text, x, y, label, colour) {
  const node = svg("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": label.size, "font-weight": label.font.split(" ")[0], "text-anchor": "middle", fill: colour, stroke: cssColour("--halo"), "stroke-width": "3.5", "stroke-linejoin": "round", "paint-order": "stroke" });
  node.textContent = text.replace(NOT_XML, "\ufffd");
  return node;
}

function svgEdge(bundle, scale, opacity) {
  const line = network.body.edges[bundle.key];
  if (!line || !line.connected || bundle.from === bundle.to) return [];
  const [start, end] = [bundle.from, bundle.to].map((n) => network.canvasToDOM(network.body.nodes[visId(n)]));
  // vis-network's own line stops where the arrow begins; here it is led on to the middles of the nodes and cut at their borders.
  const drawn = Array.from({ length: 25 }, (_, i) => network.canvasToDOM(line.edgeType.getPoint(i / 24)));
  const towards = (a, b) => Array.from({ length: 12 }, (_, i) => ({ x: a.x + ((b.x - a.x) * i) / 12, y: a.y + ((b.y - a.y) * i) / 12 }));
  const points = [...towards(start, drawn[0]), ...drawn, ...towards(drawn[24], end).slice(1)];
  const reach = (n) => radius(n) * scale + 1;
  const away = (point, end) => Math.hypot(point.x - end.x, point.y - end.y);
  const kept = points.filter((point) => away(point, start) >= reach(bundle.from) && away(point, end) >= reach(bundle.to) + 6);
  if (kept.length < 2) return [];
  const colour = DATA.tones[bundle.tone][theme()];
  const path = svg("path", { d: `M${kept.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("L")}`, fill: "none", stroke: colour, "stroke-width": edgeWidth(bundle) * scale, opacity });
  if (bundle.dashed) path.setAttribute("stroke-dasharray", "6 5");
  if (bundle.symmetric) return [path];
  const last = kept[kept.length - 1];
  const angle = Math.atan2(end.y - last.y, end.x - last.x);
  const tip = { x: end.x - reach(bundle.to) * Math.cos(angle), y: end.y - reach(bundle.to) * Math.sin(angle) };
  const wing = (turn) => `${(tip.x - 8 * Math.cos(angle + turn)).toFixed(1)} ${(tip.y - 8 * Math.sin(angle + turn)).toFixed(1)}`;
  return [path, svg("path", { d: `M${tip.x.toFixed(1)} ${tip.y.toFixed(1)}L${wing(0.42)}L${wing(-0.42)}Z`, fill: colour, opacity })];
}

function savePng() {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svgPicture()], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = el("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(blob, fileName("png")));
  };
  image.src = address;
}

/** The statements shown, flat, with their evidence. */
function shownRows() {
  return sortedStatements().map((k) => {
    const statement = STATEMENTS[k];
    const article = statement.article >= 0 ? ARTICLES[statement.article] : null;
    const piece = statement.evidence[0];
    return {
      id: statement.id, subject: statement.s.label, relation: statement.relation, relation_text: statement.label, object: statement.o ? statement.o.label : "",
      status: statement.status, modality: statement.modality || "", speaker: statement.speakers.map((speaker) => speaker.label).join("; "), event_type: statement.event || "", tone: statement.tone,
      time: statement.time || "", first_day: statement.first || "", last_day: statement.last || "", qualifiers: statement.qualifiers.map((pair) => pair.join(": ")).join("; "), confidence: statement.confidence,
      article: article ? article.id : "", url: article && article.url ? article.url : "",
      evidence: piece.text !== undefined ? piece.text : pointsOf(statement.article).slice(...piece.at).join(""),
    };
  });
}

/** A cell that no spreadsheet takes for a formula. */
function csvCell(value) {
  let text = String(value).replace(/[\r\n\u0000]+/g, " ");
  // Some leave out blanks and marks that are not seen before they look.
  if (typeof value === "string" && /^(?:\t|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u.test(text)) text = `'${text}`;
  return /[",;\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csvText() {
  const rows = shownRows();
  const names = rows.length ? Object.keys(rows[0]) : ["id"];
  return [names.join(","), ...rows.map((line) => names.map((name) => csvCell(line[name])).join(","))].join("\n") + "\n";
}

function jsonText() {
  const nodes = [...shown.nodes].map((n) => ({ id: NODES[n].id, label: NODES[n].label, type: NODES[n].type, aliases: NODES[n].aliases }));
  return `${JSON.stringify({ title: DATA.title, nodes, statements: shownRows() }, null, 2)}\n`;
}

function setUpExport() {
  const menu = document.getElementById("export");
  const item = (text, act) => button(text, "", () => { menu.open = false; act(); });
  document.getElementById("export-items").append(
    item("Picture (PNG)", savePng),
    item("Drawing (SVG)", () => save(new Blob([svgPicture()], { type: "image/svg+xml" }), fileName("svg"))),
    item("Statements (CSV)", () => save(new Blob(["\ufeff", csvText()], { type: "text/csv" }), fileName("csv"))),
    item("Statements (JSON)", () => save(new Blob([jsonText()], { type: "application/json" }), fileName("json"))));
  document.addEventListener("pointerdown", (event) => { if (menu.open && !menu.contains(event.target)) menu.open = false; });
}
