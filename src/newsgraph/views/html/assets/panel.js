// The panel beside the network: what is known of the node, the edge or the sentence that was chosen.

function selectedStatements(on) {
  if (on.kind === "node") return NODES[on.n].statements;
  if (on.kind === "edge") return shown.bundles.has(on.key) ? shown.bundles.get(on.key).statements : [];
  return on.statements;
}

function select(on) {
  if (on && on.kind !== "node" && !selectedStatements(on).length) on = null;
  state.selected = on;
  network.unselectAll();
  hovered = null;
  syncNetwork();
  drawDetails();
  drawPeek();
  lightArticle();
  markTableRow();
  saveFragment();
  const narrow = matchMedia("(max-width: 760px)").matches;
  if (on && narrow && pane() !== "graph") showPane("details");
  if (narrow) drawPanes();
}

/** On narrow screens: what was chosen, in one line over the network that opens the details. */
function drawPeek() {
  const peek = document.getElementById("peek");
  const on = state.selected;
  peek.hidden = !on;
  if (!on) return;
  const chosen = selectedStatements(on);
  const name = on.kind === "node" ? NODES[on.n].label : sentenceOf(STATEMENTS[chosen[0]]);
  const more = on.kind === "node" ? ` · ${chosen.length} statement${chosen.length === 1 ? "" : "s"} ›` : chosen.length > 1 ? ` · ${chosen.length - 1} more ›` : " ›";
  peek.replaceChildren(words(brief(name, 60)), more);
}

function drawDetails() {
  const panel = document.getElementById("details");
  const on = state.selected;
  panel.replaceChildren();
  panel.scrollTop = 0;
  if (shown.path) { panel.append(pathPanel()); if (!on) return; }
  if (!on) return;
  const content = on.kind === "node" ? nodePanel(on.n) : statementsPanel(selectedStatements(on), on);
  const close = button("×", "close", () => select(null), { "aria-label": "Close details" });
  panel.append(el("div", { class: "pad" }, close, content));
}

function nodeLink(end) {
  return end.n < 0 ? words(brief(end.label, 300)) : linkTo(brief(end.label, 300), () => reveal(end.n));
}

/** Selects a node and brings it into view, even where filters keep it from being drawn. */
function reveal(n) {
  if (!shown.nodes.has(n) && (state.focus >= 0 || state.path)) change({ focus: -1, path: null });
  if (!shown.nodes.has(n)) change({ hidden: new Set([...state.hidden].filter((id) => id !== NODES[n].id)), typesOff: new Set([...state.typesOff].filter((type) => type !== NODES[n].type)), loose: !NODES[n].concept || state.loose, concepts: state.concepts || NODES[n].concept });
  select({ kind: "node", n });
}

function nodePanel(n) {
  const node = NODES[n];
  const part = document.createDocumentFragment();
  part.append(el("h2", { dir: "auto" }, words(node.label)));
  const mentions = node.mentioned;
  part.append(el("div", { class: "chips" }, chip(node.type), mentions ? chip(`${mentions} mention${mentions === 1 ? "" : "s"}`) : null));
  if (node.aliases.length) part.append(el("p", { class: "soft clip" }, "Also: ", node.aliases.slice(0, 30).flatMap((alias, i) => [i ? ", " : "", words(brief(alias, 200))])));
  part.append(el("div", { class: "buttons" },
    button("Focus", "pill", () => change({ focus: n, hops: 1, path: null })),
    button("2 steps", "pill", () => change({ focus: n, hops: 2, path: null }), { title: "Focus with the neighbours' neighbours" }),
    button("Path to …", "pill", () => pathForm(n)),
    button("Hide", "pill", () => { state.selected = null; change({ hidden: new Set([...state.hidden, node.id]), focus: state.focus === n ? -1 : state.focus }); })));
  part.append(el("div", { id: "path-form" }));
  part.append(factsOf(n));
  if (node.mentions.length) part.append(mentionList(node) || "");
  return part;
}

