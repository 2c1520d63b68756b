// The SPARQL page: an editor, the named queries, the answers as a table.

const MOST_ROWS = 500;
const EXAMPLE = "SELECT ?subject ?relation ?object WHERE {\n  GRAPH g:facts { ?subject ?relation ?object }\n}\nLIMIT 50";
let queries = null;

async function sparqlPage() {
  const page = el("article", { class: "leaf wide" });
  page.append(el("h2", {}, "Ask in SPARQL"));
  if (DATA.mode === "file") {
    page.append(el("p", {}, "This page is one file without a server, and a query needs the graph's store. Where the graph was built, ", el("code", {}, "newsgraph serve FOLDER"), " serves this page with the editor and the queries that come with newsgraph; ", el("code", {}, "newsgraph query"), " asks from a terminal."));
    return page;
  }
  queries ||= (await ask("queries")).queries;
  const editor = el("textarea", { id: "query", "aria-label": "Query" });
  editor.value = state.query || EXAMPLE;
  editor.rows = 12;
  editor.spellcheck = false;
  const answer = el("div", { id: "answer", "aria-live": "polite" });
  const run = async () => {
    state.query = editor.value === EXAMPLE ? "" : editor.value;
    saveFragment(true);
    answer.replaceChildren(el("p", { class: "soft" }, "Asking …"));
    try { answer.replaceChildren(...answerParts(await sparql(editor.value), editor.value)); } catch (error) { tell(error, answer); }
  };
  editor.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { run(); event.preventDefault(); } });
  page.append(namedQueries(editor, answer, run), el("label", { class: "field", for: "query" }, "Query"), editor,
    el("div", { class: "buttons" }, button("Ask", "pill strong", run, { id: "ask", title: "Ctrl+Enter" }), el("span", { class: "soft" }, "Read only; prefixes are preset. A line that ends with # parameter is meant to be changed.")), answer);
  if (state.query) run();
  return page;
}

/** The queries that come with newsgraph: choosing one gives its fields, filling these its text. */
function namedQueries(editor, answer, run) {
  const fields = el("div", { class: "two" });
  const choice = el("select", { id: "named" }, el("option", { value: "" }, "Choose a question …"));
  for (const query of queries) choice.append(el("option", { value: query.name }, query.description));
  choice.addEventListener("change", () => {
    const query = queries.find(({ name }) => name === choice.value);
    fields.replaceChildren();
    if (!query) return;
    editor.value = query.text;
    const inputs = query.parameters.map((one) => [one, el("input", { type: one.kind === "day" ? "date" : "text", id: `parameter-${one.name}` })]);
    for (const [one, input] of inputs) fields.append(el("label", { class: "field", for: input.id }, `${one.name}: ${one.description}`, input));
    const fill = async () => {
      try {
        const values = Object.fromEntries(inputs.map(([one, input]) => [one.name, input.value.trim()]).filter(([, value]) => value));
        if (Object.keys(values).length < inputs.length) throw new Refused("Give a value for each field, or change the query itself.");
        editor.value = (await ask("query", { name: query.name, ...values })).text;
        await run();
      } catch (error) { tell(error, answer); }
    };
    if (inputs.length) {
      for (const [, input] of inputs) input.addEventListener("keydown", (event) => { if (event.key === "Enter") fill(); });
      fields.append(el("div", { class: "buttons" }, button("Ask with these", "pill", fill, { id: "ask-named" })));
    } else run();
  });
  return el("div", {}, el("label", { class: "field", for: "named" }, "Questions that come with newsgraph"), choice, fields);
}

function answerParts({ type, text }, query) {
  if (!type.includes("json")) return [el("pre", { tabindex: "0" }, text.slice(0, 200000))];
  const answer = JSON.parse(text);
  if (typeof answer.boolean === "boolean") return [el("p", { class: "yes" }, answer.boolean ? "Yes." : "No.")];
  const names = answer.head.vars;
  const rows = answer.results.bindings;
  const body = rows.slice(0, MOST_ROWS).map((row) => el("tr", {}, names.map((name) => el("td", {}, term(row[name])))));
  const note = rows.length > MOST_ROWS ? `The first ${MOST_ROWS} of ${plural(rows.length, "row")}; ` : `${plural(rows.length, "row")}; `;
  const link = el("a", {}, "all as CSV");
  link.href = `sparql?format=csv&query=${encodeURIComponent(query)}`;
  link.download = "answer.csv";
  return [el("p", { class: "soft" }, note, link), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Answer" }, el("table", {}, el("thead", {}, el("tr", {}, names.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, body)))];
}

/** A term of an answer: entities of this graph open in the network, other addresses are words. */
function term(value) {
  if (!value) return "";
  if (value.type === "uri" && value.value.startsWith(`${DATA.base}entity/`)) {
    const id = decoded(value.value.slice(DATA.base.length));
    return linkTo(brief(id.slice("entity/".length), 120), async () => { const n = await numberOf(id); if (n !== undefined) await reveal2network(n); });
  }
  const short = value.type === "uri" && value.value.startsWith(DATA.base) ? value.value.slice(DATA.base.length) : value.value;
  return words(brief(short, 600));
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return text;
  }
}
