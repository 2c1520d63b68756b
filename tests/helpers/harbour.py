"""A graph made by hand: one invented article, its entities and about sixty statements of every status, with true offsets."""

from __future__ import annotations

import datetime as dt
import re

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

TEXT = """\
Velmark and Ostria sign harbour pact as port strike enters third week

Velmark's prime minister, Ilse Brandt, met Ostrian President Tomas Havel in Karsholm on Tuesday. The two leaders signed the \
Harbour Pact, which gives Ostria access to the port of Karsholm for thirty years. Velmark will receive 2.4 billion crowns in return.

Brandt called Havel "a reliable neighbour". Havel praised Brandt and promised to lower tariffs on Velmarkian timber by spring. \
"Ostria will not close its border again," he said.

The Dockers' Union rejected the pact. Its chair, Mette Lund, accused Brandt of selling the port, and said that Nordlink had \
bribed two officials. Nordlink, the Ostrian freight company, denied the claim. Lund threatened to extend the strike to Fjordby. \
The union has blocked the port of Karsholm since 3 March.

Police arrested eleven dockers on Monday. Karsholm's mayor, Jonas Reiter, criticised the police and urged Brandt to talk to Lund. \
Reiter did not attend the ceremony.

Opposition leader Karin Solberg of the Green League said the government might lose its majority. The Green League supports the \
strike. Solberg visited the dockers in Fjordby and asked parliament to delay the vote. The Liberal Party, which leads the \
government, defended the pact.

The European Ports Council welcomed the agreement. Its director, Amara Nwosu, helped both governments to draft the text. \
The council had warned Velmark about the ageing cranes in 2019. Eastgate Bank financed the new terminal, and Nordlink bought a \
stake in Eastgate Bank last year.

Analyst Piet Vos of the Karsholm Institute told the Daily Beacon that Ostria could demand more. The Daily Beacon first reported \
the talks. Velmark's finance minister, Rasmus Holt, may resign, according to the Daily Beacon. Holt owns shares in Eastgate Bank. \
Parliament has not yet approved the pact.
"""

ARTICLE = Article(
    id="harbour-pact",
    text=TEXT,
    title="Velmark and Ostria sign harbour pact as port strike enters third week",
    url="https://news.example.org/2025/03/harbour-pact",
    author="N. N.",
    publisher="The Example Courier",
    published=dt.date(2025, 3, 20),
    licence="CC0-1.0",
)

ENTITIES = {
    "Ilse Brandt": ("Person", ("Brandt",)),
    "Tomas Havel": ("Person", ("Havel",)),
    "Mette Lund": ("Person", ("Lund",)),
    "Jonas Reiter": ("Person", ("Reiter",)),
    "Karin Solberg": ("Person", ("Solberg",)),
    "Amara Nwosu": ("Person", ()),
    "Piet Vos": ("Person", ()),
    "Rasmus Holt": ("Person", ("Holt",)),
    "Velmark": ("Place", ("Velmarkian",)),
    "Ostria": ("Place", ("Ostrian",)),
    "Karsholm": ("Place", ()),
    "Fjordby": ("Place", ()),
    "Port of Karsholm": ("Place", ("port of Karsholm",)),
    "Dockers' Union": ("Organization", ("union",)),
    "Nordlink": ("Organization", ()),
    "Police": ("Organization", ("police",)),
    "Green League": ("Organization", ()),
    "Liberal Party": ("Organization", ()),
    "European Ports Council": ("Organization", ("council",)),
    "Eastgate Bank": ("Organization", ()),
    "Karsholm Institute": ("Organization", ()),
    "Daily Beacon": ("Organization", ()),
    "Parliament": ("Organization", ("parliament",)),
    "Harbour Pact": ("Law", ("pact", "agreement")),
    "dockers": ("Group", ()),
    "strike": ("Event", ("port strike",)),
    "government of Velmark": ("Organization", ("government",)),
}

