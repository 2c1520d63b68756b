// The panel beside the picture: what is known of what was chosen, with the evidence when it is asked for.

/** A name that opens what it names. */
function nodeLink(end) {
  return end.n < 0 ? words(brief(end.label, 300)) : linkTo(brief(end.label, 200), () => reveal(end.n));
}

/** Selects a node, and draws it where it is not drawn yet. */
async function reveal(n) {
  if (!NODES.has(n)) learn((await ask("network", { n: [n], ...filterFields() })).nodes);
  const { id } = NODES.get(n);
  const changes = { node: id, edge: [], hide: state.hide.filter((one) => one !== id), typesOff: state.typesOff.filter((type) => type !== NODES.get(n).type) };
  if (state.view === "entity") return change({ ...changes, part: "", month: "" });
  if (state.view !== "network") changes.view = "network";
  if (!drawnNumbers().has(n) || state.view !== "network") changes.add = [...state.add.filter((one) => one !== id), id].slice(-MOST_DRAWN);
  return change(changes);
}

function openNode(n) {
  picture.here = n;
  return change({ node: NODES.get(n).id, edge: [] });
}

function openBundle(key) {
  const { a, b } = picture.byKey.get(key);
  return change({ node: "", edge: [NODES.get(a).id, NODES.get(b).id] });
}

function closeDetails() {
  if (state.node || state.edge.length) return change({ node: "", edge: [] });
  return null;
}

/** Draws the most salient neighbours that are not drawn yet. */
async function expand(n) {
  try {
    const room = MOST_DRAWN - picture.nodes.length;
    if (room <= 0) throw new Refused(`The picture has ${MOST_DRAWN} names, as many as it may. Hide some, or start from one name.`);
    const found = await ask("neighbours", { n, shown: [...drawnNumbers()], count: Math.min(STEP, room), ...filterFields() });
    if (!found.nodes.length) return;
    learn((await ask("network", { n: found.nodes, ...filterFields() })).nodes);
    const ids = [NODES.get(n).id, ...found.nodes.map((m) => NODES.get(m).id)];
    await change({ add: [...state.add.filter((id) => !ids.includes(id)), ...ids], node: NODES.get(n).id, edge: [], hide: state.hide.filter((id) => !ids.includes(id)) });
  } catch (error) {
    notice(error);
  }
}

async function onlyThis(n) {
  const found = await ask("neighbours", { n, count: 40, ...filterFields() });
  learn((await ask("network", { n: found.nodes, ...filterFields() })).nodes);
  picture.places.clear();
  await change({ view: "network", top: false, add: [NODES.get(n).id, ...found.nodes.map((m) => NODES.get(m).id)], hide: [], node: NODES.get(n).id, edge: [] });
}

let detailsAsked = 0;

async function drawDetails() {
  const panel = document.getElementById("details");
  const mine = ++detailsAsked;
  try {
    const content = state.view === "ways" ? await waysPanel() : state.edge.length ? await edgePanel() : state.node ? await nodePanel() : overviewPanel();
    if (mine !== detailsAsked) return;
    const focused = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(content);
    panel.scrollTop = 0;
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
  } catch (error) {
    if (mine === detailsAsked) tell(error, panel);
  }
  drawPeek();
}

/** On narrow screens: what was chosen, in one line over the picture that opens the details. */
function drawPeek() {
  const peek = document.getElementById("peek");
  const names = (state.edge.length ? state.edge : [state.node]).map((id) => NODES.get(NUMBERS.get(id))).filter(Boolean);
  peek.hidden = !names.length || !["network", "ways"].includes(state.view);
  peek.replaceChildren(...names.flatMap((node, i) => [i ? " – " : "", words(brief(node.label, 40))]), " ›");
}

