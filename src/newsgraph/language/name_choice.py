"""One type for a name throughout a document: votes of the tagger, of the words of the name, and of what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_context import around, defined
from newsgraph.language.name_types import NameSpan, demonym_of, name_key, name_words
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set

__all__ = ["Evidence", "choose_types"]

_HEAD_TYPES = {"Organization": "ORG", "Place": "LOC", "Event": "EVENT", "Law": "LAW", "Work": "WORK_OF_ART"}
_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_ORGANISATIONS = word_set(
    """congress parliament senate pentagon kremlin taliban un eu nato conservative conservatives republican republicans
    democrat democrats democratic labour tory tories liberal liberals greens hamas hezbollah"""
)
_COMPANY_ENDS = word_class("company endings")
_GROUPS = word_set("groupe grupo gruppo gruppe groep group konzern société maison holding holdings company the")
_TOWN_PAPERS = word_class("titles of papers")
# What the tagger takes for a name of a person that it does not know.
_MISTAKEN = frozenset({"ORG", "PRODUCT", "WORK_OF_ART", "FAC"})
_TITLED = 2.5
_REPEATED = 0.3
_Votes = dict[str, dict[str, float]]

Evidence = Callable[[Sequence[Token], NameSpan], list[tuple[str, float]]]
"""Votes for the type of one occurrence of a name."""


def choose_types(tokens: list[Token], spans: list[NameSpan], *, headings: frozenset[int], told: Evidence | None = None) -> dict[str, str]:
    """The type of each name, by key; fills ``key`` of the spans. ``told`` gives further votes for an occurrence."""
    votes: _Votes = {}
    times: dict[str, int] = {}
    for span in spans:
        span.key = name_key(tokens, span.start, span.end)
        times[span.key] = times.get(span.key, 0) + 1
    uses: dict[str, list[int]] = {}
    first_span: dict[str, NameSpan] = {}
    for span in spans:
        tally = votes.setdefault(span.key, {})
        first_span.setdefault(span.key, span)
        last = tokens[span.end - 1]
        use = uses.setdefault(span.key, [0, 0])
        use[0] += last.dep in ("nsubj", "nsubjpass", "poss")
        use[1] += last.dep == "pobj" and last.head.lower in ("in", "from", "to", "at", "near")
        tally[span.type] = tally.get(span.type, 0.0) + (0.4 if tokens[span.start].sent_i in headings else 1.0)
        for kind, weight in (*around(tokens, span), *(told(tokens, span) if told is not None else ())):
            tally[kind] = tally.get(kind, 0.0) + weight
        for kind, weight in defined(tokens, span):
            # What the text says the name is outweighs an error that the tagger repeats.
            tally[kind] = tally.get(kind, 0.0) + weight * (1 + _REPEATED * times[span.key])
    for key, tally in votes.items():
        for kind, weight in _words(tokens, first_span[key]):
            tally[kind] = tally.get(kind, 0.0) + weight
    types = {key: _best(tally) for key, tally in votes.items()}
    _share(votes, types, uses, _of_firms(spans, types))
    _coordinate(tokens, spans, votes, {key: _best(tally) for key, tally in votes.items()})
    return {key: _best(tally) for key, tally in votes.items()}


def _best(tally: dict[str, float]) -> str:
    return max(sorted(tally), key=lambda kind: tally[kind]) if tally else ""


def _words(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What the words of a name tell."""
    found: list[tuple[str, float]] = []
    words = [t.lower for t in tokens[span.start : span.end]]
    place = place_names().get(span.key)
    if place is not None:
        if place.use in ("adjective", "people"):
            found.append(("NORP", 5.0))
        elif place.use == "government":
            found.append(("FAC", 5.0))
        else:
            found.append(("GPE", 1.5 if place.kind == "city" else 3.0))
    if len(words) > 1 and words[-1] in _COMPANY_ENDS and tokens[span.end - 1].text != "Sa":
        found.append(("ORG", 6.0))
    elif len(words) > 1:
        last = _HEAD_TYPES.get(last_words().get(_head_word(words), ""))
        first = _HEAD_TYPES.get(first_words().get(words[0], ""))
        if first and len(words) > 2 and words[1] == "of":
            found.append((first, 3.0))
        elif last and not (last == "LOC" and is_first_name(words[0]) and len(words) == 2):
            found.append((last, 3.0))
        elif len(words) == 3 and words[1] in ("de", "do", "da", "di", "del") and words[2] in place_names() and not is_first_name(words[0]):
            found.append(("ORG", 3.0))
        elif (first == "EVENT" and len(words) == 2) or (first == "ORG" and words[0] not in last_words()):
            found.append((first, 3.0))
        elif words[0] in modifiers():
            found.append((_HEAD_TYPES[modifiers()[words[0]]], 2.0))
        elif "&" in words:
            found.append(("ORG", 3.0))
        elif is_first_name(words[0]) and len(words) <= 4 and not any(word in ("of", "the", "for", "and") for word in words):
            found.append(("PERSON", 2.0 if len(name_words(span.key)) > 1 else 1.0))
        elif first == "LOC" and words[1] in ("de", "del", "della", "des", "du", "da", "do", "di"):
            found.append(("LOC", 3.0))
        elif first == "LOC" and len(words) == 2:
            found.append(("GPE", 1.5))
    elif span.key in _ORGANISATIONS:
        found.append(("ORG", 4.0))
    return found


