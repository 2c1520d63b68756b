"""Names: what spaCy tagged sentence by sentence, made consistent over the whole document.

A name gets one type for all its occurrences (by vote, with what the words and their surroundings tell), its boundaries are mended
(titles, articles, possessives and quotation marks are no part of it), and repeats that were left untagged are tagged.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import NAME_TYPES, NameSpan, choose_types, name_key, place_at
from newsgraph.lexicons.headwords import first_words, last_words
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import title_words, titles

__all__ = ["find_names"]

_EDGE = frozenset(
    {
        "the",
        "a",
        "an",
        '"',
        "'",
        "''",
        "``",
        "'s",
        "’s",
        "(",
        ")",
        ",",
        ".",
        "-",
        "--",
        "—",
        "–",
        ":",
        ";",
        "and",
        "of",
        "in",
        "for",
        "&",
        "/",
    }
)
_NOT_NAMES = word_set("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. i photo image
    file caption gmt est utc am pm""")  # fmt: skip
_PARTICLES = word_set("al el de la le du da di dos das del della van von der den bin ibn abu ul ur af av ter ten zu zur")
_ALL_CAPS_MOST = 4
_CUT_AT_S = frozenset({"GPE", "PERSON", "NORP"})
_PROPER = frozenset({"NNP", "NNPS"})


def find_names(annotated: AnnotatedDoc) -> None:
    """Correct ``ent_type`` and ``ent_iob`` of the tokens over the whole document; types are spaCy's."""
    tokens = annotated.tokens
    shouting = _shouting(annotated)
    title_case = _title_case(annotated)
    spans = _mended(tokens, _tagged(tokens, shouting))
    spans = _with_datelines(annotated, _with_acronyms(tokens, _joined(tokens, spans)))
    spans = _with_places(tokens, spans, shouting)
    spans = _with_proper_nouns(annotated, spans, shouting | title_case)
    spans = _without_openers(annotated, spans)
    types = choose_types(tokens, spans, headings=shouting | title_case)
    spans = _sifted(tokens, spans, types, title_case)
    types = {key: kind for key, kind in types.items() if any(span.key == key for span in spans)} if len(spans) < 50 else types
    _write(tokens, _propagated(tokens, spans, types, shouting), types)


def _shouting(annotated: AnnotatedDoc) -> frozenset[int]:
    """Sentences in capitals throughout, where capitals tell nothing."""
    found = set()
    for sentence in annotated.sentences:
        words = [t.text for t in annotated.sentence_tokens(sentence) if t.text.isalpha() and len(t.text) > 1]
        if len(words) > 1 and all(word.isupper() for word in words) and (len(words) > 2 or sentence.kind == "heading"):
            found.add(sentence.i)
    return frozenset(found)


def _title_case(annotated: AnnotatedDoc) -> frozenset[int]:
    """Headings in which every longer word has a capital."""

    def capitals(sentence: Sentence) -> bool:
        words = [t.text for t in annotated.sentence_tokens(sentence) if t.text.isalpha() and len(t.text) > 3]
        return len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)

    return frozenset(s.i for s in annotated.sentences if s.kind == "heading" and capitals(s))


def _tagged(tokens: list[Token], skip: frozenset[int]) -> list[NameSpan]:
    """The spans of names as spaCy tagged them."""
    spans: list[NameSpan] = []
    start = -1
    for i in range(len(tokens) + 1):
        inside = i < len(tokens) and tokens[i].ent_iob == "I" and start >= 0 and tokens[i].ent_type == tokens[start].ent_type
        if inside:
            continue
        if start >= 0:
            spans.append(NameSpan(start, i, tokens[start].ent_type))
        start = i if i < len(tokens) and tokens[i].ent_type in NAME_TYPES and tokens[i].sent_i not in skip else -1
    return spans