/** With nothing chosen: what is drawn, as a list that needs no picture. */
function overviewPanel() {
  const box = el("div", { class: "pad" });
  const left = DATA.counts.entities - picture.nodes.filter((node) => node.type !== "Concept").length;
  box.append(el("h2", {}, "In the picture"));
  box.append(el("p", { class: "soft" }, left > 0 ? `The most salient names and what was opened. ${plural(left, "name")} of ${DATA.counts.entities.toLocaleString("en")} are not drawn: search for one, or show the neighbours of a name.` : "All names that are linked."));
  const linksOf = new Map();
  for (const bundle of picture.bundles) for (const n of [bundle.a, bundle.b]) linksOf.set(n, (linksOf.get(n) || 0) + 1);
  const list = el("ul", { class: "facts names" });
  for (const node of shownNodes()) list.append(el("li", {}, swatch(node.type), linkTo(brief(node.label, 80), () => openNode(node.n)), el("span", { class: "count" }, String(linksOf.get(node.n) || 0))));
  box.append(list);
  return box;
}

function header(title, close, label) {
  const box = el("div", { class: "pad" });
  box.append(button("×", "close", close, { "aria-label": label }), el("h2", { dir: "auto" }, title));
  return box;
}

function nodeHead(box, node) {
  box.append(el("div", { class: "chips" }, swatch(node.type), chip(node.type), node.mentions ? chip(plural(node.mentions, "mention")) : null));
  if (node.aliases.length) box.append(el("p", { class: "soft clip" }, "Also: ", node.aliases.flatMap((alias, i) => [i ? ", " : "", words(alias)])));
}

async function nodePanel() {
  const n = await numberOf(state.node);
  if (n === undefined) return el("p", { class: "pad soft" }, "The address names something that is not in this graph.");
  const [told, near] = await Promise.all([ask("entity", { n }), ask("neighbours", { n, shown: [...drawnNumbers()].slice(0, MOST_DRAWN), count: STEP, ...filterFields() })]);
  const node = learn([told.node])[0];
  const box = header(words(node.label), closeDetails, "Close details");
  nodeHead(box, node);
  const fresh = near.nodes.length + near.left;
  if (near.total) box.append(el("p", { class: "soft" }, fresh ? `${near.total - fresh} of ${plural(near.total, "neighbour")} drawn; ${fresh.toLocaleString("en")} not.` : `All ${plural(near.total, "neighbour")} drawn.`));
  const acts = el("div", { class: "buttons" });
  if (fresh) acts.append(button(`Show ${Math.min(STEP, fresh)} more`, "pill", () => expand(n), { id: "expand" }));
  acts.append(
    button("Page and timeline", "pill", () => change({ view: "entity", part: "", month: "", edge: [] })),
    button("Only this", "pill", () => onlyThis(n), { title: "This name and its neighbours alone" }),
    button("Links to …", "pill", () => change({ view: "ways", ways: [node.id, ""], edge: [] })));
  if (drawnNumbers().has(n)) acts.append(button("Hide", "pill", () => change({ hide: [...state.hide, node.id], add: state.add.filter((id) => id !== node.id), node: "" })));
  box.append(acts, rowList(told, (offset) => ask("entity", { n, offset })));
  return box;
}

async function edgePanel() {
  const [a, b] = await numbersOf(state.edge);
  if (a === undefined || b === undefined) return el("p", { class: "pad soft" }, "The address names something that is not in this graph.");
  const fields = { n: [a, b], ...filterFields() };
  const told = await ask("between", fields);
  const [one, other] = [NODES.get(a), NODES.get(b)];
  const box = header("", closeDetails, "Close details");
  box.querySelector("h2").append(nodeLink({ n: a, label: one.label }), " – ", nodeLink({ n: b, label: other.label }));
  box.append(el("p", { class: "soft" }, plural(told.total, "statement")));
  const list = rowList(told, (offset) => ask("between", { ...fields, offset }));
  box.append(list);
  // Who asks for the few statements of one line asks for what they rest on.
  await openEvidence([...list.querySelectorAll(".card")].slice(0, 5));
  return box;
}

