"""Names that the tagger left out: acronyms, places of datelines, places of the tables, runs of proper nouns."""

from __future__ import annotations

from itertools import pairwise

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_context import named_noun
from newsgraph.language.name_edges import NOT_NAMES
from newsgraph.language.name_types import NAME_TYPES, NameSpan, abbreviated_state, overlaid, place_at, place_type
from newsgraph.language.quote_marks import DOUBLE_MARKS
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import title_parts, title_words, titles

__all__ = [
    "COMPANY_FORMS",
    "GRADES",
    "POST_NOMINALS",
    "is_disease",
    "is_drug",
    "is_grade",
    "with_acronyms",
    "with_called_bodies",
    "with_datelines",
    "with_drugs",
    "with_full_names",
    "with_loose_acronyms",
    "with_nicknames",
    "with_places",
    "with_proper_nouns",
    "with_told",
    "without_post_nominals",
]

# Legal forms of companies as they stand behind the name, and letters behind the name of a person.
COMPANY_FORMS = frozenset(
    """ASA AS AG SA S.A. GmbH plc PLC NV N.V. BV Inc Inc. Ltd Ltd. Corp Corp. AB Oyj SpA S.p.A. LLC LLP SE KGaA""".split()
)
POST_NOMINALS = frozenset(
    (
        "KC",
        "QC",
        "SC",
        "MP",
        "MEP",
        "TD",
        "MSP",
        "MS",
        "PhD",
        "PhD.",
        "Ph.D.",
        "MD",
        "M.D.",
        "OBE",
        "CBE",
        "MBE",
        "KBE",
        "DBE",
        "FRS",
        "Esq.",
        "Esq",
    )
)
_JUNIOR = frozenset({"Jr", "Jr.", "Sr", "Sr."})

# What the tagger calls a surname whose first name it does not know.
_CUT = frozenset({"PERSON", "PRODUCT", "WORK_OF_ART", "FAC"})
_PROPER = frozenset({"NNP", "NNPS"})
_NOUN_TAGS = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ"})
_DRUG_STEMS = tuple(sorted(word_class("drug stems")))
_MEDICINES = frozenset({"drug", "medicine", "medication", "antibiotic", "antiviral", "painkiller"})
_SHORTEST_DRUG = 6
_DISEASES = frozenset({"disease", "syndrome"})
_DISCOVERERS = frozenset({"alzheimer", "parkinson", "huntington", "crohn", "hodgkin", "tourette", "asperger"})
GRADES = frozenset({"grade", "category", "class", "tier", "level", "phase", "stage", "schedule"})
_DASHES = frozenset({"—", "–", "--", "-", ")"})
_AFTER_PLACE = _DASHES | {",", "("}


