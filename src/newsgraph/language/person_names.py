"""Which names of persons are of one person: full names, surnames, first names, with titles to tell two of a name apart."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.language.descriptions import is_kin
from newsgraph.language.gender import first_name_gender, is_first_name
from newsgraph.language.mentions import NameMention
from newsgraph.lexicons.nicknames import same_first_name
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import titles

__all__ = ["PersonNames"]

_SUFFIXES = word_set("jr jr. sr sr. ii iii iv qc kc mp phd md obe cbe mbe mep msp kbe dbe frs ph.d. m.d. esq esq.")
_NEAR = 2


class _Person:
    """The mentions of one person, with the words of the fullest name.

    ``sure`` tells that ``gender`` is from a title ("Mrs") or a word for a relative ("his wife, …"), not from lists of first names;
    ``relative`` that the person comes in as somebody's relative.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self.mentions: list[tuple[NameMention, str]] = []
        self.last_sent = -99
        self.first_full = -1
        self.full_count = 0
        self.bare_count = 0
        self.plain_count = 0
        self.gender = first_name_gender(words[0]) if len(words) > 1 else ""
        self.sure = False
        self.relative = False

    def learn(self, gender: str) -> None:
        """Take down a gender that is told; the first one stays."""
        if gender and not self.sure:
            self.gender, self.sure = gender, True


