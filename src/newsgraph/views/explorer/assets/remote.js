// Questions to the server that the page came from, or to the page itself where it is one file.

let version = "";

class Refused extends Error {}

/** The answer to a question; lists of numbers go between commas, lists of texts one by one. */
async function ask(name, fields = {}) {
  if (DATA.mode === "file") return answerHere(name, fields);
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) {
    if (Array.isArray(value) && typeof value[0] === "string") value.forEach((item) => parts.append(key, item));
    else if (Array.isArray(value)) { if (value.length) parts.set(key, value.join(",")); } else if (value !== "" && value !== undefined) parts.set(key, String(value));
  }
  if (version) parts.set("version", version);
  const reply = await fetch(`api/${name}?${parts}`, { headers: { accept: "application/json" } }).catch(() => null);
  if (!reply) throw new Refused("The server does not answer. Is newsgraph serve still running?");
  if (reply.status === 409) { location.reload(); throw new Refused("The graph was built anew; the page is loaded again."); }
  if (!reply.ok) throw new Refused((await reply.text()).trim() || `The server answered ${reply.status}.`);
  const answer = await reply.json();
  if (answer.version) version = answer.version;
  return answer;
}

/** The answer to a SPARQL query as the endpoint gives it: {type, text}. */
async function sparql(query) {
  const body = new URLSearchParams({ query });
  const accept = "application/sparql-results+json, text/turtle;q=0.5";
  const reply = await fetch("sparql", { method: "POST", body, headers: { accept } }).catch(() => null);
  if (!reply) throw new Refused("The server does not answer. Is newsgraph serve still running?");
  const text = await reply.text();
  if (!reply.ok) throw new Refused(text.trim());
  return { type: reply.headers.get("content-type") || "", text };
}

/** Shows what went wrong where `pane` is; anything but a refusal is a mistake of the page and is thrown on. */
function tell(error, pane) {
  if (!(error instanceof Refused)) throw error;
  pane.replaceChildren(el("p", { class: "pad wrong", role: "alert" }, error.message));
}
