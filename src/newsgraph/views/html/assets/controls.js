// Legend, filters, search, the state in the address, light and dark, and the panes of narrow screens.

function count(pick) {
  const counts = new Map();
  for (const item of pick) counts.set(item, (counts.get(item) || 0) + 1);
  return counts;
}

/** One line of the legend or of a filter: box, picture, name, count. */
function row(name, checked, onchange, number, picture = null) {
  const box = el("input", { type: "checkbox", checked, onchange });
  return el("label", { class: "row" }, box, picture, el("span", { class: "name", title: brief(name, 200) }, words(brief(name, 80))), number === null ? null : el("span", { class: "count" }, String(number)));
}

function drawFilters() {
  const pane = document.getElementById("filters");
  const open = new Set([...pane.querySelectorAll("details[open]")].map((part) => part.dataset.name));
  const top = pane.scrollTop;
  const lists = new Map([...pane.querySelectorAll(".list")].map((part) => [part.dataset.name, part.scrollTop]));
  const focused = document.activeElement && pane.contains(document.activeElement) ? [...pane.querySelectorAll("input, select, summary, button")].indexOf(document.activeElement) : -1;
  pane.replaceChildren(...legendTypes(), ...legendLines(), ...statusSwitches(), ...otherFilters(open), el("p", { class: "tips" }, "Click a name or a line for its evidence. Double-click a name to focus on it, shift-click a second one for the path between."));
  pane.scrollTop = top;
  for (const part of pane.querySelectorAll(".list")) part.scrollTop = lists.get(part.dataset.name) || 0;
  if (focused >= 0) { const again = pane.querySelectorAll("input, select, summary, button")[focused]; if (again) again.focus(); }
}

function legendTypes() {
  const drawn = count([...shown.nodes].map((n) => NODES[n].type));
  const all = count(NODES.map((node) => node.type));
  const rows = Object.keys(DATA.styles).filter((type) => all.has(type) && type !== "Concept")
    .map((type) => row(type, !state.typesOff.has(type), () => change({ typesOff: toggled(state.typesOff, type) }), drawn.get(type) || 0, swatch(type)));
  if (all.has("Concept")) rows.push(row("Concept", state.concepts, () => change({ concepts: !state.concepts }), all.get("Concept"), swatch("Concept")));
  if (shown.loose) rows.push(row("Unconnected", state.loose, () => change({ loose: !state.loose }), shown.loose));
  return [el("h2", {}, "Names"), ...rows];
}

function legendLines() {
  const tones = count(STATEMENTS.filter(passesMarks).map((statement) => statement.tone));
  const rows = Object.keys(DATA.tones).map((tone) => row(tone[0].toUpperCase() + tone.slice(1), !state.tonesOff.has(tone), () => change({ tonesOff: toggled(state.tonesOff, tone) }), tones.get(tone) || 0, lineSwatch(tone)));
  return [el("h2", {}, "Relations"), ...rows];
}

function passesMarks(statement) {
  const marks = marksOf(statement);
  return marks.length ? marks.every((mark) => state[mark]) : state.plain;
}

function statusSwitches() {
  const counts = count(STATEMENTS.flatMap((statement) => (statement.plain ? ["plain"] : marksOf(statement))));
  const rows = [row("Plain facts", state.plain, () => change({ plain: !state.plain }), counts.get("plain") || 0, lineSwatch("neutral"))];
  for (const kind of KINDS) {
    if (counts.has(kind)) rows.push(row(kind[0].toUpperCase() + kind.slice(1), state[kind], () => change({ [kind]: !state[kind] }), counts.get(kind), lineSwatch("neutral", true)));
  }
  return [el("h2", {}, "Status"), ...rows];
}

function folded(name, title, open, chosen, ...children) {
  return el("details", { "data-name": name, open: open.has(name) || chosen }, el("summary", {}, title), ...children);
}

function checkList(name, counts, chosen, label, key) {
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0])).slice(0, 300);
  return el("div", { class: "list", "data-name": name }, ordered.map(([item, number]) => row(label(item), chosen.has(item), () => change({ [key]: toggled(state[key], item) }), number)));
}

function picker(title, options, value, onchange) {
  const choice = el("select", { onchange: (event) => onchange(event.target.value) }, el("option", { value: "" }, "All"));
  for (const [key, text] of options) choice.append(el("option", { value: key, selected: key === value }, brief(text, 60)));
  return el("label", { class: "field" }, title, choice);
}