/** All facts of a node, grouped by relation and direction; those that are no plain facts say so. */
function factsOf(n) {
  const groups = new Map();
  for (const k of NODES[n].statements) {
    const statement = STATEMENTS[k];
    const out = statement.s.n === n;
    const key = `${out ? ">" : "<"} ${statement.relation}`;
    if (!groups.has(key)) groups.set(key, { out, relation: statement.relation, rows: [] });
    groups.get(key).rows.push(k);
  }
  const part = document.createDocumentFragment();
  const ordered = [...groups.values()].sort((a, b) => b.out - a.out || b.rows.length - a.rows.length || collator.compare(a.relation, b.relation));
  for (const { out, relation, rows } of ordered) {
    part.append(el("h3", {}, words(brief(relation, 120)), out ? " →" : " ←"));
    part.append(el("ul", { class: "facts" }, alike(rows, out).map((same) => factRow(same, out))));
  }
  return part;
}

/** Statements that say the same in other sentences stand on one line. */
function alike(rows, out) {
  const lines = new Map();
  for (const k of rows) {
    const statement = STATEMENTS[k];
    const other = out ? statement.o : statement.s;
    const key = JSON.stringify([other ? other.label : sentenceOf(statement), statement.status, statement.modality, statement.speakers.map((speaker) => speaker.label)]);
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push(k);
  }
  return [...lines.values()];
}

/** What keeps a statement from being a plain fact, in short. */
function markWords(statement, mark) {
  if (mark === "reported") return `says ${brief(statement.speakers[0].label, 40)}`;
  return mark === "possible" && statement.modality ? statement.modality : mark;
}

function factRow(same, out) {
  const statement = STATEMENTS[same[0]];
  const other = out ? statement.o : statement.s;
  const label = other ? brief(other.label, 160) : sentenceOf(statement);
  const open = linkTo(label, () => select({ kind: "statements", statements: same }));
  const marks = marksOf(statement).map((mark) => chip(markWords(statement, mark), true));
  return el("li", {}, open, same.length > 1 ? ` × ${same.length} ` : " ", marks.flatMap((mark) => [mark, " "]));
}

function mentionList(node) {
  const list = el("ul", { class: "facts" });
  for (const [a, start, end, kind] of node.mentions.slice(0, 60)) {
    if (ARTICLES[a].text === null) continue;
    const points = pointsOf(a);
    const from = Math.max(0, start - 32);
    const to = Math.min(points.length, end + 32, start + 300);
    const quote = el("bdi");
    marked(quote, points, from, to, [{ start, end, tag: "mark", cls: "" }]);
    const open = button("", "link", () => showMention(a, start));
    open.append("… ", quote, " …");
    list.append(el("li", {}, open, kind === "name" ? null : " ", kind === "name" ? null : chip(kind)));
  }
  return list.children.length ? el("details", {}, el("summary", {}, el("h3", { class: "sr" }, "Mentions"), "Where it is mentioned"), list) : null;
}

function showMention(a, start) {
  if (a !== articleOpen) { articleOpen = a; drawArticle(); lightArticle(false); }
  const narrow = matchMedia("(max-width: 760px)").matches;
  if (narrow) showPane("article");
  const pane = document.getElementById("article");
  const pieces = [...pane.querySelectorAll(`[data-node="${state.selected.n}"]`)];
  const order = NODES[state.selected.n].mentions.filter((mention) => mention[0] === a).findIndex((mention) => mention[1] === start);
  if (pieces.length) scrollWithin(pane, pieces[Math.min(Math.max(order, 0), pieces.length - 1)]);
}

function statementsPanel(statements, on) {
  const part = document.createDocumentFragment();
  if (on.kind === "edge") {
    const bundle = shown.bundles.get(on.key);
    part.append(el("h2", {}, nodeLink({ n: bundle.from, label: NODES[bundle.from].label }), bundle.symmetric ? " – " : " → ", nodeLink({ n: bundle.to, label: NODES[bundle.to].label })));
  } else part.append(el("h2", {}, statements.length === 1 ? "Statement" : on.from === "article" ? `${statements.length} statements of this sentence` : `${statements.length} statements`));
  statements.slice(0, 100).forEach((k) => part.append(card(k, on.kind === "statements" && on.from === "article" && statements.length > 1)));
  if (statements.length > 100) part.append(el("p", { class: "soft" }, `and ${statements.length - 100} more: see the table`));
  return part;
}

