// Everything together.

function shownNodes() {
  return picture.nodes;
}

/** What the reader's switches leave of an answer: types and tones are left out here, everything else where the answer is made. */
function switched({ nodes, bundles }) {
  const hidden = new Set(state.hide);
  const kept = nodes.filter((node) => !state.typesOff.includes(node.type) && !hidden.has(node.id));
  const inside = new Set(kept.map((node) => node.n));
  return { nodes: kept, bundles: bundles.filter((bundle) => inside.has(bundle.a) && inside.has(bundle.b) && !state.tonesOff.includes(bundle.tone)) };
}

let lastAnswer = { nodes: [], bundles: [] };
let picturesAsked = 0;

async function network() {
  if (state.view === "ways") return (await findWays()) || { nodes: [], bundles: [] };
  const top = state.top ? await ask("top", filterFields()) : { nodes: [], bundles: [] };
  learn(top.nodes);
  const more = await numbersOf(state.add);
  const known = new Set(top.nodes.map((node) => node.n));
  if (more.every((n) => known.has(n))) return top;
  return ask("network", { n: [...new Set([...known, ...more])].slice(0, MOST_DRAWN), ...filterFields() });
}

async function drawPicture(anew = false) {
  const mine = ++picturesAsked;
  try {
    const answer = await network();
    if (mine !== picturesAsked) return;
    learn(answer.nodes);
    lastAnswer = answer;
    const shown = switched(answer);
    if (answer.ways) shown.columns = new Map(answer.ways.flatMap((way) => way.map((n, i) => [n, i])));
    picture.byKey = new Map(shown.bundles.map((bundle) => [bundleKey(bundle), bundle]));
    lit = null;
    showPicture(shown, anew);
    relight();
    drawFilters();
    drawStatus();
  } catch (error) {
    if (mine === picturesAsked) notice(error);
  }
}

function drawStatus() {
  const names = picture.nodes.filter((node) => node.type !== "Concept").length;
  const all = DATA.counts.entities;
  const text = state.view === "ways" ? "" : names < all ? `${names} of ${plural(all, "name")} drawn` : `${plural(names, "name")} drawn`;
  document.getElementById("drawn").textContent = text;
  const empty = document.getElementById("empty");
  empty.hidden = picture.nodes.length > 0;
  if (!picture.nodes.length) empty.textContent = state.view === "ways" ? "Choose two names to see what links them." : DATA.counts.entities ? "Nothing is linked by what is switched on. Search for a name, or switch on more." : "This graph is empty.";
}

function notice(error) {
  const place = document.getElementById("notice");
  if (!(error instanceof Refused)) throw error;
  place.hidden = false;
  place.textContent = error.message;
}

let lastNetwork = "";

let underWay = 0;

/** Draws the page after the state. */
async function refresh() {
  underWay++;
  try {
    await drawState();
  } finally {
    underWay--;
  }
}

async function drawState() {
  document.getElementById("notice").hidden = true;
  const drawsNetwork = state.view === "network" || state.view === "ways";
  const main = document.getElementById("main");
  main.dataset.view = state.view;
  document.getElementById("stage").hidden = !drawsNetwork;
  document.getElementById("side").hidden = !drawsNetwork;
  document.getElementById("filters").hidden = !drawsNetwork;
  const page = document.getElementById("page");
  page.hidden = drawsNetwork;
  drawViews();
  if (drawsNetwork) {
    page.replaceChildren();
    const key = JSON.stringify([state.view, state.top, state.add, state.hide, filterFields(), state.typesOff, state.tonesOff, state.view === "ways" ? state.ways : 0]);
    const other = key !== lastNetwork;
    lastNetwork = key;
    if (other) await drawPicture();
    else { relight(); drawFilters(); }
    await drawDetails();
    return;
  }
  await drawPage(page);
}

let pagesAsked = 0;