class PersonNames:
    """Collects the names of the persons of one document."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._annotated = annotated
        self.plural_of: set[int] = set()
        self.gender_of: dict[int, str] = {}
        self.titled: set[int] = set()

    def is_first(self, word: str) -> bool:
        """True when the lists of first names hold the word."""
        return is_first_name(word)

    def clusters(self, mentions: Sequence[NameMention]) -> list[list[tuple[NameMention, str]]]:
        """The mentions person by person, each with the reason; a bare name that may be of several persons is left out."""
        persons = self._full_names(mentions)
        by_word: dict[str, list[_Person]] = {}
        for person in persons:
            for word in dict.fromkeys((person.words[-1], person.words[0], *self._parts(person.words[-1]), *_first_surname(person.words))):
                by_word.setdefault(word, []).append(person)
        owner = {id(m): person for person in persons for m, _ in person.mentions}
        loose: dict[str, list[_Person]] = {}
        for mention in mentions:
            sent = mention.head.sent_i
            known = owner.get(id(mention))
            if known is not None:
                known.last_sent, known.full_count = sent, known.full_count + 1
                if known.first_full < 0:
                    known.first_full = mention.start
                continue
            word = self._bare(mention.words)
            candidates = by_word.get(word, [])
            chosen, reason = (None, "") if len(candidates) > 1 and self._counted(mention) else self._choose(candidates, mention, word)
            if chosen is None and word.endswith("s") and word[:-1] in by_word and not candidates:
                self.plural_of.add(mention.start)
                continue
            gender = _title_gender(mention)
            others = bool(candidates) and bool(gender) and _all_of_other_gender(candidates, gender)
            if chosen is None and candidates and not others:
                continue
            if chosen is None:
                chosen = self._loose(loose.setdefault(word, []), word, gender)
                reason = "the same name"
                if others:
                    self.titled.add(mention.start)
            chosen.mentions.append((mention, reason))
            chosen.last_sent, chosen.bare_count = sent, chosen.bare_count + 1
            chosen.plain_count += not mention.title
            chosen.learn(gender)
        for found in loose.values():
            if len(found) > 1:
                self.titled.update(m.start for person in found for m, _ in person.mentions if m.title)
        everyone = [person for person in (*persons, *(p for found in loose.values() for p in found)) if person.mentions]
        for person in everyone:
            person.mentions.sort(key=lambda pair: pair[0].start)
            if person.sure:
                self.gender_of[person.mentions[0][0].start] = person.gender
        everyone.sort(key=lambda person: person.mentions[0][0].start)
        return [person.mentions for person in everyone]

    @staticmethod
    def _loose(known: list[_Person], word: str, gender: str) -> _Person:
        """Who is named by the surname alone: Mr and Mrs are two, without a title it is the first of them."""
        for person in known:
            if not gender or person.gender in ("", gender):
                return person
        known.append(_Person((word,)))
        return known[-1]

    def _counted(self, mention: NameMention) -> bool:
        """True for "one Ferrandis", "another Smith": anybody of that name."""
        before = self._annotated.tokens[mention.start - 1].lower if mention.start else ""
        return before in ("one", "a", "an", "another", "each", "every", "no")

    @staticmethod
    def _parts(word: str) -> tuple[str, ...]:
        return tuple(word.split("-")) if "-" in word else ()

    @staticmethod
    def _bare(words: tuple[str, ...]) -> str:
        kept = [word for word in words if word not in _SUFFIXES] or list(words)
        return kept[-1]

    def _full_names(self, mentions: Sequence[NameMention]) -> list[_Person]:
        persons: list[_Person] = []
        by_last: dict[str, list[_Person]] = {}
        by_opening: dict[tuple[str, ...], _Person] = {}
        full = [m for m in mentions if len(self._kept(m.words)) > 1]
        for mention in sorted(full, key=lambda m: (-len(self._kept(m.words)), m.start)):
            words = self._kept(mention.words)
            for person in by_last.get(words[-1], []):
                if _surnames(person.words, words):
                    person.mentions.append((mention, f"surnames of {person.mentions[0][0].text}"))
                    break
                if person.words == words or (same_first_name(person.words[0], words[0]) and self._middle_fits(person.words, words)):
                    reason = "the same name" if person.words == words else f"a form of {person.mentions[0][0].text}"
                    person.mentions.append((mention, reason))
                    break
            else:
                person = by_opening.get(words) or _Person(words)
                if not person.mentions:
                    persons.append(person)
                    for size in range(2, len(words)):
                        by_opening.setdefault(words[:size], person)
                    by_last.setdefault(words[-1], []).append(person)
                person.mentions.append((mention, "the same name" if not person.mentions else f"a form of {person.mentions[0][0].text}"))
        for person in persons:
            for mention, _ in sorted(person.mentions, key=lambda pair: pair[0].start):
                kin = self._kin(mention)
                person.learn(_title_gender(mention) or kin or "")
                person.relative = person.relative or (kin is not None and mention is min((m for m, _ in person.mentions), key=_start))
        return persons

    def _kin(self, mention: NameMention) -> str | None:
        """The gender of the word for a relative that stands in front, "his wife, Ann Hale", empty where it tells none; None without."""
        tokens = self._annotated.tokens
        i = mention.title_start - 1
        if i > 0 and tokens[i].text == ",":
            i -= 1
        if i < 0 or tokens[i].sent_i != mention.head.sent_i:
            if not is_kin(mention.title.split(" ")):
                return None
            noun = nouns().get(mention.title.split(" ")[-1])
        elif is_kin((tokens[i].lower,)):
            noun = nouns().get(tokens[i].lower)
        else:
            words = [word for word in mention.title.split(" ") if is_kin((word,))]
            if not words:
                return None
            noun = nouns().get(words[0])
        return noun.gender if noun else ""

    @staticmethod
    def _kept(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if word not in _SUFFIXES) or words

    @staticmethod
    def _middle_fits(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
        return (
            len(shorter) == 2
            or longer[1:-1] == shorter[1:-1]
            or any(len(word.rstrip(".")) == 1 for word in (*longer[1:-1], *shorter[1:-1]))
        )

    def _choose(self, candidates: list[_Person], mention: NameMention, word: str) -> tuple[_Person | None, str]:
        """The person that a bare name means: the only one of that name, or the one spoken of last."""
        surnamed = [p for p in candidates if p.words[-1] == word]
        surnamed = surnamed or [p for p in candidates if word in self._parts(p.words[-1])] or candidates
        gender = _title_gender(mention)
        if gender:
            if _all_of_other_gender(surnamed, gender):
                return None, ""  # "Mr Astley" is neither his wife nor his daughter
            # "Mrs" is a woman for certain, and a woman known as one before somebody whose first name tells nothing.
            surnamed = (
                [p for p in surnamed if p.gender == gender] or [p for p in surnamed if not p.gender] or [p for p in surnamed if not p.sure]
            )
        elif any(p.relative for p in surnamed):
            # The bare surname is not that of the wife who is spoken of beside the man the article is about.
            surnamed = [p for p in surnamed if not p.relative or p.plain_count] or surnamed
        if len(surnamed) == 1:
            person = surnamed[0]
            name = person.mentions[0][0].text
            return person, f"{'first name' if person.words[0] == word else 'surname'} of {name}"
        if not surnamed:
            return None, ""
        sent = mention.head.sent_i
        near = [p for p in surnamed if 0 <= sent - p.last_sent <= _NEAR]
        if near:
            latest = max(p.last_sent for p in near)
            last = [p for p in near if p.last_sent == latest]
            if len(last) == 1:
                return last[0], f"surname of {last[0].mentions[0][0].text}, the last of that name spoken of"
        # Who was once called by the bare surname goes on being called so, and the others are named in full.
        bare = sorted((p for p in surnamed if p.bare_count), key=lambda p: -p.bare_count)
        if bare and (len(bare) == 1 or bare[0].bare_count > bare[1].bare_count):
            return bare[0], f"surname of {bare[0].mentions[0][0].text}, who is called so before"
        seen = [p for p in surnamed if p.last_sent >= 0]
        if len(seen) == 1:
            return seen[0], f"surname of {seen[0].mentions[0][0].text}, the only one of that name so far"
        own = [p for p in seen if not p.relative]
        if len(own) == 1:
            return own[0], f"surname of {own[0].mentions[0][0].text}, whom the others are told to be relatives of"
        return None, ""


def _first_surname(words: tuple[str, ...]) -> tuple[str, ...]:
    """*Sosa* of "Brian Sosa Arbelo": of two surnames the first may stand alone (Real Academia Española, Ortografía, 2010)."""
    return words[-2:-1] if len(words) > 2 and len(words[-2].rstrip(".")) > 2 and not is_first_name(words[-2]) else ()


def _title_gender(mention: NameMention) -> str:
    """``m`` or ``f`` where a title in front of the name tells it ("Mrs", "Sir"), or empty."""
    for word in (mention.title, *reversed(mention.title.split(" "))):
        title = titles().get(word)
        if title is not None and title.gender:
            return title.gender
    return ""


def _all_of_other_gender(persons: Sequence[_Person], gender: str) -> bool:
    """True where none of them can have that gender: the first names of several tell so, that of one alone may mislead."""
    return all(p.gender not in ("", gender) for p in persons) and (len(persons) > 1 or all(p.sure for p in persons))


def _surnames(longer: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """True for "Sabra Dias" beside "Ruy Sabra Dias"; not for "Maria Dias" beside "Ana Maria Dias"."""
    return len(longer) > len(words) > 1 and longer[-len(words) :] == words and not is_first_name(words[0])


def _start(mention: NameMention) -> int:
    return mention.start