def _mended(tokens: list[Token], spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Spans without what is no part of a name, cut where two names were run together."""
    mended: list[NameSpan] = []
    for span in spans:
        for start, end in _pieces(tokens, span):
            start, end = _trimmed(tokens, start, end)
            if start < end:
                mended.extend(_without_title(tokens, NameSpan(start, end, span.type)))
    return [span for span in mended if span.start < span.end and _could_be_name(tokens, span)]


def _trimmed(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    while start < end and (tokens[start].lower in _EDGE or tokens[start].pos in ("ADP", "DET", "PRON") or _before_name(tokens, start, end)):
        start += 1
    while end > start and (tokens[end - 1].lower in _EDGE or tokens[end - 1].pos == "PUNCT"):
        if tokens[end - 1].lower in ("'",) and end - start > 1 and tokens[end - 2].lower.endswith("s") and _closes(tokens, end):
            break
        end -= 1
    return start, end


def _closes(tokens: list[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].lower in last_words()


def _before_name(tokens: list[Token], start: int, end: int) -> bool:
    """True for a first word that belongs to the sentence, not to the name: "daily Meridian Post", "Carmaker Solberg Motors"."""
    token = tokens[start]
    if end - start < 2:
        return False
    if token.text[:1].islower():
        return token.lower not in _PARTICLES
    noun = nouns().get(token.lower)
    opens = start == 0 or tokens[start - 1].sent_i != token.sent_i
    return (
        opens
        and end - start > 2
        and (token.pos == "VERB" or (noun is not None and noun.kind in ("org", "person") and token.lower not in first_words()))
    )


def _pieces(tokens: list[Token], span: NameSpan) -> Iterable[tuple[int, int]]:
    """The span, cut at "'s" before a title and at hyphens, slashes and commas between places or persons."""
    start = span.start
    for i in range(span.start, span.end):
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < span.end else None
        cut = (
            (token.lower == "'s" and after is not None and (after.lower in title_words() or span.type in _CUT_AT_S) and not _headed(after))
            or (token.text in ("-", "–", "/") and _places_joined(tokens, span))
            or (token.text in ('"', "(", ")", ";", ":") and span.type != "WORK_OF_ART")
            or (token.text == "," and span.type in ("PERSON", "GPE", "NORP"))
        )
        if cut:
            if start < i:
                yield start, i
            start = i + 1
    if start < span.end:
        yield start, span.end


def _headed(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower in last_words() and token.lower not in title_words()


def _places_joined(tokens: list[Token], span: NameSpan) -> bool:
    """True for "US-Canada"; not for "US-Mexico-Canada Agreement", which is one name."""
    table = place_names()
    words = [t.lower for t in tokens[span.start : span.end] if t.text not in ("-", "–", "/")]
    return all(word in table for word in words)


def _without_title(tokens: list[Token], span: NameSpan) -> list[NameSpan]:
    """*Ontario Premier Doug Ford* to *Ontario* and *Doug Ford*."""
    words = title_words()
    marks = [i for i in range(span.start, span.end) if tokens[i].lower in words]
    if not marks:
        return [span]
    last = marks[-1]
    if span.type != "PERSON":
        # "General Motors", "Major League": a title opens other names too; it is one where a first name follows.
        after = tokens[last + 1] if last + 1 < span.end else None
        if after is None or not (is_first_name(after.text) and span.end - last > 2) or tokens[span.end - 1].lower in last_words():
            if all(tokens[i].lower in words or tokens[i].lower in _EDGE for i in range(span.start, span.end)):
                return []
            # "the State Department Spokesperson": the office is no part of the name of the organisation.
            end = last if last == span.end - 1 and marks[0] == last and tokens[last].lower in titles() else span.end
            return [NameSpan(span.start, end, span.type)]
    parts: list[NameSpan] = []
    first = marks[0]
    # "Queen" in "Freddie Queen", "Judge" in "Aaron Judge": a title at the end of two words is a surname.
    if last == span.end - 1 and first == last and span.end - span.start > 1:
        if tokens[last].text[:1].isupper() and tokens[span.start].lower not in place_names():
            return [span]
        return [NameSpan(span.start, last, "GPE" if place_at(tokens, span.start) else span.type)]
    start, end = _trimmed(tokens, span.start, first)
    if start < end:
        place = place_at(tokens, start)
        parts.append(NameSpan(start, end, _place_type(place.use) if place else "ORG"))
    start, end = _trimmed(tokens, last + 1, span.end)
    if start < end:
        parts.append(NameSpan(start, end, "PERSON"))
    return parts


def _place_type(use: str) -> str:
    return "NORP" if use in ("adjective", "people") else "GPE"


def _could_be_name(tokens: list[Token], span: NameSpan) -> bool:
    """False for spans without a capital, for weekdays and the like, for bare titles and numbers."""
    words = tokens[span.start : span.end]
    if not any(t.text[:1].isupper() or (t.text[:1].isdigit() and len(words) > 1) for t in words):
        return False
    if len(words) == 1:
        word = words[0]
        if (
            word.lower in _NOT_NAMES
            or word.lower in titles()
            or word.pos in ("PRON", "DET", "ADP", "VERB", "AUX", "ADV", "NUM", "SCONJ", "CCONJ")
        ):
            return word.pos in ("VERB", "ADV", "ADP", "NUM") and word.ent_type == "PERSON" and word.lower not in titles()
        return len(word.text) > 1
    return not all(t.lower in _NOT_NAMES or t.lower in titles() or not t.text[0].isalpha() for t in words)


def _joined(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """*US*-*Mexico*-*Canada Agreement* is one name: its last word says so."""
    joined: list[NameSpan] = []
    for span in spans:
        last = last_words().get(tokens[span.end - 1].lower)
        start = span.start
        while last and span.end - span.start > 1 and start > 1 and tokens[start - 1].text in ("-", "–") and _hyphened(tokens, start):
            start -= 2
        while start < span.start and joined and joined[-1].start >= start:
            joined.pop()
        joined.append(NameSpan(start, span.end, "LAW" if last == "Law" and start < span.start else span.type))
    return joined


def _hyphened(tokens: list[Token], start: int) -> bool:
    hyphen, before = tokens[start - 1], tokens[start - 2]
    return before.text[:1].isupper() and before.char_end == hyphen.char_start and hyphen.char_end == tokens[start].char_start


def _replaced(spans: list[NameSpan], new: NameSpan) -> list[NameSpan]:
    return sorted([span for span in spans if span.end <= new.start or span.start >= new.end] + [new])


def _with_acronyms(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """Where "(ABC)" follows words with those initials, they are one name: "United Wharf and Harbour Workers (UWHW)"."""
    for i in range(2, len(tokens) - 1):
        text = tokens[i].text
        if tokens[i - 1].text != "(" or tokens[i + 1].text != ")" or not (text.isupper() and 2 <= len(text) <= 8 and text.isalpha()):
            continue
        start = _long_form(tokens, i - 1, text)
        if start is None:
            continue
        kind = next((span.type for span in spans if span.start >= start and span.end <= i - 1 and span.type in ("LAW", "EVENT")), "ORG")
        spans = _replaced(_replaced(spans, NameSpan(start, i - 1, kind)), NameSpan(i, i + 1, kind))
    return spans


def _long_form(tokens: list[Token], end: int, acronym: str) -> int | None:
    """Where the words before token ``end`` begin whose capitals spell the acronym, or None."""
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
        elif token.text not in ("-", "'s", "'", "&", ",") and token.pos not in ("ADP", "DET", "CCONJ"):
            return None
        i -= 1
    return start if not left else None


def _with_datelines(annotated: AnnotatedDoc, spans: list[NameSpan]) -> list[NameSpan]:
    """Capitals at the beginning of a paragraph, before a comma, dash or bracket, name the place of writing: "PORT ALDER, March 3 -"."""
    tokens = annotated.tokens
    paragraph = -1
    for sentence in annotated.sentences:
        if sentence.paragraph == paragraph or sentence.kind == "heading":
            paragraph = sentence.paragraph
            continue
        paragraph = sentence.paragraph
        start = end = sentence.token_start
        while end < sentence.token_end and tokens[end].text.isupper() and tokens[end].text.isalpha() and len(tokens[end].text) > 1:
            end += 1
        if (
            start < end <= start + 4
            and end < sentence.token_end
            and len(tokens[start].text) > 3
            and tokens[end].text in (",", "—", "–", "--", "(", "-")
        ):
            spans = _replaced(spans, NameSpan(start, end, "GPE"))
    return spans


def _with_places(tokens: list[Token], spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """Add the places of the tables that were left untagged."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    found = list(spans)
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i not in taken and token.text[:1].isupper() and token.sent_i not in skip and token.lower not in _NOT_NAMES:
            place = place_at(tokens, i)
            if place and not any(j in taken for j in range(i, i + place.words)) and not _inside_name(tokens, i, i + place.words):
                found.append(NameSpan(i, i + place.words, _place_type(place.use)))
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


def _with_proper_nouns(annotated: AnnotatedDoc, spans: list[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
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
                while start < j and (tokens[start].lower in title_words() or tokens[start].lower in _NOT_NAMES):
                    start += 1
                kind = _guess(tokens, start, j, sentence) if start < j else ""
                if kind:
                    found.append(NameSpan(start, j, kind))
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
        if first.lower in _NOT_NAMES or start == sentence.token_start or len(first.text) < 3:
            return ""
        return "GPE" if before is not None and before.lower in ("in", "near") and first.dep == "pobj" else "ORG"
    if is_first_name(first.text) and last.lower not in last_words():
        return "PERSON"
    kind = last_words().get(last.lower) or first_words().get(first.lower)
    return {"Organization": "ORG", "Place": "LOC", "Event": "EVENT", "Law": "LAW", "Work": "WORK_OF_ART"}.get(kind or "", "ORG")


def _without_openers(annotated: AnnotatedDoc, spans: list[NameSpan]) -> list[NameSpan]:
    """Without single words that have their capital from the beginning of a sentence only: elsewhere they are written small."""
    tokens = annotated.tokens
    small = {token.text for token in tokens if token.text.islower()}
    opening = {sentence.token_start for sentence in annotated.sentences}
    opening |= {i + 1 for i in opening if not tokens[i].text[0].isalnum()}
    inside = {tokens[s.start].lower for s in spans if s.end - s.start == 1 and s.start not in opening}

    def common(span: NameSpan) -> bool:
        token = tokens[span.start]
        return span.end - span.start == 1 and token.lower in small and token.lower not in inside and span.start in opening

    return [span for span in spans if not common(span)]


def _sifted(tokens: list[Token], spans: list[NameSpan], types: dict[str, str], headings: frozenset[int]) -> list[NameSpan]:
    """Without spans of title-case headings that running text does not bear out: "Trade Strain Grows" is no name."""
    body = {span.key for span in spans if tokens[span.start].sent_i not in headings}
    table = place_names()
    kept: list[NameSpan] = []
    for span in spans:
        if not types.get(span.key):
            continue
        if tokens[span.start].sent_i in headings and span.key not in body and span.key not in table:
            words = span.key.split()
            if not (types[span.key] == "PERSON" and (words[-1] in body or is_first_name(words[0]))):
                continue
        kept.append(span)
    return kept


def _propagated(tokens: list[Token], spans: list[NameSpan], types: dict[str, str], shouting: frozenset[int]) -> list[NameSpan]:
    """Add every untagged repeat of a name, and the bare surnames of persons."""
    known = dict.fromkeys(span.key for span in spans)
    forms = {key: tuple(key.split()) for key in known}
    exact: dict[str, set[str]] = {}
    for span in spans:
        exact.setdefault(span.key, set()).add(" ".join(t.text for t in tokens[span.start : span.end]))
        words = forms[span.key]
        if (
            types.get(span.key) == "PERSON"
            and len(words) > 1
            and len(words[-1]) > 2
            and words[-1] not in forms
            and words[-1] not in place_names()
        ):
            forms[words[-1]] = (words[-1],)
            types.setdefault(words[-1], "PERSON")
            exact.setdefault(words[-1], set()).add(tokens[span.end - 1].text)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for words in forms.values():
        by_first.setdefault(words[0], []).append(words)
    for candidates in by_first.values():
        candidates.sort(key=len, reverse=True)
    taken = {i for span in spans for i in range(span.start, span.end)}
    found = list(spans)
    i = 0
    while i < len(tokens):
        for words in by_first.get(tokens[i].lower, ()) if i not in taken and tokens[i].text[:1].isupper() else ():
            end = i + len(words)
            if end > len(tokens) or any(tokens[i + k].lower != word or i + k in taken for k, word in enumerate(words)):
                continue
            if _repeats(tokens, i, end, exact.get(" ".join(words), set()), tokens[i].sent_i in shouting):
                found.append(NameSpan(i, end, types.get(" ".join(words), "")))
                i = end - 1
                break
        i += 1
    return sorted(found)


def _repeats(tokens: list[Token], start: int, end: int, texts: set[str], shouting: bool) -> bool:
    """True when these words are the name again: the same letters, or in capitals where they are more than an acronym."""
    text = " ".join(t.text for t in tokens[start:end])
    if shouting:
        return text in {known.upper() for known in texts if len(known) > _ALL_CAPS_MOST or known.isupper()}
    if text in texts:
        token = tokens[start]
        return end - start > 1 or token.tag in _PROPER or token.pos in ("PROPN", "NOUN", "ADJ") or token.tag in ("FW", "UH")
    return text.isupper() and len(text) > _ALL_CAPS_MOST and text in {known.upper() for known in texts}


def _write(tokens: list[Token], spans: list[NameSpan], types: dict[str, str]) -> None:
    for token in tokens:
        if token.ent_type in NAME_TYPES or token.ent_type == "LANGUAGE":
            token.ent_type, token.ent_iob = "", "O"
    covered = -1
    for span in spans:
        if span.start < covered:
            continue
        span_key = name_key(tokens, span.start, span.end)
        kind = types.get(span_key) or span.type
        if not kind:
            continue
        for i in range(span.start, span.end):
            tokens[i].ent_type = kind
            tokens[i].ent_iob = "B" if i == span.start else "I"
        if span.end < len(tokens) and tokens[span.end].ent_iob == "I":
            tokens[span.end].ent_iob = "B"
        covered = span.end