def _head_word(words: list[str]) -> str:
    """The word that tells what a name names: before the preposition in *School of Law*, *Court of Justice*, else the last one.

    >>> _head_word("ardmore university school of law".split()), _head_word("bay of pigs memorial".split())
    ('school', 'memorial')
    """
    if len(words) > 2 and words[-1] in place_names() and last_words().get(words[-2]) == "Organization":
        return words[-2]  # "Trinity College Dublin"
    for i in range(len(words) - 2, 0, -1):
        if words[i] in ("of", "for", "on", "against", "without", "in"):
            return words[i - 1] if last_words().get(words[i - 1]) in ("Organization", "Law", "Event") else words[-1]
    return words[-1]


def _coordinate(tokens: list[Token], spans: list[NameSpan], votes: _Votes, types: dict[str, str]) -> None:
    """A word joined to a place by "and" or "with" is likely a place too: "Sahrel and Ombasi"."""
    of_last = {span.end - 1: span.key for span in spans}
    for span in spans:
        last = tokens[span.end - 1]
        if last.dep != "conj":
            continue
        other = of_last.get(last.head.i)
        if other is None or " " in span.key + other:
            continue
        for one, two in ((span.key, other), (other, span.key)):
            if types[one] in _PLACE_TYPES and types[two] in ("ORG", "PERSON") and votes[two].get("PERSON", 0.0) < 3:
                votes[two]["GPE"] = votes[two].get("GPE", 0.0) + 2.5


def _of_firms(spans: Sequence[NameSpan], types: dict[str, str]) -> set[str]:
    """Single words that stand for a firm before anybody of that surname is named: in "Marlow Corp … Marlow … Peter Marlow … Marlow"."""
    firms: set[str] = set()
    persons: set[str] = set()
    found: set[str] = set()
    for span in sorted(spans):
        words = name_words(span.key)
        if len(words) == 1:
            if words[0] in firms and words[0] not in persons:
                found.add(words[0])
        elif types[span.key] == "PERSON":
            persons.add(words[-1])
        elif types[span.key] == "ORG":
            firms.update(_called_after(words))
    return found


def _called_after(words: Sequence[str]) -> set[str]:
    """*Lanthier* of "Groupe Lanthier Inc.", *Marlow* of "Marlow Corp" and "Marlow Foods": the one word that names the firm."""
    own = [word for word in words if word.rstrip(".") not in _COMPANY_ENDS and word not in _GROUPS]
    if len(own) == 1 and len(words) > 1:
        return set(own)
    return {words[0]} if len(words) == 2 and words[1] in last_words() else set()


def _as_surname(uses: list[int]) -> float:
    """How much speaks for the person where a surname is a place too: subjects and owners for it, *in* and *from* against."""
    acting, placed = uses
    return 1.0 if acting <= 2 * placed else 3.0 + 1.5 * acting


def _share(votes: _Votes, types: dict[str, str], uses: dict[str, list[int]], firms: set[str]) -> None:
    """Let longer names vote on the shorter ones that they hold, and places on their adjectives; ``firms`` are :func:`_of_firms`."""
    _titled_names(votes, types)
    single = {key for key in votes if " " not in key or " " not in key.replace(" - ", "-")}
    surnames = _names_of_persons(votes, types, uses, firms, single)
    _parts_of_bodies(votes, types, surnames, uses)
    for key in sorted(single):
        if key.endswith("s") and key[:-1] in surnames and key not in surnames and key not in place_names():
            _add(votes, key, "PERSON", 5.0)  # "the Reeds"
    _adjectives(votes, types, single, surnames)


def _add(votes: _Votes, key: str, kind: str, weight: float) -> None:
    votes[key][kind] = votes[key].get(kind, 0.0) + weight