def with_acronyms(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """Where "(ABC)" follows words with those initials, they are one name: "United Wharf and Harbour Workers (UWHW)"."""
    tagged = {i: span.type for span in spans for i in range(span.start, span.end)}
    found: list[NameSpan] = []
    for i in range(2, len(tokens) - 1):
        text = tokens[i].text
        if tokens[i - 1].text != "(" or tokens[i + 1].text != ")" or not (text.isupper() and 2 <= len(text) <= 8 and text.isalpha()):
            continue
        start = _long_form(tokens, i - 1, text, known=tagged.get(i - 2) == "ORG")
        if start is None:
            continue
        kind = next((tag for tag in (tagged.get(k) for k in range(start, i - 1)) if tag in ("LAW", "EVENT")), "ORG")
        found += [NameSpan(start, i - 1, kind), NameSpan(i, i + 1, kind)]
    return overlaid(spans, found) if found else spans


def _long_form(tokens: list[Token], end: int, acronym: str, *, known: bool) -> int | None:
    """Where the words before token ``end`` begin whose capitals spell the acronym, or None.

    A ``known`` body may have further words in it: "the Medicines and Healthcare products Regulatory Agency (MHRA)".
    """
    left = list(acronym.lower())
    i = end - 1
    start = None
    while i >= 0 and left and end - i <= 2 * len(acronym) + 2 and tokens[i].sent_i == tokens[end].sent_i:
        token = tokens[i]
        if token.text[0].isupper():
            if token.lower[0] != left[-1]:
                return None
            left.pop()
            start = i
        elif token.text[0].isalpha() and len(token.text) > 3 and token.lower[0] == left[-1]:
            left.pop()
            start = i
        elif (
            token.text not in ("-", "'s", "'", "&", ",")
            and token.pos not in ("ADP", "DET", "CCONJ")
            and not (known and token.text.isalpha())
        ):
            return None
        i -= 1
    return start if not left else None


def with_nicknames(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """Where a nickname stands in quotation marks inside the name of a person, all is one name: Marcus "Deuce" Wendling."""
    found: list[NameSpan] = []
    ends, starts = {span.end: span.start for span in spans}, {span.start: span.end for span in spans}
    for i in range(1, len(tokens) - 2):
        if tokens[i].text not in DOUBLE_MARKS or tokens[i + 1].text in DOUBLE_MARKS:
            continue
        close = next((k for k in (i + 2, i + 3) if k + 1 < len(tokens) and tokens[k].text in DOUBLE_MARKS), None)
        if close is None or tokens[close + 1].sent_i != tokens[i - 1].sent_i:
            continue
        words = [tokens[i - 1], *tokens[i + 1 : close], tokens[close + 1]]
        if all(t.tag in _PROPER and t.text[0].isupper() for t in words) and is_first_name(tokens[ends.get(i, i - 1)].text):
            found.append(NameSpan(ends.get(i, i - 1), starts.get(close + 1, close + 2), "PERSON"))
    return overlaid(spans, found) if found else spans


def with_full_names(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """With the legal form of a company, the last word of a club and an untagged first name, which the tagger cut off."""
    ends = {span.end: span for span in spans}
    taken = {i for span in spans for i in range(span.start, span.end)}
    single = {span.start for span in spans if span.end - span.start == 1}
    found: list[NameSpan] = []
    for i in range(1, len(tokens)):
        token, last = tokens[i], tokens[i - 1]
        formed = token.text in COMPANY_FORMS and last.tag in _PROPER and (i in ends or i - 1 not in taken)
        torn = i in single and i - 1 in single and last_words().get(token.lower) == "Organization"
        if (formed or torn) and last.text[0].isupper() and token.sent_i == last.sent_i:
            start = ends[i].start if i in ends else i - 1
            found.append(NameSpan(start, i + 1, "ORG"))
    for span in spans:
        if span.type in _CUT and span.end - span.start == 1 and span.start - 1 not in taken and _first_name_at(tokens, span.start - 1):
            found.append(NameSpan(span.start - 1, span.end, span.type))
        elif span.type == "PERSON" and span.end - span.start == 1 and span.end not in taken and _surname_at(tokens, span.end):
            found.append(NameSpan(span.start, span.end + 1, span.type))
    return overlaid(spans, found) if found else spans


def _first_name_at(tokens: list[Token], i: int) -> bool:
    """True for a proper noun that can be nothing but the first name before a surname."""
    if i < 0:
        return False
    token, after = tokens[i], tokens[i + 1]
    return (
        token.sent_i == after.sent_i
        and token.tag == "NNP"
        and token.dep == "compound"
        and token.head is after
        and token.text[0].isupper()
        and token.text[1:].islower()
        and token.text.isalpha()
        and not token.ent_type
        and token.lower not in title_words()
        and token.lower not in title_parts()
        and token.lower not in titles()
        and token.lower not in NOT_NAMES
        and token.lower not in nouns()
        and place_at(tokens, i) is None
    )


def _surname_at(tokens: list[Token], i: int) -> bool:
    """True for *Marchbanks* of "Helena Marchbanks said", which the tagger took for a date: the first name before it hangs on it."""
    if i >= len(tokens):
        return False
    first, token = tokens[i - 1], tokens[i]
    plain = token.text[0].isupper() and token.text[1:].islower() and token.text.isalpha() and len(token.text) > 2
    known = token.lower in nouns() or token.lower in NOT_NAMES or token.lower in last_words() or place_at(tokens, i) is not None
    hangs = first.head is token and first.dep == "compound" and token.tag == "NNP" and token.dep in ("nsubj", "nsubjpass")
    return plain and hangs and not known and is_first_name(first.text)


def without_post_nominals(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """Without letters behind a person's name: "Maria Lopez, PhD", "Daniel Price, MP" name nobody else."""

    def letters(span: NameSpan) -> bool:
        if not all(t.text in POST_NOMINALS or t.text in _JUNIOR for t in tokens[span.start : span.end]):
            return False
        i = span.start - 1
        while i > 0 and (tokens[i].text == "," or tokens[i].text in POST_NOMINALS):
            i -= 1
        return i >= 0 and i < span.start and tokens[i].sent_i == tokens[span.start].sent_i and tokens[i].tag in _PROPER

    return [span for span in spans if not letters(span)]


def with_loose_acronyms(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add untagged words in capitals that are the initials of a name of the document."""
    known = {letters: span.type for span in spans if span.end - span.start > 1 for letters in _letters(tokens, span)}
    taken = {i for span in spans for i in range(span.start, span.end)}
    found = [
        NameSpan(token.i, token.i + 1, known[token.lower])
        for token in tokens
        if token.i not in taken and token.lower in known and len(token.text) > 2 and token.text.isupper() and token.sent_i not in skip
    ]
    return sorted([*spans, *found])


def _letters(tokens: list[Token], span: NameSpan) -> set[str]:
    """The initials of a name; words in capitals give all their letters."""
    words = [t for t in tokens[span.start : span.end] if t.text[0].isalpha() and t.lower != "'s"]
    parts = [t.lower.replace(".", "") if t.text.isupper() and 1 < len(t.text) < 5 else t.lower[0] for t in words]
    capitals = [part for part, t in zip(parts, words, strict=True) if t.text[0].isupper()]
    return {"".join(parts), "".join(capitals)} if len(words) > 1 else set()


def is_drug(word: str) -> bool:
    """True for the nonproprietary name of a medicine, by its stem: *lecanemab*, *semaglutide*, *atorvastatin*."""
    return len(word) > _SHORTEST_DRUG and word.isalpha() and word.lower().endswith(_DRUG_STEMS)


def _drug_beside(token: Token) -> bool:
    """True for *velonaprin* of "The drug, velonaprin, was tested": a lone word that is no noun of the lists."""
    beside = token.dep == "appos" and token.head.lemma in _MEDICINES and token.head.i == token.i - 2
    alone = beside and token.text.islower() and token.text.isalpha() and not any(child.dep != "punct" for child in token.children)
    return alone and len(token.text) > _SHORTEST_DRUG and token.tag in ("NN", "NNP") and token.lemma not in nouns()


def with_drugs(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add medicines, which are written small and are names all the same: by their stem, or set beside "the drug"."""
    taken = {i for span in spans if span.end - span.start > 1 for i in range(span.start, span.end)}
    drugs = [
        NameSpan(t.i, t.i + 1, "PRODUCT")
        for t in tokens
        if t.i not in taken and t.sent_i not in skip and t.tag in _NOUN_TAGS and (is_drug(t.text) or _drug_beside(t))
    ]
    own = {span.start for span in drugs}
    return sorted([*(span for span in spans if span.start not in own), *drugs])


def with_told(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add what a participle gives as a name: "the new vaccine, known as MVX-3", "a planet called Kelos b"."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    found: list[NameSpan] = []
    for token in tokens:
        if token.pos not in ("PROPN", "NOUN", "X") or token.sent_i in skip:
            continue
        start = token.i
        while start > 0 and tokens[start - 1].head is token and tokens[start - 1].dep in ("compound", "nummod"):
            start -= 1
        words = tokens[start : token.i + 1]
        known = [i for i in range(start, token.i + 1) if i in taken]
        named = any(t.text[0].isupper() for t in words) and (token.text[0].isupper() or len(words) > 1) and "'" not in token.text
        if named and (not known or (token.i not in taken and len(token.text) < 3)) and named_noun(token) is not None:
            found.append(NameSpan(start, token.i + 1, "PRODUCT"))
    return overlaid(spans, found) if found else spans


def with_called_bodies(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add the word in capitals behind a noun for a body, whatever the tagger took it for: "the shopworkers' union Usdaw"."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    found = [
        NameSpan(token.i, token.i + 1, "ORG")
        for before, token in pairwise(tokens)
        if token.i not in taken
        and token.sent_i == before.sent_i
        and token.sent_i not in skip
        and token.text[0].isupper()
        and token.text[1:].islower()
        and token.tag in ("NNS", "NN", "NNPS", "NNP")
        and before.text.islower()
        and before.head is token
        and before.dep == "compound"
        and (noun := nouns().get(before.lemma)) is not None
        and noun.kind == "org"
    ]
    return sorted([*spans, *found])


def is_disease(tokens: list[Token], start: int, end: int) -> bool:
    """True for those whom diseases are named after: "Down syndrome", "Crohn's disease", "an Alzheimer's drug"."""
    if end - start > 1 or end >= len(tokens):
        return False
    owned = tokens[end].lower in ("'s", "’s")
    behind = tokens[min(end + owned, len(tokens) - 1)]
    return behind.lower in _DISEASES or (owned and tokens[start].lower in _DISCOVERERS)


def is_grade(tokens: list[Token], start: int, end: int) -> bool:
    """True for a rank on a scale: "a Grade II listed building", "a Category 4 storm"."""
    last = tokens[end - 1].text
    return end - start == 2 and tokens[start].lower in GRADES and (last.isdecimal() or len(last) == 1 or set(last) <= set("IVX"))


def with_datelines(annotated: AnnotatedDoc, spans: list[NameSpan]) -> list[NameSpan]:
    """Capitals at the beginning of a paragraph, before a comma, dash or bracket, name the place of writing: "PORT ALDER, March 3 -"."""
    tokens = annotated.tokens
    paragraph = -1
    found: list[NameSpan] = []
    for sentence in annotated.sentences:
        ends = tokens[sentence.token_end - 1].text in _DASHES
        if sentence.paragraph == paragraph or (sentence.kind == "heading" and not ends):
            paragraph = sentence.paragraph
            continue
        paragraph = sentence.paragraph
        start = end = sentence.token_start
        while (
            end < sentence.token_end and tokens[end].text.isupper() and tokens[end].text.rstrip(".").isalpha() and len(tokens[end].text) > 1
        ):
            end += 1
        long = len(tokens[start].text) > 3 or end > start + 1  # "NEW HAVEN", but no "US -"
        if start < end <= start + 4 and end < sentence.token_end and long and tokens[end].text in _AFTER_PLACE:
            found.append(NameSpan(start, end, "GPE"))
            if end + 1 < sentence.token_end and abbreviated_state(tokens, end + 1) is not None:
                found.append(NameSpan(end + 1, end + 2, "GPE"))
    return overlaid(spans, found) if found else spans


def _in_capitals(word: str) -> bool:
    """True for "PORT" and "ST."."""
    return len(word) > 1 and word.isupper() and word.rstrip(".").isalpha()


def with_places(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add the places of the tables that were left untagged."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    found = list(spans)
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i not in taken and token.text[:1].isupper() and token.sent_i not in skip and token.lower not in NOT_NAMES:
            place = place_at(tokens, i)
            if place and not any(j in taken for j in range(i, i + place.words)) and not _inside_name(tokens, i, i + place.words):
                found.append(NameSpan(i, i + place.words, place_type(place.use)))
                i += place.words
                continue
        i += 1
    return sorted(found)


def _inside_name(tokens: list[Token], start: int, end: int) -> bool:
    """True when a longer name goes on around a single place ("Paris Hilton", "Baltimore Orioles")."""
    after = tokens[end] if end < len(tokens) else None
    return (
        after is not None
        and after.tag in _PROPER
        and after.sent_i == tokens[start].sent_i
        and after.lower not in title_words()
        and tokens[start].dep == "compound"
    )


def with_proper_nouns(annotated: AnnotatedDoc, spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add runs of proper nouns that were left untagged and whose words tell that they are names."""
    tokens = annotated.tokens
    taken = {i for span in spans for i in range(span.start, span.end)}
    blocked = {t.i for t in tokens if t.ent_type and t.ent_type not in NAME_TYPES}
    found = list(spans)
    for sentence in annotated.sentences:
        if sentence.i in skip:
            continue
        i = sentence.token_start
        while i < sentence.token_end:
            j = i
            while (
                j < sentence.token_end and j not in taken and j not in blocked and tokens[j].tag in _PROPER and tokens[j].text[0].isupper()
            ):
                j += 1
            if j > i:
                start = i
                while start < j and (tokens[start].lower in title_words() or tokens[start].lower in NOT_NAMES):
                    start += 1
                end = j
                while start < end and (tokens[end - 1].lower in title_words() or (end < j and tokens[end - 1].lower in title_parts())):
                    end -= 1
                inside_title = i < start and end < j and end - start == 1  # "Chief Financial Officer"
                # "Assistant Secretary of State Kurt Weld"
                held = j in taken and tokens[j].ent_type == "PERSON" and j < sentence.token_end
                inside_title = inside_title or (
                    held
                    and i > 1
                    and tokens[i - 1].text in ("of", "for")
                    and tokens[i - 2].lower in titles()
                    and tokens[i - 2].text[0].isupper()
                )
                inside_title = inside_title or (j - i > 1 and " ".join(t.lower for t in tokens[i:j]) in titles())  # "Chief Executive"
                kind = _guess(tokens, start, end, sentence) if start < end and not inside_title else ""
                if kind:
                    found.append(NameSpan(start, end, kind))
            i = max(j, i + 1)
    return sorted(found)


def _guess(tokens: list[Token], start: int, end: int, sentence: Sentence) -> str:
    """The type of an untagged run of proper nouns, or empty where its words do not tell that it is a name."""
    first, last = tokens[start], tokens[end - 1]
    if end - start == 1:
        if first.text.isupper() and len(first.text) > 1 and first.text.isalpha() and start > sentence.token_start:
            return "ORG"
        before = tokens[start - 1] if start > sentence.token_start else None
        if before is not None and before.lower in titles() and first.text[0].isupper():
            return "PERSON"
        if first.lower in NOT_NAMES or start == sentence.token_start or len(first.text) < 3:
            return ""
        return "GPE" if before is not None and before.lower in ("in", "near") and first.dep == "pobj" else "ORG"
    if is_first_name(first.text) and last.lower not in last_words():
        return "PERSON"
    kind = last_words().get(last.lower) or first_words().get(first.lower)
    return {"Organization": "ORG", "Place": "LOC", "Event": "EVENT", "Law": "LAW", "Work": "WORK_OF_ART"}.get(kind or "", "ORG")