async function drawPage(page) {
  const mine = ++pagesAsked;
  try {
    const content = await { entity: entityPage, said: saidPage, sparql: sparqlPage }[state.view]();
    if (mine !== pagesAsked) return;
    const focused = page.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") || document.activeElement.id : "";
    page.replaceChildren(content);
    page.scrollTop = 0;
    const again = focused && [...page.querySelectorAll("button, input, select, textarea")].find((one) => one.id === focused || one.getAttribute("aria-label") === focused);
    if (again) again.focus();
  } catch (error) {
    if (mine === pagesAsked) tell(error, page);
  }
  drawPeek();
  drawPanes();
}

// --- legend and filters ---------------------------------------------------

function tick(name, checked, onchange, number, shape = null) {
  const box = el("input", { type: "checkbox", checked, onchange });
  return el("label", { class: "row" }, box, shape, el("span", { class: "name" }, name), number === null ? null : el("span", { class: "count" }, number.toLocaleString("en")));
}

function drawFilters() {
  const pane = document.getElementById("filters");
  const top = pane.scrollTop;
  const focused = pane.contains(document.activeElement) ? [...pane.querySelectorAll("input, button")].indexOf(document.activeElement) : -1;
  const types = new Map();
  for (const node of lastAnswer.nodes) types.set(node.type, (types.get(node.type) || 0) + 1);
  const tones = new Map();
  for (const bundle of picture.bundles) tones.set(bundle.tone, (tones.get(bundle.tone) || 0) + 1);
  const rows = Object.keys(DATA.styles).filter((type) => type !== "Concept" && (types.has(type) || state.typesOff.includes(type)))
    .map((type) => tick(type, !state.typesOff.includes(type), () => change({ typesOff: toggled(state.typesOff, type) }), types.get(type) || 0, swatch(type)));
  if (DATA.counts.concepts) rows.push(tick("Concept", state.concepts, () => change({ concepts: !state.concepts }), DATA.counts.concepts, swatch("Concept")));
  const lineRows = TONE_NAMES.map((tone) => tick(tone[0].toUpperCase() + tone.slice(1), !state.tonesOff.includes(tone), () => change({ tonesOff: toggled(state.tonesOff, tone) }), tones.get(tone) || 0, lineSwatch(tone)));
  const kinds = KINDS.map(([name, bit]) => tick(name, Boolean(state.marks & bit), () => change({ marks: state.marks ^ bit }), DATA.counts.kinds[bit], lineSwatch("neutral", bit !== PLAIN)));
  const least = el("input", { type: "range", min: "0", max: "100", step: "5", value: String(state.confidence), onchange: (event) => change({ confidence: Number(event.target.value) }) });
  const day = (title, key) => el("label", { class: "field" }, title, el("input", { type: "date", value: state[key], min: DATA.counts.days[0] || "", max: DATA.counts.days[1] || "", onchange: (event) => change({ [key]: event.target.value }) }));
  pane.replaceChildren(
    el("h2", {}, "Names"), ...rows, el("h2", {}, "Relations"), ...lineRows, el("h2", {}, "Statements"), ...kinds,
    el("label", { class: "field" }, `Confidence at least ${state.confidence} %`, least), day("From day", "first"), day("To day", "last"),
    el("div", { class: "buttons" }, state.hide.length ? button(`Show ${state.hide.length} hidden`, "pill small", () => change({ hide: [] })) : null, button("As at first", "pill small", startAnew)),
    el("p", { class: "tips" }, "Click a name or a line for its statements. Double-click a name to draw its neighbours."));
  pane.scrollTop = top;
  if (focused >= 0) { const again = pane.querySelectorAll("input, button")[focused]; if (again) again.focus(); }
}

function startAnew() {
  picture.places.clear();
  return change({ ...initialState(), theme: state.theme, draw: state.draw });
}

function drawViews() {
  const here = state.view === "entity" ? "network" : state.view;
  document.getElementById("views").replaceChildren(...VIEWS.map(([name, title]) => button(title, "", () => change({ view: name, edge: [] }), { "aria-current": name === here ? "page" : null })));
  drawPanes();
}

