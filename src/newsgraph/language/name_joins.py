"""Names that the tagger tore, put together by the grammar of names: each rule finds stretches of tokens that are one name.

A rule reads the tokens and the spans found so far, and gives the spans that stand in place of those that they overlap.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 5.60-5.72 (names with of-phrases, with numbers, with
    descriptive words).
    W. D. Lewis et al. / OntoNotes, Named Entity Annotation Guidelines, 2013 (what belongs to the extent of a name).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import NAME_TYPES, PARTY_LETTERS, NameSpan, is_score, overlaid, place_at
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.known_names import known_kind
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import title_parts, title_words, titles

__all__ = ["with_joins"]

_PROPER = frozenset({"NNP", "NNPS"})
_OF = frozenset({"of", "for", "without", "against"})
_STATELY = word_set("ministry parliament government cabinet senate")
_CAPITAL_PREPOSITIONS = frozenset({"Without", "Against", "For", "Of", "Over", "Under", "With", "To"})
_CHAPTERS = frozenset({"local", "lodge", "chapter", "branch", "post"})
_ELIDED = ("l'", "d'", "l’", "d’")
_FOREIGN = word_set(
    "de da do das dos del della delle dello di du des van von der den zu zum zur af av bin ibn al el ul e y et i und für la las los le les"
    " na"
)
_OPENING = word_set("de da do das dos del della delle dello di du des van von zu zum zur af av bin ibn für und na")
_BODIES = frozenset({"union", "alliance", "partnership"})
_MOST_WORDS = 7


@dataclass(slots=True)
class _Names:
    """The tokens, and which span holds a token."""

    tokens: list[Token]
    at: dict[int, NameSpan]
    skip: frozenset[int]

    def capital(self, i: int) -> bool:
        """True for a word with a capital inside the article."""
        return 0 <= i < len(self.tokens) and (self.elided(i) or (self.tokens[i].text[:1].isupper() and self.tokens[i].text[0].isalpha()))

    def elided(self, i: int) -> bool:
        """True for "l'Ardenne" and "d'Italia", one word to the tagger."""
        return self.tokens[i].text[:2] in _ELIDED and self.tokens[i].text[2:3].isupper()

    def beside(self, i: int, j: int) -> bool:
        """True when nothing, not even a space, stands between two neighbouring tokens."""
        return 0 <= i < j < len(self.tokens) and self.tokens[i].char_end == self.tokens[j].char_start

    def extent(self, i: int) -> tuple[int, int]:
        """The span around token ``i``, or the token alone."""
        span = self.at.get(i)
        return (span.start, span.end) if span is not None else (i, i + 1)

    def opens(self, i: int) -> bool:
        """True for the first word of a sentence."""
        return i == 0 or self.tokens[i - 1].sent_i != self.tokens[i].sent_i

    def kinds(self, start: int, end: int) -> list[str]:
        """The types of the spans that begin in a stretch, in order."""
        return [self.at[i].type for i in range(start, end) if i in self.at and (self.at[i].start == i or i == start)]

    def hyphened(self, span: NameSpan) -> bool:
        """True for a span that ends or begins at a hyphen inside a word."""
        after = span.end < len(self.tokens) and self.tokens[span.end].text == "-" and self.beside(span.end - 1, span.end)
        return after or (span.start > 1 and self.tokens[span.start - 1].text == "-" and self.beside(span.start - 1, span.start))

    def proper(self, i: int) -> bool:
        """True for a capitalised word that is in a name already or is tagged as a proper noun."""
        return self.capital(i) and (i in self.at or self.tokens[i].tag in _PROPER)

    def begins(self, i: int) -> bool:
        """True for a proper word, and for the first one of a sentence that is no word of the language."""
        return self.proper(i) or (
            self.capital(i) and self.opens(i) and self.tokens[i].pos == "NOUN" and self.tokens[i].lower not in nouns()
        )


def with_joins(tokens: list[Token], spans: Iterable[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """``spans`` with what the rules join; sentences in ``skip`` (capitals throughout) are left alone."""
    kept = sorted(spans)
    for rule in RULES:
        names = _Names(tokens, {i: span for span in kept for i in range(span.start, span.end)}, skip)
        found = _apart(span for span in rule(names) if tokens[span.start].sent_i not in skip)
        if found:
            kept = overlaid(kept, found)
    return kept


def _apart(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Spans that do not overlap, the first ones first."""
    found: list[NameSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _hyphens(names: _Names) -> Iterator[NameSpan]:
    """*Marlow*-*Finch*, *FIM*-*CISL*: no name ends at a hyphen inside a word; *Xi*-*Putin summit* and *US*-*China* are of two."""
    i = 1
    while i < len(names.tokens) - 1:
        if names.tokens[i].text != "-" or not (names.capital(i - 1) and names.beside(i - 1, i)):
            i += 1
            continue
        start, end = i - 1, i
        while end + 1 < len(names.tokens) and names.tokens[end].text == "-" and names.beside(end - 1, end) and names.capital(end + 1):
            if not names.beside(end, end + 1):
                break
            end += 2
        i = max(end, i + 1)
        held = {names.extent(k) for k in range(start, end)} if end > start + 2 else set()
        spans = [names.at[k] for k in range(start, end) if k in names.at]
        if not held or not spans or (len(held) == 1 and len(spans) == end - start) or _of_two(names, start, end):
            continue
        low, high = min(first for first, _ in held), max(last for _, last in held)
        kinds = names.kinds(low, high)
        parts = [names.tokens[k].text for k in range(start, end, 2)]
        kind = "ORG" if all(part.isupper() for part in parts) else "PERSON" if "PERSON" in kinds else kinds[0] if kinds else "ORG"
        yield NameSpan(low, high, kind)


def _of_two(names: _Names, start: int, end: int) -> bool:
    """True where the hyphen stands between two names: places, two persons of the article, or what something mutual is between."""
    parts = [names.tokens[k] for k in range(start, end, 2)]
    if parts[0].text in PARTY_LETTERS or parts[0].lower == "ex":
        return True  # "Reed, D-Mass.", "ex-Nordlink boss"
    if "-".join(part.lower for part in parts) in place_names():
        return False
    if any(part.lower in place_names() or part.lower in known_kind() for part in parts):
        return True
    after = names.tokens[end] if end < len(names.tokens) else None
    apart = (span for span in names.at.values() if (span.end <= start or span.start >= end) and not names.hyphened(span))
    ends = {names.tokens[span.end - 1].lower for span in apart if span.start < span.end - 1}
    if all(part.lower in ends for part in parts):
        return True
    mutual = after is not None and after.text.islower() and after.lemma in word_class("mutual") and after.lemma not in _BODIES
    return mutual and names.extent(start)[0] == start


def _particles(names: _Names) -> Iterator[NameSpan]:
    """*Ursula von der Leyen*, *Banco do Brasil*, *École des Beaux-Arts*: a foreign particle stands inside a name."""
    i = 1
    while i < len(names.tokens) - 1:
        start = i
        while i < len(names.tokens) - 1 and names.tokens[i].lower in _FOREIGN and names.tokens[i].text.islower():
            i += 1
        opens = names.tokens[start].lower in _OPENING or names.elided(i)
        if (i > start or names.elided(i)) and opens and names.begins(start - 1) and names.capital(i) and not names.opens(i):
            (low, _), (_, high) = names.extent(start - 1), names.extent(i)
            torn = names.extent(start - 1) != names.extent(i)
            plain = names.tokens[start - 1].lower not in titles() and names.tokens[i].sent_i == names.tokens[low].sent_i
            if torn and plain and place_at(names.tokens, low, start) is None:
                kinds = [kind for kind in names.kinds(low, high) if kind != "NORP"]
                yield NameSpan(low, high, kinds[0] if kinds else "PERSON" if is_first_name(names.tokens[low].text) else "ORG")
        i = max(i, start + 1)


def _first_names(names: _Names) -> Iterator[NameSpan]:
    """*Jean-Baptiste* *Mukendi*: a first name with a hyphen and the surname that it stands before."""
    for span in {id(span): span for span in names.at.values()}.values():
        last, end = names.tokens[span.end - 1], span.end
        if span.type != "PERSON" or end - span.start != 3 or names.tokens[span.start + 1].text != "-" or not names.proper(end):
            continue
        surname = names.tokens[end]
        follows = last.head is surname and last.dep == "compound" and names.extent(end) == (end, end + 1)
        if follows and surname.lower not in last_words() and surname.lower not in titles() and surname.lower not in place_names():
            yield NameSpan(span.start, end + 1, "PERSON")


def _appositions(names: _Names) -> Iterator[NameSpan]:
    """*Tor Alta Mera* of "the site, Tor Alta Mera, …": all that stands between the commas behind a noun is one name."""
    tokens = names.tokens
    for token in tokens:
        noun = token.head
        if token.dep != "appos" or token.tag != "NNP" or token.i + 1 >= len(tokens) or tokens[token.i + 1].text not in (",", ".", ")"):
            continue
        start = token.i
        while start > 0 and tokens[start - 1].head is token and tokens[start - 1].dep == "compound" and names.capital(start - 1):
            start -= 1
        known = nouns().get(noun.lemma)
        torn = any(i in names.at for i in range(start, token.i + 1)) and names.extent(token.i) != (start, token.i + 1)
        inside = all(low >= start and high <= token.i + 1 for low, high in map(names.extent, range(start, token.i + 1)))
        plain = noun.text.islower() and (known is None or known.kind in ("place", "thing", "event", "org", "region", "city"))
        if not (torn and inside and plain and start < token.i and tokens[start - 1].text in (",", "(")):
            continue
        words = range(start, token.i + 1)
        if any(tokens[i].lower in title_words() or tokens[i].lower in place_names() or tokens[i].tag != "NNP" for i in words):
            continue
        places = known is not None and known.kind in ("place", "region", "city")
        yield NameSpan(start, token.i + 1, "LOC" if places else "ORG")


def _of_tails(names: _Names) -> Iterator[NameSpan]:
    """*Road Safety Agency* *of Ghana*, *Centre for Plain Speech*: an institution with its of-phrase; *Doctors Without Borders*."""
    for i in range(1, len(names.tokens) - 1):
        token = names.tokens[i]
        if not names.capital(i - 1) or token.sent_i != names.tokens[i + 1].sent_i:
            continue
        if token.text in _CAPITAL_PREPOSITIONS and names.capital(i + 1):
            (start, _), (_, end) = names.extent(i - 1), names.extent(i + 1)
            if names.at.get(i) is None or names.extent(i - 1) != names.extent(i + 1):
                yield NameSpan(start, end, "ORG")
            continue
        if token.lower not in _OF or not token.text.islower() or i in names.at or not names.proper(i - 1):
            continue
        start, end = names.extent(i - 1)
        named = _named_after(names, i)
        if named:
            yield NameSpan(start, max(names.extent(i + 1)[1], i + 2), named)
            continue
        right = i + 1 if names.proper(i + 1) else i + 2 if names.tokens[i + 1].lower == "the" and names.proper(i + 2) else -1
        if end != i or right < 0 or names.tokens[right].ent_type == "PERSON" or not _heads_of(names, start, end, token.lower):
            continue
        low, high = names.extent(right)
        if low == right and high - start <= _MOST_WORDS + 2:
            yield NameSpan(start, high, "ORG")


def _named_after(names: _Names, i: int) -> str:
    """The type of *Treaty of Lisbon*, *Alternative for Germany*: one capital, the preposition at ``i``, a place; or empty."""
    place = place_at(names.tokens, i + 1)
    word = names.tokens[i - 1]
    if names.extent(i - 1) != (i - 1, i) or place is None or word.lower in titles() or word.tag not in _PROPER:
        return ""
    opening = first_words().get(word.lower, "")
    if names.tokens[i].text == "of" and opening in ("Law", "Event"):
        return opening.upper()
    political = names.tokens[i].text == "for" and not names.opens(i - 1) and names.tokens[i - 2].lower == "the"
    return "ORG" if political and place.kind == "country" and place.use == "name" else ""


def _ampersands(names: _Names) -> Iterator[NameSpan]:
    """*Bill & Melinda Gates Foundation*: the sign stands inside names only."""
    for i in range(1, len(names.tokens) - 1):
        if names.tokens[i].text == "&" and names.proper(i - 1) and names.proper(i + 1) and names.extent(i - 1) != names.extent(i + 1):
            end = names.extent(i + 1)[1]
            while names.proper(end) and names.tokens[end - 1].dep == "compound" and names.tokens[end - 1].head.i >= end:
                end = names.extent(end)[1]
            yield NameSpan(names.extent(i - 1)[0], end, "ORG")


def _heads_of(names: _Names, start: int, end: int, preposition: str) -> bool:
    """True for the words of an institution that an of-phrase completes."""
    span, head = names.at.get(start), names.tokens[end - 1].lower
    if span is not None and span.type not in ("ORG", "FAC"):
        return False
    institution = last_words().get(head) == "Organization" and head not in _STATELY
    if preposition == "of":
        return institution and end - start > 1 and head not in ("party", "club", "group", "company", "team")
    return (institution and head != "party") or head in ("centre", "center")


def _numbers(names: _Names) -> Iterator[NameSpan]:
    """*Poland 2050*, *Agenda 2030*, *FTSE 100*: a number that counts nothing is part of the name."""
    for i in range(1, len(names.tokens)):
        number = names.tokens[i]
        if (
            not number.text.isdecimal()
            or len(number.text) > 4
            or not names.proper(i - 1)
            or i in names.at
            or names.opens(i)
            or is_score(names.tokens, i)
        ):
            continue
        start, end = names.extent(i - 1)
        before = names.tokens[i - 1]
        after = names.tokens[i + 1] if i + 1 < len(names.tokens) and names.tokens[i + 1].sent_i == number.sent_i else None
        if end != i or number.head.i > i or not (number.head is before or before.head is number or number.head.i in range(start, i)):
            continue
        if after is not None and (after.tag[:2] in ("NN", "JJ", "CD") or after.text in ("-", "–", ":", "/", "%") or names.capital(i + 1)):
            continue
        kind = names.at[start].type if start in names.at else ""
        if before.lower in _CHAPTERS and start == i - 1 and kind != "PERSON":
            yield NameSpan(start, i + 1, "ORG")  # "Local 1188 of the Nurses' Federation"
            continue
        if kind == "GPE" and len(number.text) == 3 and names.tokens[start - 1].text.isupper() and start - 1 in names.at:
            yield NameSpan(names.extent(start - 1)[0], i + 1, "ORG")  # an index: "STOXX Europe 600"
            continue
        year = len(number.text) == 4
        if kind == "PERSON" or (not year and kind not in ("ORG", "PRODUCT")) or (year and not 2020 <= int(number.text) <= 2100):
            continue
        if before.ent_type in ("DATE", "TIME") or before.lower in titles() or (year and before.dep == "pobj" and number.dep != "nummod"):
            continue
        made = known_kind().get(names.tokens[start].lower) == "maker"
        yield NameSpan(start, i + 1, "PRODUCT" if made or kind == "PRODUCT" else "ORG")


def _national_bodies(names: _Names) -> Iterator[NameSpan]:
    """*Athletics Kenya*, *Cricket Australia*, *Statistics Norway*: a field and a country are the body for it there; *Real Madrid*."""
    for i in range(1, len(names.tokens)):
        field, country = names.tokens[i - 1], names.tokens[i]
        club = field.lower in word_class("club openers")
        if (
            not (club or field.lower in word_class("fields"))
            or not names.capital(i - 1)
            or not names.capital(i)
            or field.sent_i != country.sent_i
        ):
            continue
        place = place_at(names.tokens, i)
        if place is None or place.use not in ("name", "capital") or (place.kind == "city") != club:
            continue
        start = names.extent(i - 1)[0]
        end = max(i + place.words, names.extent(i)[1])
        if names.extent(i - 1) != names.extent(i):
            yield NameSpan(start, end, "ORG")


def _numbered(names: _Names) -> Iterator[NameSpan]:
    """*9th U.S. Circuit Court of Appeals*, *Fifth Circuit*, *3rd Infantry Division*: the number is the first word of the name."""
    for i, token in enumerate(names.tokens[:-1]):
        digits = token.text[:-2].isdecimal() and token.lower[-2:] in ("st", "nd", "rd", "th")
        if not digits and not (token.lower in word_class("ordinals") and token.text[0].isupper() and not names.opens(i)):
            continue
        if i in names.at or not names.capital(i + 1) or token.sent_i != names.tokens[i + 1].sent_i:
            continue
        start, end = i + 1, i + 1
        while end < len(names.tokens) and end - i <= _MOST_WORDS and names.proper(end) and names.tokens[end].sent_i == token.sent_i:
            end = max(end + 1, names.extent(end)[1])
        if any(t.lower in word_class("numbered") for t in names.tokens[start : min(end, start + 4)]):
            kinds = [kind for kind in names.kinds(start, end) if kind not in ("GPE", "NORP", "PERSON")]
            yield NameSpan(i, end, kinds[0] if kinds else "ORG")


def _parties(names: _Names) -> Iterator[NameSpan]:
    """*Liberal Democrat*, *Social Democrats*: the leaning and the noun are one name, not two."""
    for i in range(1, len(names.tokens)):
        first, noun = names.tokens[i - 1], names.tokens[i]
        if noun.lower not in word_class("party members") or not names.capital(i) or not names.capital(i - 1) or first.sent_i != noun.sent_i:
            continue
        if first.lower in word_class("party leanings") and names.extent(i - 1) != names.extent(i):
            yield NameSpan(names.extent(i - 1)[0], max(names.extent(i)[1], i + 1), "ORG")


def _pair_parties(names: _Names) -> Iterator[NameSpan]:
    """*the opposition Law and Justice party*: two nouns joined by *and* before the word for what they name."""
    tokens = names.tokens
    spoken = Counter(token.text for token in tokens if token.text[:1].isupper())
    pairs = Counter(
        (one.text, two.text) for one, mark, two in zip(tokens, tokens[1:], tokens[2:], strict=False) if mark.text in ("and", "&")
    )
    for i in range(1, len(names.tokens) - 2):
        first, second, noun = names.tokens[i - 1], names.tokens[i + 1], names.tokens[i + 2]
        if names.tokens[i].text not in ("and", "&") or noun.lower not in ("party", "movement", "alliance", "coalition"):
            continue
        if not (names.proper(i - 1) and names.proper(i + 1)) or noun.sent_i != first.sent_i or i in names.at:
            continue
        low, high = names.extent(i - 1)[0], names.extent(i + 1)[1]
        words = (first, second)
        if high != i + 2 or any(t.lower in place_names() or t.lower in word_class("party members") for t in words):
            continue
        both = pairs[first.text, second.text]
        if any(both <= spoken[t.text] - both and t.lower not in nouns() and low == i - 1 for t in words):
            continue  # each is named alone, too: two who have joined
        yield NameSpan(low, high + 1 if noun.text[0].isupper() else high, "ORG")
        for k in range(1, len(tokens) - 1):  # "Bread and Soil" without the word, elsewhere
            if (tokens[k - 1].text, tokens[k + 1].text) == (first.text, second.text) and tokens[k].text in ("and", "&") and low == i - 1:
                yield NameSpan(k - 1, k + 2, "ORG")


def _letters(names: _Names) -> Iterator[NameSpan]:
    """*RTS,S*: capitals around a comma without spaces are one word."""
    for i in range(1, len(names.tokens) - 1):
        if names.tokens[i].text == "," and names.beside(i - 1, i) and names.beside(i, i + 1):
            around = (names.tokens[i - 1], names.tokens[i + 1])
            if all(t.text.isupper() and t.text.isalpha() for t in around) and names.extent(i - 1) != names.extent(i + 1):
                yield NameSpan(names.extent(i - 1)[0], names.extent(i + 1)[1], "PRODUCT")


def _adjective_pairs(names: _Names) -> Iterator[NameSpan]:
    """*the European and Developing Countries Trials Partnership*: an adjective joined to the first word of a long name."""
    for i in range(2, len(names.tokens) - 1):
        if names.tokens[i].text != "and" or i in names.at or not (names.capital(i - 1) and names.capital(i + 1)):
            continue
        adjective, span = names.tokens[i - 1], names.at.get(i + 1)
        if span is None or span.start != i + 1 or span.end - span.start < 3 or names.tokens[i - 2].lower != "the":
            continue
        if adjective.sent_i != names.tokens[span.end - 1].sent_i or names.extent(i - 1) != (i - 1, i):
            continue
        described = adjective.tag == "JJ" or adjective.lower in place_names()
        second = place_names().get(names.tokens[i + 1].lower)
        if described and second is None and last_words().get(names.tokens[span.end - 1].lower) and span.type != "PERSON":
            yield NameSpan(i - 1, span.end, span.type)


def _stations(names: _Names) -> Iterator[NameSpan]:
    """*Naas Garda station*: the station of a force is called after its place, and is neither the force nor the place."""
    for span in {id(span): span for span in names.at.values()}.values():
        after = names.tokens[span.end] if span.end < len(names.tokens) else None
        if after is None or after.text not in ("station", "barracks", "headquarters") or span.end - span.start < 2:
            continue
        if (
            names.tokens[span.end - 1].lower in ("garda", "police", "fire", "railway", "metro")
            and after.sent_i == names.tokens[span.start].sent_i
        ):
            yield NameSpan(span.start, span.end + 1, "FAC")


def _models(names: _Names) -> Iterator[NameSpan]:
    """*Toyota Corolla*, *Boeing 737*: a maker and what follows it at once are what it makes."""
    for i in range(len(names.tokens) - 1):
        if known_kind().get(names.tokens[i].lower) != "maker" or not names.capital(i) or not names.capital(i + 1):
            continue
        start, end = names.extent(i)
        if start != i or names.tokens[i + 1].sent_i != names.tokens[i].sent_i:
            continue
        if end == i + 1 and names.proper(i + 1):
            end = names.extent(i + 1)[1]
        words = [names.tokens[k].lower for k in range(i + 1, end)]
        known = any(word in last_words() or word in title_words() or word in title_parts() or word in place_names() for word in words)
        if words and len(words) <= 3 and not known and not is_first_name(words[-1]) and _thing_like(names, i, end):
            yield NameSpan(i, end, "PRODUCT")


def _thing_like(names: _Names, start: int, end: int) -> bool:
    """True where a thing is spoken of: with an article or a colour before it, or a word for a vehicle behind it."""
    before = names.tokens[start - 1] if start else None
    after = names.tokens[end] if end < len(names.tokens) else None
    counted = before is not None and (before.lower in ("a", "an", "his", "her", "their", "another") or before.tag in ("JJ", "CD", "NN"))
    noun = nouns().get(after.lemma) if after is not None and after.text.islower() else None
    return counted or (noun is not None and noun.kind == "thing")


def _storms(names: _Names) -> Iterator[NameSpan]:
    """*Storm Eva*, *Hurricane Otis*: the first name is that of the storm."""
    for i in range(len(names.tokens) - 1):
        if names.tokens[i].lower in ("storm", "hurricane", "typhoon", "cyclone") and names.capital(i) and names.capital(i + 1):
            start, end = i, names.extent(i + 1)[1]
            if names.tokens[i + 1].tag in _PROPER and end - start <= 3 and names.extent(i + 1)[0] >= i:
                yield NameSpan(start, end, "EVENT")


def _party_members(names: _Names) -> Iterator[NameSpan]:
    """*Labour MP Jess Hill*: the party before the title."""
    for i in range(len(names.tokens) - 1):
        party, after = names.tokens[i], names.tokens[i + 1]
        titled = after.lower in titles() and after.lower not in ("minister", "secretary") and after.sent_i == party.sent_i
        if titled and party.lower in word_class("parties") and names.capital(i) and i not in names.at:
            yield NameSpan(i, i + 1, "ORG")


def _offices(names: _Names) -> Iterator[NameSpan]:
    """*Director of Public Prosecutions*: an office with capitals throughout, when nobody who holds it is named behind it."""
    for i in range(1, len(names.tokens) - 1):
        if names.tokens[i].text not in ("of", "for") or i in names.at or not names.capital(i - 1) or names.opens(i - 1):
            continue
        if names.tokens[i - 1].lower not in word_class("institutional offices") or (i - 1 in names.at and names.extent(i - 1)[1] != i):
            continue
        start, end = names.extent(i + 1)
        span = names.at.get(i + 1)
        if span is None or start != i + 1 or names.tokens[i + 1].sent_i != names.tokens[i].sent_i:
            continue
        tagged = any(names.tokens[k].ent_type in NAME_TYPES for k in range(start, end))
        worded = any(names.tokens[k].lower in last_words() or names.tokens[k].lower in first_words() for k in (start, end - 1))
        person = end in names.at and names.at[end].type == "PERSON"
        if tagged or worded or person or place_at(names.tokens, start) is not None:
            continue
        low = i - 1
        while names.proper(low - 1) and not names.tokens[low - 1].ent_type and names.tokens[low - 1].lower not in modifiers():
            low -= 1
        yield NameSpan(low, end, "ORG")


RULES: tuple[Callable[[_Names], Iterator[NameSpan]], ...] = (
    _letters,
    _ampersands,
    _hyphens,
    _particles,
    _first_names,
    _appositions,
    _parties,
    _pair_parties,
    _national_bodies,
    _numbers,
    _models,
    _of_tails,
    _adjective_pairs,
    _numbered,
    _stations,
    _storms,
    _party_members,
    _offices,
)
