"""A graph whose every text attacks: markup, scripts, formulas, controls, lone surrogates, reordering marks, endless names."""

from __future__ import annotations

import datetime as dt

from newsgraph.model import (
    Article,
    CharSpan,
    Entity,
    Evidence,
    GraphData,
    Mention,
    Node,
    Qualifier,
    Relation,
    Statement,
    TimeExpression,
)

PAYLOADS = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "javascript:window.pwned=1",
    "<!--<script>",
    "]]></text><script>window.pwned=1</script>",
    "{{7*7}}{% raw %}",
    "\u202eevitcurtsed\u2066",
    "\u200f\u200eמבחן‏",
    "lone \ud800 surrogate \udfff",
    "nul \x00 bell \x07 escape \x1b vt \x0b ff \x0c del \x7f \ufffe",
    "\u2028line\u2029separators",
    '=HYPERLINK("http://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "x" * 10_000,
    "A very long name " * 600,
    "__proto__",
    "constructor",
    "&lt;b&gt;&amp;",
    "𝕊𝕥𝕣𝕒𝕟𝕘𝕖 😀 astral",
    "  \t ",
)


def hostile() -> GraphData:
    """One article; each payload is an entity, a relation, a speaker, an id, a title and part of the text."""
    text = "😀 " + " ".join(f"Start {payload} end." for payload in PAYLOADS)
    article = Article(
        id=PAYLOADS[0],
        text=text,
        title=PAYLOADS[1],
        url="javascript:window.pwned=1//https://example.org",
        author=PAYLOADS[2],
        publisher=PAYLOADS[0],
        published=dt.date(2025, 1, 1),
    )
    other = Article(id="__proto__", text="Fine.", title="</title><script>window.pwned=1</script>", url="https://example.org/a?b=<script>")
    nodes, entities = [], []
    for payload in PAYLOADS:
        start = text.index(payload)
        span = CharSpan(start, start + len(payload))
        node = Node("entity", f"entity/{payload}", payload, "Person", (payload, payload[::-1]), payload, span)
        nodes.append(node)
        mention = Mention(article.id, span, "name", payload, payload)
        entities.append(Entity(node.id, payload, "Person", node.aliases, (mention,)))
    statements = []
    for number, payload in enumerate(PAYLOADS):
        subject, target = nodes[number], nodes[(number + 1) % len(nodes)]
        first, last = sorted((subject.span, target.span))  # type: ignore[type-var]
        assert first is not None
        assert last is not None
        sentence = CharSpan(max(0, first.start - 6), last.end)
        evidence = Evidence(sentence, sentence.of(text), subject.span, None, target.span)
        statements.append(
            Statement(
                article=article.id,
                subject=subject,
                relation=Relation(payload, payload, payload, "ACCUSE"),
                object=target,
                evidence=(evidence,),
                extractor=payload,
                status=("fact", "fact", "negated", "possible")[number % 4],  # type: ignore[arg-type]
                speakers=(nodes[0],) if number % 5 == 4 else (),
                qualifiers=(Qualifier("topic", payload, None, subject),),
                time=TimeExpression(payload, sentence, dt.date(2025, 1, 1), None),
            )
        )
    statements.sort(key=lambda statement: (statement.article, statement.evidence[0].sentence.start, statement.id))
    return GraphData((article, other), tuple(sorted(entities, key=lambda entity: entity.id)), tuple(statements))