function otherFilters(open) {
  const parts = [];
  const relations = count(STATEMENTS.map((statement) => statement.relation));
  const events = count(STATEMENTS.map((statement) => statement.event || ""));
  parts.push(folded("relations", `Relation${state.relations.size ? ` (${state.relations.size})` : ""}`, open, false, checkList("relations", relations, state.relations, (item) => item, "relations")));
  parts.push(folded("events", `Event type${state.events.size ? ` (${state.events.size})` : ""}`, open, false, checkList("events", events, state.events, (item) => (item ? item[0] + item.slice(1).toLowerCase() : "No event"), "events")));
  const speakers = count(STATEMENTS.flatMap((statement) => [...new Set(statement.speakers.map((speaker) => speaker.label))]));
  const more = [];
  if (speakers.size) more.push(picker("Said by", [...speakers.keys()].sort(collator.compare).map((name) => [name, name]), state.speaker, (speaker) => change({ speaker, reported: state.reported || Boolean(speaker) })));
  if (ARTICLES.length > 1) more.push(picker("Article", ARTICLES.map((article) => [article.id, article.title]), state.article, (article) => change({ article })));
  const day = (title, key) => el("label", { class: "field" }, title, el("input", { type: "date", value: state[key], onchange: (event) => change({ [key]: event.target.value }) }));
  more.push(day("From day", "from"), day("To day", "to"));
  const least = el("input", { type: "range", min: "0", max: "100", step: "5", value: String(Math.round(state.confidence * 100)), onchange: (event) => change({ confidence: Number(event.target.value) / 100 }) });
  more.push(el("label", { class: "field" }, `Confidence at least ${Math.round(state.confidence * 100)} %`, least));
  const chosen = Boolean(state.speaker || state.article || state.from || state.to || state.confidence);
  parts.push(folded("more", "Speaker, time, confidence", open, chosen, ...more));
  if (state.hidden.size) {
    parts.push(el("h2", {}, "Hidden"), ...[...state.hidden].filter((id) => NODE_BY_ID.has(id)).map((id) => row(NODES[NODE_BY_ID.get(id)].label, false, () => change({ hidden: toggled(state.hidden, id) }), null)));
  }
  if (state.focus >= 0) parts.unshift(el("div", { class: "row" }, button("Leave focus", "pill", () => change({ focus: -1 }))));
  return parts;
}

// --- search ---------------------------------------------------------------

let foundNodes = [];
let foundAt = -1;

function searchNodes(query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const hits = [];
  NODES.forEach((node, n) => {
    let best = 0;
    node.search.forEach((name, i) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const score = (name === wanted ? 4 : at === 0 ? 3 : /\s/.test(name[at - 1]) ? 2 : 1) + (i ? 0 : 0.5) - (node.concept ? 0.9 : 0);
      if (score > best) best = score;
    });
    if (best > 0) hits.push([best, n]);
  });
  return hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 12).map(([, n]) => n);
}

function drawFound() {
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  foundNodes = searchNodes(field.value);
  foundAt = Math.min(foundAt, foundNodes.length - 1);
  list.hidden = !field.value.trim();
  field.setAttribute("aria-expanded", String(!list.hidden));
  const apartBy = apart(foundNodes.map((n) => NODES[n]));
  const rows = foundNodes.map((n, i) => {
    const node = NODES[n];
    const wanted = field.value.trim().toLowerCase();
    const alias = node.label.toLowerCase().includes(wanted) ? null : node.aliases.find((name) => name.toLowerCase().includes(wanted));
    return el("li", { role: "option", id: `found-${i}`, "aria-selected": String(i === foundAt), onmousedown: (event) => { event.preventDefault(); takeFound(i); } },
      swatch(node.type), el("span", {}, words(brief(node.label, 80)), alias ? el("small", {}, "  also ", words(brief(alias, 60))) : null, apartBy[i] ? el("small", {}, "  ", words(brief(apartBy[i], 40))) : null));
  });
  list.replaceChildren(...(rows.length ? rows : [el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No such name")]));
  if (foundAt >= 0) field.setAttribute("aria-activedescendant", `found-${foundAt}`);
  else field.removeAttribute("aria-activedescendant");
}

function takeFound(i) {
  const n = foundNodes[i];
  closeFound();
  if (n === undefined) return;
  document.getElementById("search").value = NODES[n].label.slice(0, 80);
  reveal(n);
  const { x, y } = network.body.nodes[visId(n)];
  const { x: left, y: top } = network.canvasToDOM({ x, y });
  const box = document.getElementById("graph").getBoundingClientRect();
  if (left < 40 || top < 40 || left > box.width - 40 || top > box.height - 40) network.moveTo({ position: { x, y } });
}

function closeFound() {
  document.getElementById("found").hidden = true;
  document.getElementById("search").setAttribute("aria-expanded", "false");
  foundAt = -1;
}

function setUpSearch() {
  const field = document.getElementById("search");
  field.addEventListener("input", () => { foundAt = 0; drawFound(); });
  field.addEventListener("blur", closeFound);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      foundAt = foundNodes.length ? (foundAt + step + foundNodes.length) % foundNodes.length : -1;
      drawFound();
      event.preventDefault();
    } else if (event.key === "Enter" && !document.getElementById("found").hidden) takeFound(Math.max(foundAt, 0));
    else if (event.key === "Escape") { closeFound(); field.select(); event.stopPropagation(); }
  });
}

