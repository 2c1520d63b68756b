// What the reader has chosen, and how it stands in the address: whoever gets the address sees the same.

const DATA = JSON.parse(document.getElementById("boot").textContent);
const PLAIN = 8;
const KINDS = [["Plain facts", 8], ["Possible", 1], ["Negated", 2], ["Reported", 4]];
const VIEWS = [["network", "Network"], ["ways", "Links"], ["said", "Who said what"], ["sparql", "SPARQL"]];
const MOST_DRAWN = 300;
const STEP = 15;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
// Parts of text.js that the article's page has and this one does without.
const ARTICLES = [];

/** The page as at first. Nodes go by their ids: numbers hold for one build of the graph, an address for longer. */
function initialState() {
  return {
    view: "network", top: true, add: [], hide: [], node: "", edge: [], marks: PLAIN, concepts: false, confidence: 0, first: "", last: "",
    typesOff: [], tonesOff: [], part: "", month: "", ways: ["", ""], speaker: "", about: "", query: "", theme: "", draw: "",
  };
}

const state = initialState();
const LISTS = { add: "add", hide: "hide", typesOff: "without", tonesOff: "notone" };
const TEXTS = ["view", "node", "first", "last", "part", "month", "speaker", "about", "query", "theme", "draw"];

function fragment() {
  const start = initialState();
  const parts = new URLSearchParams();
  for (const key of TEXTS) if (state[key] !== start[key]) parts.set(key, state[key]);
  if (!state.top) parts.set("top", "0");
  for (const [key, name] of Object.entries(LISTS)) for (const item of state[key]) parts.append(name, item);
  for (const end of state.edge) parts.append("edge", end);
  if (state.ways.some(Boolean)) for (const end of state.ways) parts.append("between", end);
  if (state.marks !== PLAIN) parts.set("marks", String(state.marks));
  if (state.concepts) parts.set("concepts", "1");
  if (state.confidence) parts.set("confidence", String(state.confidence));
  return parts.toString();
}

/** Reads the state from the address; what cannot be is left out. */
function loadFragment() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const read = initialState();
  for (const key of TEXTS) if (parts.has(key)) read[key] = parts.get(key).slice(0, 20000);
  if (!["network", "entity", "ways", "said", "sparql"].includes(read.view)) read.view = "network";
  if (!["", "light", "dark"].includes(read.theme)) read.theme = "";
  if (!["", "webgl", "plain"].includes(read.draw)) read.draw = "";
  if (!["", "did", "done", "said"].includes(read.part)) read.part = "";
  if (!/^(\d{4}-\d\d(-\d\d)?)?$/.test(read.month)) read.month = "";
  for (const key of ["first", "last"]) if (!/^\d{4}-\d\d-\d\d$/.test(read[key])) read[key] = "";
  read.top = parts.get("top") !== "0";
  for (const [key, name] of Object.entries(LISTS)) read[key] = [...new Set(parts.getAll(name))].slice(0, MOST_DRAWN);
  read.edge = parts.getAll("edge").length === 2 ? parts.getAll("edge") : [];
  if (parts.getAll("between").length === 2) read.ways = parts.getAll("between");
  if (/^\d+$/.test(parts.get("marks") || "")) read.marks = Number(parts.get("marks")) & 15;
  read.concepts = parts.get("concepts") === "1";
  read.confidence = Math.min(100, Math.max(0, Math.round(Number(parts.get("confidence")) || 0)));
  Object.assign(state, read);
}

let lastFragment = "";

/** Puts the state into the address; `step` makes it one that the browser's Back leaves. */
function saveFragment(step) {
  const text = fragment();
  if (text === lastFragment) return;
  lastFragment = text;
  try {
    history[step ? "pushState" : "replaceState"](null, "", `#${text}`);
  } catch (error) {
    // A page inside a frame without an address cannot keep its state there; it works on without.
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Changes the state and draws what follows from it. */
function change(changes) {
  Object.assign(state, changes);
  saveFragment(true);
  return refresh();
}

function filterFields() {
  const fields = { marks: state.marks, concepts: state.concepts ? "1" : "" };
  if (state.confidence) fields.confidence = state.confidence;
  if (state.first) fields.first = state.first;
  if (state.last) fields.last = state.last;
  return fields;
}

// Nodes as they came with answers, by id and by number.
const NODES = new Map();
const NUMBERS = new Map();

function learn(nodes) {
  for (const node of nodes) if (node) { NODES.set(node.n, node); NUMBERS.set(node.id, node.n); }
  return nodes;
}

/** The numbers of nodes by their ids; what is not in the graph is left out. */
async function numbersOf(ids) {
  const unknown = ids.filter((id) => id && !NUMBERS.has(id));
  for (let i = 0; i < unknown.length; i += 100) learn((await ask("known", { id: unknown.slice(i, i + 100) })).nodes);
  return ids.filter((id) => NUMBERS.has(id)).map((id) => NUMBERS.get(id));
}

async function numberOf(id) {
  const [n] = await numbersOf([id]);
  return n;
}

function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

function plural(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