/** A statement with all that is known of it; `short` leaves out the sentence, which then stands beside it anyway. */
function card(k, short = false) {
  const statement = STATEMENTS[k];
  const box = el("div", { class: `card tone-${statement.tone}` });
  box.append(el("p", { class: "say" }, nodeLink(statement.s), " ", words(statement.label), " ", statement.o ? nodeLink(statement.o) : null));
  const chips = marksOf(statement).filter((mark) => mark !== "reported").map((mark) => chip(mark === "possible" && statement.modality ? `possible: ${statement.modality}` : mark, true));
  if (statement.speakers.length) chips.push(chip(`according to ${statement.speakers.map((speaker) => brief(speaker.label, 60)).join(", according to ")}`, true));
  if (statement.plain) chips.push(chip("fact"));
  if (statement.event) chips.push(chip(statement.event.toLowerCase()));
  chips.push(chip(`confidence ${Math.round(statement.confidence * 100)} %`));
  box.append(el("div", { class: "chips" }, chips));
  const rows = statement.qualifiers.map(([role, text]) => [role, text]);
  if (statement.time && !rows.some(([role, text]) => role === "time" && text === statement.time)) rows.unshift(["time", statement.time]);
  if (statement.first || statement.last) rows.push(["days", statement.first === statement.last ? statement.first : `${statement.first || "…"} to ${statement.last || "…"}`]);
  if (rows.length) box.append(el("dl", { class: "quals" }, rows.flatMap(([role, text]) => [el("dt", {}, role), el("dd", {}, words(text))])));
  if (statement.content && STATEMENT_BY_ID.has(statement.content)) {
    const about = STATEMENT_BY_ID.get(statement.content);
    const open = linkTo(brief(sentenceOf(STATEMENTS[about]), 200), () => select({ kind: "statements", statements: [about] }));
    const marks = marksOf(STATEMENTS[about]).map((mark) => chip(markWords(STATEMENTS[about], mark), true));
    box.append(el("p", {}, el("span", { class: "soft" }, "as a statement: "), open, " ", marks));
  }
  if (short) box.append(button("Show evidence", "pill small", () => select({ kind: "statements", statements: [k] })));
  else box.append(...evidenceOf(statement));
  return box;
}

function evidenceOf(statement) {
  const article = statement.article >= 0 ? ARTICLES[statement.article] : null;
  const parts = statement.evidence.slice(0, 20).map((piece) => evidenceQuote(statement, piece));
  if (article) {
    // Where the page holds one article, its title stands beside the statement already.
    const name = article.publisher && ARTICLES.length === 1 ? brief(article.publisher, 80) : article.publisher ? `${brief(article.publisher, 80)}: ${brief(article.title, 160)}` : brief(article.title, 160);
    parts.push(el("p", { class: "source" }, sourceLink(article.url, name), article.published ? ` · ${article.published}` : null));
  }
  return parts;
}

function pathForm(n) {
  const place = document.getElementById("path-form");
  const choice = el("select", { "aria-label": "Other end of the path", onchange: (event) => { if (event.target.value) choosePath(n, Number(event.target.value)); } }, el("option", { value: "" }, "Choose the other end …"));
  const others = NODES.map((node, m) => m).filter((m) => m !== n && !NODES[m].concept).sort((a, b) => collator.compare(NODES[a].label, NODES[b].label));
  for (const m of others) choice.append(el("option", { value: String(m) }, brief(NODES[m].label, 60)));
  place.replaceChildren(el("p", {}, choice));
  choice.focus();
}

function choosePath(a, b) {
  if (a === b) return;
  state.selected = null;
  hovered = null;
  change({ path: [a, b], focus: -1 });
}

function pathPanel() {
  const box = el("div", { class: "pad" }, button("×", "close", () => change({ path: null }), { "aria-label": "Leave the path" }));
  const [a, b] = state.path.map((n) => brief(NODES[n].label, 60));
  box.append(el("h2", {}, words(a), " … ", words(b)));
  if (!shown.path.length) {
    box.append(el("p", {}, "Nothing that is shown links the two. Switching on possible, negated or reported statements, or concepts, may."));
    return box;
  }
  box.append(el("p", { class: "soft" }, `${shown.path.length - 1} step${shown.path.length === 2 ? "" : "s"}, direction left aside`));
  for (let i = 0; i + 1 < shown.path.length; i++) {
    const [x, y] = [shown.path[i], shown.path[i + 1]];
    const keys = [`${x}>${y}`, `${y}>${x}`].filter((key) => shown.bundles.has(key));
    const rows = keys.flatMap((key) => shown.bundles.get(key).statements);
    box.append(el("ul", { class: "facts" }, rows.map((k) => {
      return el("li", {}, linkTo(brief(sentenceOf(STATEMENTS[k]), 200), () => select({ kind: "statements", statements: [k] })));
    })));
  }
  return box;
}