# A word of the sentence | subject = its words | relation = its words | object = its words | the rest as key=value.
# The sentence is the first one that holds the first cell.
# ruff: noqa: E501 - one statement a line
ROWS = """
Velmark's prime minister | Ilse Brandt=Ilse Brandt | prime minister of=prime minister | Velmark=Velmark | ext=roles
met Ostrian | Ilse Brandt=Ilse Brandt | meet=met | Tomas Havel=Tomas Havel | event=CONSULT sym time=Tuesday:2025-03-18:2025-03-18 place=Karsholm
met Ostrian | Tomas Havel=Tomas Havel | president of=President | Ostria=Ostrian | ext=roles
met Ostrian | Ilse Brandt=Ilse Brandt | meet in=met | Karsholm=Karsholm | event=CONSULT
The two leaders | Ilse Brandt=two leaders | sign=signed | Harbour Pact=Harbour Pact | event=AGREE
The two leaders | Tomas Havel=two leaders | sign=signed | Harbour Pact=Harbour Pact | event=AGREE
The two leaders | Harbour Pact=Harbour Pact | give access=gives | Ostria=Ostria | event=CONCEDE conf=0.84
The two leaders | Harbour Pact=Harbour Pact | open=access to | Port of Karsholm=port of Karsholm | conf=0.71
will receive | Velmark=Velmark | receive=will receive | #2.4 billion crowns=2.4 billion crowns | status=possible mod=future
Brandt called | Ilse Brandt=Brandt | call=called | Tomas Havel=Havel | event=SUPPORT
Havel praised | Tomas Havel=Havel | praise=praised | Ilse Brandt=Brandt | event=SUPPORT
Havel praised | Tomas Havel=Havel | promise=promised | Velmark=Velmarkian | event=AGREE
Havel praised | Tomas Havel=Havel | lower=lower | ~tariffs on timber=tariffs on Velmarkian timber | status=possible mod=promise event=CONCEDE
close its border | Ostria=Ostria | close=will not close | ~border=its border | status=negated by=Tomas Havel
rejected the pact | Dockers' Union=Dockers' Union | reject=rejected | Harbour Pact=pact | event=REJECT
selling the port | Mette Lund=Mette Lund | chair of=chair | Dockers' Union=Its | ext=roles
selling the port | Mette Lund=Mette Lund | accuse=accused | Ilse Brandt=Brandt | event=ACCUSE
selling the port | Ilse Brandt=Brandt | sell=selling | Port of Karsholm=port | by=Mette Lund status=possible mod=allegation
selling the port | Nordlink=Nordlink | bribe=had bribed | ~two officials=two officials | by=Mette Lund event=COERCE
denied the claim | Nordlink=Nordlink | freight company of=freight company | Ostria=Ostrian | ext=roles
denied the claim | Nordlink=Nordlink | deny=denied | ~claim=the claim | event=REJECT
threatened to extend | Mette Lund=Lund | threaten=threatened | strike=strike | event=THREATEN
threatened to extend | Mette Lund=Lund | extend strike to=extend | Fjordby=Fjordby | status=possible mod=threat event=PROTEST
has blocked the port | Dockers' Union=union | block=has blocked | Port of Karsholm=port of Karsholm | event=COERCE time=since 3 March:2025-03-03:
arrested eleven | Police=Police | arrest=arrested | dockers=eleven dockers | event=COERCE time=Monday:2025-03-17:2025-03-17
criticised the police | Jonas Reiter=Jonas Reiter | mayor of=mayor | Karsholm=Karsholm | ext=roles
criticised the police | Jonas Reiter=Jonas Reiter | criticise=criticised | Police=police | event=REJECT
criticised the police | Jonas Reiter=Jonas Reiter | urge=urged | Ilse Brandt=Brandt | event=REQUEST
criticised the police | Ilse Brandt=Brandt | talk to=talk to | Mette Lund=Lund | status=possible mod=request event=CONSULT by=Jonas Reiter
did not attend | Jonas Reiter=Reiter | attend=did not attend | ~ceremony=the ceremony | status=negated
Opposition leader | Karin Solberg=Karin Solberg | leader of=leader | Green League=Green League | ext=roles
Opposition leader | government of Velmark=government | lose=might lose | ~majority=majority | status=possible mod=ability by=Karin Solberg
supports the | Green League=Green League | support=supports | strike=strike | event=SUPPORT
Solberg visited | Karin Solberg=Solberg | visit=visited | dockers=dockers | event=CONSULT
Solberg visited | Karin Solberg=Solberg | visit=visited | Fjordby=Fjordby |
Solberg visited | Karin Solberg=Solberg | ask=asked | Parliament=parliament | event=REQUEST
Solberg visited | Parliament=parliament | delay=delay | ~vote=the vote | status=possible mod=request by=Karin Solberg
defended the pact | Liberal Party=Liberal Party | lead=leads | government of Velmark=government |
defended the pact | Liberal Party=Liberal Party | defend=defended | Harbour Pact=pact | event=SUPPORT
welcomed the agreement | European Ports Council=European Ports Council | welcome=welcomed | Harbour Pact=agreement | event=SUPPORT
helped both | Amara Nwosu=Amara Nwosu | director of=director | European Ports Council=Its | ext=roles
helped both | Amara Nwosu=Amara Nwosu | help=helped | government of Velmark=both governments | event=AID conf=0.62
helped both | Amara Nwosu=Amara Nwosu | draft=draft | Harbour Pact=text | event=COOPERATE conf=0.55
had warned | European Ports Council=council | warn=had warned | Velmark=Velmark | event=REQUEST time=2019:2019-01-01:2019-12-31
financed the | Eastgate Bank=Eastgate Bank | finance=financed | ~new terminal=the new terminal | event=AID
financed the | Nordlink=Nordlink | buy stake in=bought | Eastgate Bank=Eastgate Bank | time=last year:2024-01-01:2024-12-31
told the Daily | Piet Vos=Piet Vos | analyst at=Analyst | Karsholm Institute=Karsholm Institute | ext=roles
told the Daily | Piet Vos=Piet Vos | tell=told | Daily Beacon=Daily Beacon | event=CONSULT
told the Daily | Ostria=Ostria | demand=could demand | ~more=more | status=possible mod=ability by=Piet Vos event=REQUEST
first reported | Daily Beacon=Daily Beacon | report=reported | ~talks=the talks |
may resign | Rasmus Holt=Rasmus Holt | finance minister of=finance minister | Velmark=Velmark | ext=roles
may resign | Rasmus Holt=Rasmus Holt | resign=may resign | - | status=possible mod=ability by=Daily Beacon event=CONCEDE
Holt owns | Rasmus Holt=Holt | own shares in=owns | Eastgate Bank=Eastgate Bank |
has not yet | Parliament=Parliament | approve=has not yet approved | Harbour Pact=pact | status=negated event=AGREE
"""


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _sentences(text: str) -> list[CharSpan]:
    return [
        CharSpan(match.start(1), match.end(1))
        for match in re.finditer(r'(?:^|(?<=[.”"] )|(?<=\n))(\S[^\n]*?[.!?]"?)(?=\s[A-Z"]|\n|$)', text)
    ]