/** Statements with a button for more; each opens its evidence. */
function rowList(first, more) {
  const list = el("div", { class: "rows" });
  const next = el("p", {});
  const add = (told) => {
    for (const line of told.rows) next.before(card(line));
    const left = told.total - told.offset - told.rows.length;
    next.replaceChildren(...(left > 0 ? [button(`Show ${Math.min(left, told.rows.length)} more of ${left.toLocaleString("en")}`, "pill", async () => { try { add(await more(told.offset + told.rows.length)); } catch (error) { tell(error, next); } })] : []));
  };
  list.append(next);
  if (!first.total) next.append(el("span", { class: "soft" }, "No statements."));
  else add(first);
  return list;
}

const lines = new WeakMap();

/** A statement; the words of the article come when they are asked for. */
function card(line) {
  const box = el("div", { class: `card tone-${line.tone}${line.plain ? "" : " unsure"}`, "data-k": String(line.k) });
  const say = el("p", { class: "say" }, nodeLink(line.s), " ", words(line.label), " ", line.o ? nodeLink(line.o) : null);
  const marks = [];
  if (line.status !== "fact") marks.push(chip(line.status === "possible" && line.modality ? `possible: ${line.modality}` : line.status, true));
  if (line.speakers.length) marks.push(chip(`according to ${line.speakers.map((speaker) => brief(speaker.label, 60)).join(", according to ")}`, true));
  const open = button("Evidence", "pill small", () => openEvidence([box]), { "aria-expanded": "false" });
  const day = line.day ? el("span", { class: "chip day" }, line.day) : null;
  box.append(el("div", { class: "top" }, say, open), marks.length || day ? el("div", { class: "chips" }, marks, day) : "");
  lines.set(box, line);
  return box;
}

/** Asks for the sentences of these cards and shows them; a second time puts them away. */
async function openEvidence(boxes) {
  const closed = boxes.filter((box) => !box.querySelector(".evidence"));
  if (!closed.length) { for (const box of boxes) shut(box); return; }
  try {
    const { rows } = await ask("evidence", { k: closed.map((box) => Number(box.dataset.k)) });
    const found = new Map(rows.map((row) => [row.k, row]));
    for (const box of closed) {
      const row = found.get(Number(box.dataset.k));
      if (!row) continue;
      box.append(evidencePart(row));
      box.querySelector("[aria-expanded]").setAttribute("aria-expanded", "true");
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const box of closed) box.append(el("p", { class: "evidence wrong", role: "alert" }, error.message));
  }
}

function shut(box) {
  box.querySelector(".evidence").remove();
  box.querySelector("[aria-expanded]").setAttribute("aria-expanded", "false");
}

function evidencePart(row) {
  const part = el("div", { class: "evidence" });
  for (const piece of row.pieces.slice(0, 20)) part.append(evidenceQuote({}, { at: [0, [...piece.text].length], text: piece.text, spans: piece.spans }));
  const more = row.qualifiers.map(([role, text]) => [role, text]);
  if (row.time && !more.some(([role, text]) => role === "time" && text === row.time)) more.unshift(["time", row.time]);
  if (row.first || row.last) more.push(["days", row.first === row.last ? row.first : `${row.first || "…"} to ${row.last || "…"}`]);
  if (row.event) more.push(["event", row.event.toLowerCase()]);
  more.push(["confidence", `${Math.round(row.confidence * 100)} %`]);
  part.append(el("dl", { class: "quals" }, more.flatMap(([role, text]) => [el("dt", {}, role), el("dd", {}, words(text))])));
  if (row.content) part.append(el("p", {}, el("span", { class: "soft" }, "as a statement: "), nodeLink(row.content.s), " ", words(row.content.label), " ", row.content.o ? nodeLink(row.content.o) : null));
  const { title, url, publisher, published } = row.source;
  if (title) part.append(el("p", { class: "source" }, sourceLink(url, publisher ? `${brief(publisher, 80)}: ${brief(title, 160)}` : brief(title, 160)), published ? ` · ${published}` : null));
  return part;
}