// --- the state in the address ---------------------------------------------

const FLAGS = ["plain", "possible", "negated", "reported", "concepts", "loose"];
const LISTS = { typesOff: "without", relations: "relation", events: "event", tonesOff: "notone", hidden: "hide" };
const TEXTS = ["speaker", "article", "from", "to", "view", "sort", "theme"];

function fragment() {
  const first = initialState();
  const parts = new URLSearchParams();
  for (const flag of FLAGS) if (state[flag] !== first[flag]) parts.set(flag, state[flag] ? "1" : "0");
  for (const [key, name] of Object.entries(LISTS)) for (const item of [...state[key]].sort()) parts.append(name, item);
  for (const key of TEXTS) if (state[key] !== first[key]) parts.set(key, state[key]);
  if (state.confidence) parts.set("confidence", String(state.confidence));
  if (state.focus >= 0) { parts.set("focus", NODES[state.focus].id); parts.set("hops", String(state.hops)); }
  if (state.path) { parts.set("path", NODES[state.path[0]].id); parts.set("to-node", NODES[state.path[1]].id); }
  for (const id of Object.keys(state.moved).sort()) parts.append("at", `${state.moved[id].join()},${id}`);
  const on = state.selected;
  if (on && on.kind === "node") parts.set("node", NODES[on.n].id);
  if (on && on.kind === "edge") { const [from, to] = on.key.split(">"); parts.set("edge", NODES[from].id); parts.set("edge-to", NODES[to].id); }
  if (on && on.kind === "statements") on.statements.slice(0, 50).forEach((k) => parts.append("statement", STATEMENTS[k].id));
  return parts.toString();
}

let lastFragment = "";

function saveFragment() {
  const text = fragment();
  if (text === lastFragment) return;
  lastFragment = text;
  try {
    window.history.replaceState(null, "", text ? `#${text}` : "#");
  } catch (error) {
    // A page inside a frame without an address (a notebook) cannot keep its state there; it works on without.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Reads the state from the address; what names nothing in this page is left out. */
function loadFragment() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const first = initialState();
  const place = (name) => { const n = NODE_BY_ID.get(parts.get(name)); return n === undefined ? -1 : n; };
  for (const flag of FLAGS) if (parts.has(flag)) first[flag] = parts.get(flag) === "1";
  for (const [key, name] of Object.entries(LISTS)) first[key] = new Set(parts.getAll(name));
  for (const key of TEXTS) if (parts.has(key)) first[key] = parts.get(key);
  first.view = first.view === "table" ? "table" : "graph";
  first.theme = ["light", "dark"].includes(first.theme) ? first.theme : "";
  first.confidence = Math.min(1, Math.max(0, Number(parts.get("confidence")) || 0));
  const places = parts.getAll("at").map((text) => /^(-?\d{1,6}),(-?\d{1,6}),([^]*)$/.exec(text)).filter((found) => found && NODE_BY_ID.has(found[3]));
  first.moved = Object.fromEntries(places.map(([, x, y, id]) => [id, [Number(x), Number(y)]]));
  first.focus = place("focus");
  first.hops = parts.get("hops") === "2" ? 2 : 1;
  if (place("path") >= 0 && place("to-node") >= 0) first.path = [place("path"), place("to-node")];
  if (place("node") >= 0) first.selected = { kind: "node", n: place("node") };
  else if (place("edge") >= 0 && place("edge-to") >= 0) first.selected = { kind: "edge", key: `${place("edge")}>${place("edge-to")}` };
  else {
    const statements = parts.getAll("statement").map((id) => STATEMENT_BY_ID.get(id)).filter((k) => k !== undefined);
    if (statements.length) first.selected = { kind: "statements", statements };
  }
  Object.assign(state, first);
  lastFragment = location.hash.slice(1);
}

// --- light and dark, panes ------------------------------------------------

function applyTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = state.theme || (dark ? "dark" : "light");
  cssFont = getComputedStyle(document.body).fontFamily;
}

const PANES = { graph: "Network", table: "Table", details: "Details", article: "Article", filters: "Filters" };

function pane() {
  return document.getElementById("main").dataset.pane;
}

function showPane(name) {
  document.getElementById("main").dataset.pane = name;
  if (name === "graph" || name === "table") setView(name);
  drawPanes();
}

function setView(view) {
  if (state.view !== view) change({ view }, { remember: false });
}

function drawPanes() {
  const here = pane() === "graph" ? state.view : pane();
  const wide = matchMedia("(min-width: 761px)").matches;
  const names = Object.entries(PANES).filter(([name]) => !wide || !["details", "article"].includes(name));
  document.getElementById("panes").replaceChildren(...names.map(([name, title]) => button(name === "details" && state.selected ? `${title} •` : title, "", () => showPane(name === here && name === "filters" ? "graph" : name), { "aria-pressed": String(name === here) })));
}