def _find(words: str, sentence: CharSpan) -> CharSpan | None:
    start = TEXT.find(words, sentence.start, sentence.end)
    return CharSpan(start, start + len(words)) if start >= 0 else None


def _node(cell: str, sentence: CharSpan) -> tuple[Node, CharSpan | None]:
    name, _, words = cell.partition("=")
    span = _find(words, sentence)
    assert span is not None, (cell, sentence.of(TEXT))
    if name.startswith("~"):
        return Node("concept", f"concept/{ARTICLE.id}/{slug(name)}", name[1:], "Thing", (), words, span), span
    if name.startswith("#"):
        return Node("literal", "", name[1:], "Quantity", (), words, span), span
    return entity_node(name, words, span), span


def entity_node(name: str, words: str = "", span: CharSpan | None = None) -> Node:
    kind, aliases = ENTITIES[name]
    return Node("entity", f"entity/{slug(name)}", name, kind, aliases, words or name, span)


def _statement(line: str, sentences: list[CharSpan]) -> Statement:
    cells = [cell.strip() for cell in line.split("|")]
    sentence = next(span for span in sentences if cells[0] in span.of(TEXT))
    subject, subject_span = _node(cells[1], sentence)
    name, _, words = cells[2].partition("=")
    relation_span = _find(words, sentence)
    target, target_span = (None, None) if cells[3] == "-" else _node(cells[3], sentence)
    options = cells[4] if len(cells) > 4 else ""
    found = dict(re.findall(r"(\w+)=((?:(?! \w+=| sym\b).)+)", options))
    time = None
    if "time" in found:
        expression, first, last = found["time"].split(":")
        time_span = _find(expression, sentence)
        assert time_span is not None
        time = TimeExpression(expression, time_span, dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None)
    place = _find(found["place"], sentence) if "place" in found else None
    qualifiers = (Qualifier("place", found["place"], place, entity_node(found["place"])),) if "place" in found else ()
    return Statement(
        article=ARTICLE.id,
        subject=subject,
        relation=Relation(name, words, name.split()[0], found.get("event"), "sym" in options.split()),  # type: ignore[arg-type]
        object=target,
        evidence=(Evidence(sentence, sentence.of(TEXT), subject_span, relation_span, target_span),),
        extractor=f"{found.get('ext', 'clauses')}/1",
        status=found.get("status", "fact"),  # type: ignore[arg-type]
        modality=found.get("mod"),  # type: ignore[arg-type]
        speakers=(entity_node(found["by"]),) if "by" in found else (),
        qualifiers=qualifiers,
        time=time,
        confidence=float(found.get("conf", 0.93)),
    )


def _entity(name: str) -> Entity:
    kind, aliases = ENTITIES[name]
    spans: list[CharSpan] = []
    for form in sorted({name, *aliases}, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(form)}(?!\w)", TEXT):
            span = CharSpan(*match.span())
            if not any(span.overlaps(other) for other in spans):
                spans.append(span)
    mentions = tuple(Mention(ARTICLE.id, span, "name", span.of(TEXT)) for span in sorted(spans))
    return Entity(f"entity/{slug(name)}", name, kind, tuple(sorted(aliases)), mentions)  # type: ignore[arg-type]


def harbour() -> GraphData:
    """The graph: sorted as every ``GraphData`` is."""
    sentences = _sentences(TEXT)
    statements = [_statement(line, sentences) for line in ROWS.strip().splitlines()]
    statements.sort(key=lambda statement: (statement.evidence[0].sentence.start, statement.id))
    by_relation = {statement.relation.name: statement for statement in statements}
    content = {"urge": "talk to", "promise": "lower", "threaten": "extend strike to", "ask": "delay"}
    linked = tuple(
        statement.replace(content=by_relation[content[statement.relation.name]].id) if statement.relation.name in content else statement
        for statement in statements
    )
    entities = tuple(sorted((_entity(name) for name in ENTITIES), key=lambda entity: entity.id))
    return GraphData((ARTICLE,), entities, linked)