// --- panes of narrow screens ----------------------------------------------

function drawPanes() {
  const place = document.getElementById("panes");
  const main = document.getElementById("main");
  const drawsNetwork = state.view === "network" || state.view === "ways";
  const names = drawsNetwork ? { stage: "Picture", details: state.view === "ways" ? "Ways" : "Details", filters: "Filters" } : {};
  place.hidden = !drawsNetwork;
  place.replaceChildren(...Object.entries(names).map(([name, title]) => button(title, "", () => showPane(name), { "aria-pressed": String(name === main.dataset.pane) })));
}

function showPane(name) {
  document.getElementById("main").dataset.pane = name;
  drawPanes();
  if (name === "stage" && picture.sigma) picture.sigma.refresh();
}

// --- start ----------------------------------------------------------------

function applyTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = state.theme || (dark ? "dark" : "light");
  cssFont = getComputedStyle(document.body).fontFamily;
}

function redrawAll() {
  applyTheme();
  lastNetwork = "";
  return refresh();
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement ? document.activeElement.tagName : "");
  if (event.key === "/" && !typing) { document.getElementById("search").focus(); event.preventDefault(); }
  else if (event.key === "Escape" && !typing) {
    if (picture.hovered) hover(null);
    if (state.view === "entity") change({ view: "network" });
    else closeDetails();
  }
}

function setUpControls() {
  const on = (id, act) => document.getElementById(id).addEventListener("click", act);
  const zoom = (factor) => { if (picture.sigma) moveCamera({ ratio: picture.sigma.getCamera().ratio * factor }, 120); };
  on("zoom-in", () => zoom(1 / 1.3));
  on("zoom-out", () => zoom(1.3));
  on("fit", fitPicture);
  on("again", () => drawPicture(true));
  on("peek", () => showPane("details"));
  on("home", (event) => { event.preventDefault(); startAnew(); });
  on("theme", () => { state.theme = theme() === "dark" ? "light" : "dark"; saveFragment(false); redrawAll(); });
  suggesting(document.getElementById("search"), document.getElementById("found"), (node) => { if (state.view !== "entity") showPane("stage"); reveal(node.n); });
  const graph = stage();
  graph.addEventListener("keydown", keyInPicture);
  graph.addEventListener("focus", () => { if (graph.matches(":focus-visible") && picture.nodes.length) keyInPicture(new KeyboardEvent("keydown", { key: "ArrowRight" })); });
  graph.addEventListener("blur", () => hover(null));
  document.addEventListener("keydown", keys);
  for (const event of ["popstate", "hashchange"]) addEventListener(event, () => { if (location.hash.slice(1) !== lastFragment) { lastFragment = location.hash.slice(1); loadFragment(); redrawAll(); } });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
  let size = "";
  new ResizeObserver(() => {
    const { width, height } = graph.getBoundingClientRect();
    const now = `${Math.round(width)}x${Math.round(height)}`;
    if (!width || now === size) return;
    const first = !size;
    size = now;
    if (!first && picture.sigma && picture.nodes.length) { picture.sigma.resize(true); frameAll(); picture.sigma.refresh(); }
  }).observe(graph);
}

async function start() {
  loadFragment();
  lastFragment = location.hash.slice(1);
  applyTheme();
  document.getElementById("title").textContent = DATA.title;
  setUpControls();
  const empty = document.getElementById("empty");
  empty.hidden = false;
  empty.textContent = "Reading the graph …";
  try {
    DATA.counts = await ask("start");
  } catch (error) {
    notice(error);
    return;
  }
  createPicture();
  await refresh();
  // For tests and for people at the console: what is drawn where. Nothing can be changed through it.
  window.newsgraph = Object.freeze({
    labels: () => picture.labels, nodes: () => picture.nodes, bundles: () => picture.bundles, state: () => fragment(), ask,
    position: (n) => spotOf(n), sigma: picture.sigma, software: picture.software, settled: () => underWay === 0, ready: true,
  });
}

start();