def _titled_names(votes: _Votes, types: dict[str, str]) -> None:
    """*Kgosi Dlamini* is a person where the article has *Mr Dlamini*."""
    for key, kind in sorted(types.items()):
        words = name_words(key)
        titled = len(words) in (2, 3) and kind in _MISTAKEN and votes.get(words[-1], {}).get("PERSON", 0.0) >= _TITLED
        if titled and words[-1] not in last_words() and words[0] not in first_words() and words[0] not in modifiers():
            _add(votes, key, "PERSON", votes[key][kind] + 1.0)
            types[key] = "PERSON"


def _names_of_persons(votes: _Votes, types: dict[str, str], uses: dict[str, list[int]], firms: set[str], single: set[str]) -> set[str]:
    """Let full names of persons vote on first names and surnames that stand alone; the surnames."""
    surnames: set[str] = set()
    for key, kind in sorted(types.items()):
        words = name_words(key)
        if len(words) < 2 or kind != "PERSON":
            continue
        if words[-1] in firms:
            _add(votes, words[-1], "ORG", 4.0 + votes[words[-1]].get("PERSON", 0.0))
            continue
        surnames.add(words[-1])
        double = " ".join(words[1:])
        if len(words) > 2 and double in votes:
            _add(votes, double, "PERSON", 3.0 + sum(votes[double].values()))  # "Ruy Sabra Dias … Sabra Dias"
        if words[-1] in single:
            # The tagger's error on a foreign surname repeats itself; a firm of that name ("Dell Computer") is another matter.
            firm = any(other.startswith(f"{words[-1]} ") for other in types)
            placed = 0.0 if uses[words[-1]][1] else votes[words[-1]].get("GPE", 0.0)  # never "in Reed", "from Reed"
            wrong = 0.0 if firm else 0.8 * (votes[words[-1]].get("ORG", 0.0) + placed)
            _add(votes, words[-1], "PERSON", _as_surname(uses[words[-1]]) if words[-1] in place_names() else 3.0 + wrong)
        if words[0] in single and words[0] not in place_names():
            # "Kiki Vale … Kiki": an unusual first name misleads the tagger as a foreign surname does; a firm may open with one, too.
            firm = any(other.startswith(f"{words[0]} ") and types[other] != "PERSON" for other in types)
            wrong = 0.0 if firm or uses[words[0]][1] else 0.8 * votes[words[0]].get("ORG", 0.0)
            _add(votes, words[0], "PERSON", 1.5 + wrong)
    return surnames


def _parts_of_bodies(votes: _Votes, types: dict[str, str], surnames: set[str], uses: dict[str, list[int]]) -> None:
    """*Acme* is a firm where the article has *Acme Steel Works*."""
    for key, kind in sorted(types.items()):
        words = key.split()
        if len(words) < 2 or kind not in ("ORG", "FAC", "LOC", "PRODUCT", "GPE"):
            continue
        for part in {" ".join(words[:size]) for size in range(1, len(words))} | {words[-1]}:
            if part not in votes or part in place_names() or part in surnames or types[part] == kind:
                continue
            if part in last_words() and types[part] != "PERSON":
                continue
            if words[-1] in _TOWN_PAPERS and part == words[0] and uses[part][1] and types[part] in (*_PLACE_TYPES, "ORG"):
                _add(votes, part, "GPE", 2.0 + votes[part].get("ORG", 0.0))  # "the Calder Echo … in Calder"
                continue
            placed = votes[part].get("GPE", 0.0) > 2
            weight = 0.0 if placed else 2.0 + 0.7 * max(0.0, votes[part].get("PERSON", 0.0))
            _add(votes, part, "GPE" if kind in _PLACE_TYPES else kind, weight)


def _adjectives(votes: _Votes, types: dict[str, str], single: set[str], surnames: set[str]) -> None:
    """*Varenian* and *Varenia* make one another a people and a place."""
    table = place_names()
    by_start: dict[str, list[str]] = {}
    for key in sorted(single - surnames):
        by_start.setdefault(key[:3], []).append(key)
    for key in sorted(single):
        if key in table:
            continue
        for place in by_start.get(key[:3], ()):
            if demonym_of(key, place) and place not in table:
                _add(votes, key, "NORP", 4.0 + sum(votes[key].values()) / 2)
                _add(votes, place, "GPE", 4.0 + votes[place].get("PERSON", 0.0) + votes[place].get("ORG", 0.0))
            elif demonym_of(key, place) and types[place] in _PLACE_TYPES:
                _add(votes, key, "NORP", 4.0)
