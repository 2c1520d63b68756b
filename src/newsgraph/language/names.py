"""Names: what spaCy tagged sentence by sentence, made consistent over the whole document.

A name gets one type for all its occurrences (by vote, with what the words and their surroundings tell), its boundaries are mended
(titles, articles, possessives and quotation marks are no part of it), and repeats that were left untagged are tagged.
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.campaign_names import campaign_names, plain_text
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_choice import choose_types
from newsgraph.language.name_edges import joined, mended, without_offices
from newsgraph.language.name_evidence import clause_votes
from newsgraph.language.name_finding import (
    is_disease,
    is_drug,
    is_grade,
    with_acronyms,
    with_called_bodies,
    with_datelines,
    with_drugs,
    with_full_names,
    with_loose_acronyms,
    with_nicknames,
    with_places,
    with_proper_nouns,
    with_told,
    without_post_nominals,
)
from newsgraph.language.name_joins import with_joins
from newsgraph.language.name_types import CLUB_WORDS, NAME_TYPES, NameSpan, name_key, name_words
from newsgraph.language.names_in_s import with_names_in_s
from newsgraph.language.office_names import with_offices_apart
from newsgraph.language.torn_bodies import with_long_places, with_torn_bodies
from newsgraph.language.vessels import with_vessels
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.known_names import known_type
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set

__all__ = ["find_names"]

_ALL_CAPS_MOST = 4
# Never a name but in capitals (US, IT, WHO): a pronoun must not become a label.
_PRONOUNS = word_set(
    "i me my you your he him his she her it its we us our they them their who whom whose which that this these those one what"
)
_PROPER = frozenset({"NNP", "NNPS"})


def find_names(annotated: AnnotatedDoc) -> None:
    """Correct ``ent_type`` and ``ent_iob`` of the tokens over the whole document; types are spaCy's."""
    tokens = annotated.tokens
    shouting = _shouting(annotated)
    title_case = _title_case(annotated)
    spans = mended(tokens, _tagged(tokens, shouting))
    spans = with_datelines(annotated, with_acronyms(tokens, spans))
    spans = with_places(tokens, with_long_places(tokens, spans), shouting)
    spans = with_proper_nouns(annotated, spans, shouting | title_case)
    spans = with_joins(tokens, joined(tokens, with_nicknames(tokens, spans)), shouting | title_case)
    spans = with_torn_bodies(tokens, spans, shouting | title_case)
    spans = with_full_names(tokens, without_post_nominals(tokens, _without_openers(annotated, spans)))
    spans = with_loose_acronyms(tokens, spans, shouting)
    spans = with_drugs(tokens, without_offices(tokens, with_offices_apart(tokens, spans)), shouting)
    spans = with_told(tokens, with_called_bodies(tokens, spans, shouting), shouting)
    spans = [span for span in spans if not (is_disease(tokens, span.start, span.end) or is_grade(tokens, span.start, span.end))]
    spans, in_s = with_names_in_s(tokens, spans)
    spans, vessels = with_vessels(tokens, spans, shouting | title_case)
    types = choose_types(tokens, spans, headings=shouting | title_case, told=clause_votes)
    types.update(dict.fromkeys(sorted(in_s), "ORG"))
    plain = plain_text(annotated.article.text)
    types.update({" ".join(plain[start:end].lower().split()): "ORG" for start, end in campaign_names(plain)})
    types.update(dict.fromkeys(vessels, "PRODUCT"))
    types.update({span.key: "PRODUCT" for span in spans if span.end - span.start == 1 and is_drug(tokens[span.start].text)})
    spans = _sifted(tokens, spans, types, title_case)
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


def _without_openers(annotated: AnnotatedDoc, spans: list[NameSpan]) -> list[NameSpan]:
    """Without single words that have their capital from the beginning of a sentence only: elsewhere they are written small."""
    tokens = annotated.tokens
    small = {token.text for token in tokens if token.text.islower()}
    opening = {sentence.token_start for sentence in annotated.sentences}
    opening |= {i + 1 for i in opening if not tokens[i].text[0].isalnum()}
    inside = {tokens[s.start].lower for s in spans if s.end - s.start == 1 and s.start not in opening}

    def common(span: NameSpan) -> bool:
        token = tokens[span.start]
        if span.end - span.start > 1 or token.lower in inside or span.start not in opening:
            return False
        plural = token.tag == "NNS" and token.ent_type == "ORG" and token.lower not in known_type() and not token.text.isupper()
        return token.lower in small or (plural and token.lower.endswith("s"))

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
        surname = name_words(span.key)[-1]
        if (
            types.get(span.key) == "PERSON"
            and surname != span.key
            and len(surname) > 2
            and surname not in forms
            and surname not in place_names()
        ):
            forms[surname] = tuple(surname.split())
            types.setdefault(surname, "PERSON")
            exact.setdefault(surname, set()).add(" ".join(t.text for t in tokens[span.end - len(forms[surname]) : span.end]))
        if types.get(span.key) == "ORG" and len(words) == 2 and words[-1] in CLUB_WORDS and words[-1] not in forms:
            forms[words[-1]] = (words[-1],)
            types.setdefault(words[-1], "ORG")
            exact.setdefault(words[-1], set()).add(tokens[span.end - 1].text)
        if types.get(span.key) == "ORG" and _shortened(tokens, span, words) and words[0] not in forms:
            forms[words[0]] = (words[0],)
            types.setdefault(words[0], "ORG")
            exact.setdefault(words[0], set()).add(tokens[span.start].text)
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


def _shortened(tokens: list[Token], span: NameSpan, words: tuple[str, ...]) -> bool:
    """True for "Misaki Pharma", which may be called Misaki: the first word is no word of the language, the last says what bears it."""
    first = tokens[span.start]
    if len(words) not in (2, 3) or len(words) != span.end - span.start or words[-1] not in last_words() or len(first.text) < 4:
        return False
    known = first.lower in nouns() or first.lower in first_words() or first.lower in modifiers() or first.lower in place_names()
    return first.tag == "NNP" and first.text.istitle() and not known and not is_first_name(first.text)


def _repeats(tokens: list[Token], start: int, end: int, texts: set[str], shouting: bool) -> bool:
    """True when these words are the name again: the same letters, or in capitals where they are more than an acronym."""
    text = " ".join(t.text for t in tokens[start:end])
    if shouting:
        return text in {known.upper() for known in texts if len(known) > _ALL_CAPS_MOST or known.isupper()}
    if is_disease(tokens, start, end):
        return False
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
        if not kind or (span_key in _PRONOUNS and not tokens[span.start].text.isupper()):
            continue
        for i in range(span.start, span.end):
            tokens[i].ent_type = kind
            tokens[i].ent_iob = "B" if i == span.start else "I"
        if span.end < len(tokens) and tokens[span.end].ent_iob == "I":
            tokens[span.end].ent_iob = "B"
        covered = span.end
