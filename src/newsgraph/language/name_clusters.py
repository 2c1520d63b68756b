"""Which names are of one thing: variants of a person's name, shortened names, acronyms, countries with their adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.gender import first_name_gender
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_finding import POST_NOMINALS
from newsgraph.language.name_types import abbreviated_state, demonym_of
from newsgraph.language.natives import country_of, is_partisan, natives
from newsgraph.language.person_names import PersonNames
from newsgraph.language.real_names import second_names
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import last_words
from newsgraph.lexicons.known_names import known_kind
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import PlaceName, country_label, government_seats, place_names
from newsgraph.lexicons.tables import word_set

__all__ = ["FOR_CAUSES", "NameClusters", "cluster_names"]

_CORPORATE = word_class("company endings") | word_set("co co. corporation company limited group holdings se kgaa")
_SMALL = word_set("of the and for in on to de la du des et a an &")
_MINDED = frozenset({"ready", "prepared", "willing", "unwilling", "reluctant", "keen", "eager"})
# What a town does, or what goes on there, as well as what a state does.
_DONE_BY_TOWNS = word_set(
    """attract awake become boast bustle celebrate empty enjoy experience face fall feature feel flood get grow have hold host house lack
    lie look lose play record remain see shiver shut sit sleep stand stay stage suffer swelter top wake welcome win"""
)
_STATE_VERBS = word_class("done by states")
_SETTING_OUT = word_set("leave depart head bind bound set start fly sail embark flight train ticket visa plane")
_INSTITUTIONS = word_class("institutions") | word_class("titles of papers")
_OF_TOWNS = word_class("parts of towns")
FOR_CAUSES = frozenset((word,) for word in ("save", "stop", "keep", "protect", "defend", "free", "rescue", "no")) | {("friends", "of")}
_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
_CLUBS = frozenset({"city", "united", "rovers", "town", "county", "athletic", "wanderers", "albion"})
_ANOTHER = "another name of"
_KNOWN = frozenset(("known", "abbreviated", "nicknamed", "called"))
_FAMILY = frozenset({"family", "families", "brothers", "sisters", "siblings", "twins", "couple", "dynasty", "clan"})


class NameClusters:
    """Drafts of entities, and the draft (or drafts) of each name mention; heads of "the Italian" with the draft of Italy (or -1)."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.drafts: list[Draft] = []
        self.of: dict[int, tuple[int, ...]] = {}
        self.natives: dict[int, int] = {}
        self.partisans: dict[int, str] = {}
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_link: dict[str, int] = {}

    def new(self, mention: NameMention, **fields: str) -> Draft:
        """A new draft with the type of that mention."""
        draft = Draft(len(self.drafts), mention.type, **fields)  # type: ignore[arg-type]
        self.drafts.append(draft)
        return draft

    def put(self, mention: NameMention, draft: Draft, reason: str, *, kind: str = "name", name: str = "") -> None:
        """Count ``mention`` to ``draft``."""
        tokens = self.annotated.tokens
        if kind != "demonym":
            name = name or mention.text
            draft.names[name] = draft.names.get(name, 0) + 1
        span = self.annotated.span(tokens[mention.title_start], tokens[mention.end - 1])
        draft.add(span, "demonym" if kind == "demonym" else "name", reason, mention.head.i)
        self.of[mention.start] = (*self.of.get(mention.start, ()), draft.index)

    def of_link(self, mention: NameMention, link: str, label: str) -> Draft:
        """The draft of a place of the tables."""
        index = self._by_link.get(link)
        if index is None:
            draft = self.new(mention, link=link, label=label)
            draft.type = "Place"
            index = self._by_link[link] = draft.index
        return self.drafts[index]


def cluster_names(annotated: AnnotatedDoc, mentions: Sequence[NameMention]) -> NameClusters:
    """Put all mentions of one thing into one draft."""
    clusters = NameClusters(annotated)
    _retag_told(annotated.tokens, mentions)
    persons = [m for m in mentions if m.type == "Person"]
    _retag_adjectives(mentions)
    single = natives(annotated.tokens, mentions)
    partisans = {m.start for m in mentions if is_partisan(annotated.tokens, m)}
    persons = [m for m in persons if m.start not in single | partisans]
    others = [m for m in mentions if m.type != "Person" and m.start not in single | partisans]
    _places(clusters, [m for m in others if m.tag in ("GPE", "LOC", "NORP", "ORG", "FAC")])
    _persons(clusters, annotated, persons)
    _others(clusters, annotated, [m for m in others if m.start not in clusters.of and m.tag != "NORP"])
    _demonyms(clusters, [m for m in others if m.start not in clusters.of])
    _others(clusters, annotated, [m for m in others if m.start not in clusters.of])
    clusters.natives = {m.head.i: country_of(m.key, clusters.drafts) for m in mentions if m.start in single}
    clusters.partisans = {m.head.i: m.words[-1] for m in mentions if m.start in partisans}
    return clusters


def _retag_told(tokens: Sequence[Token], mentions: Sequence[NameMention]) -> None:
    """What only the tagger takes for something else: *Portlab* of "the Union of Porters, known as Portlab", *Mona* of "Hurricane Mona"."""
    by_end = {mention.end: mention for mention in mentions}
    single = [m for m in mentions if m.type != "Organization" and len(m.words) == 1 and m.key not in place_names()]
    bodies = {m.key for m in single if (long := _known_as(tokens, m, by_end)) is not None and long.type == "Organization"}
    people = {word for mention in mentions if mention.type == "Person" and len(mention.words) > 1 for word in mention.words}
    storms = {m.words[1] for m in mentions if len(m.words) == 2 and m.words[0] in _STORMS} - people
    for mention in single:
        if mention.key in bodies:
            mention.tag, mention.type = "ORG", "Organization"
        elif mention.key in storms:
            mention.tag, mention.type = "EVENT", "Event"


def _retag_adjectives(mentions: Sequence[NameMention]) -> None:
    """*Tarvian* of "three Tarvian diplomats" is an adjective of Tarvia, which the article names, whatever the tagger took it for."""
    named = {mention.key for mention in mentions if mention.tag == "GPE" and " " not in mention.key}
    for mention in mentions:
        if mention.tag == "NORP" or len(mention.words) > 1 or mention.key in place_names() or mention.head.dep not in ("amod", "compound"):
            continue
        if any(key != mention.key and demonym_of(mention.key, key) for key in named):
            mention.tag, mention.type = "NORP", "Group"


def _places(clusters: NameClusters, mentions: Iterable[NameMention]) -> None:
    table, labels, seats = place_names(), country_label(), government_seats()
    mentions = list(mentions)
    told = {table[mention.key].link for mention in mentions if mention.key in table and mention.key not in seats}
    for mention in mentions:
        place = table.get(mention.key.removeprefix("the "))
        if place is None and mention.end == mention.start + 1:
            place = abbreviated_state(clusters.annotated.tokens, mention.start)
        if place is None or place.use == "government" or (mention.tag in ("ORG", "FAC") and place.use != "name"):
            continue
        if place.use in ("adjective", "people"):
            _adjective(clusters, mention, place)
            continue
        seat = seats.get(mention.key)
        if seat and (_as_government(clusters.annotated.tokens, mention) or (seat in told and _acts_as_state(mention))):
            draft = clusters.of_link(mention, seat, labels[seat])
            clusters.put(mention, draft, f"the seat of government stands for {draft.label}")
            continue
        link = f"city/{mention.key}" if place.use == "capital" else place.link
        label = labels.get(link) or (mention.text if place.use == "capital" else place.label)
        clusters.put(mention, clusters.of_link(mention, link, label), f"a name of {label}" if mention.text != label else "the same name")


def _adjective(clusters: NameClusters, mention: NameMention, place: PlaceName) -> None:
    """*Canadian* is a mention of Canada; *Canadians* are a group of their own."""
    if _is_people(clusters.annotated.tokens, mention, place.use == "people"):
        _people(clusters, mention)
    elif mention.head.dep not in ("nsubj", "dobj", "pobj", "nsubjpass", "conj", "appos", "ROOT") or mention.head.pos == "ADJ":
        draft = clusters.of_link(mention, place.link, place.label)
        clusters.put(mention, draft, f"adjective of {draft.label}", kind="demonym")


def _people(clusters: NameClusters, mention: NameMention) -> None:
    index = clusters._by_key.get(("people", mention.key))
    if index is None:
        draft = clusters.new(mention)
        draft.type, draft.plural = "Group", True
        index = clusters._by_key[("people", mention.key)] = draft.index
    clusters.put(mention, clusters.drafts[index], "the same name")


def _is_people(tokens: Sequence[Token], mention: NameMention, listed: bool) -> bool:
    head = mention.head
    if head.dep in ("amod", "compound", "nmod", "acomp"):
        return False
    if head.tag in ("NNPS", "NNS"):
        return True
    before = tokens[mention.start - 1].lower if mention.start else ""
    return listed and (mention.key.endswith("s") or before in ("the", "many", "most", "some")) and head.pos != "ADJ"


def _as_government(tokens: Sequence[Token], mention: NameMention) -> bool:
    """True where a capital acts or is dealt with as a government: "Washington could renegotiate", "a stance with Ottawa"."""
    if (
        mention.end < len(tokens)
        and tokens[mention.end].text in (",", "—", "(")
        and mention.start == _sentence_start(tokens, mention.start)
    ):
        return False
    head = first_conjunct(mention.head)
    if head.dep == "nsubj":
        return head.head.lemma in _STATE_VERBS
    if head.dep == "pobj" and head.head.lower == "for" and head.head.head.lemma in _SETTING_OUT:
        return False  # "left for Bucharest"
    if head.dep == "pobj":
        return head.head.lower in ("with", "between", "for", "against", "by")
    if head.dep == "dobj":
        return head.head.lemma in ("accuse", "urge", "ask", "press", "warn", "tell", "force", "pressure", "blame", "criticise", "criticize")
    return False


def _acts_as_state(mention: NameMention) -> bool:
    """True for "if Tokyo finds a lender" in an article about Japan, but not for what towns do as well: "Vienna has lost its hall"."""
    verb = mention.head.head
    if mention.head.dep != "nsubj" or not verb.tag.startswith("VB") or mention.text.isupper() or mention.tag not in ("GPE", "LOC"):
        return False
    if verb.lemma == "be":
        said = verb.child("acomp")
        return said is not None and said.lower in _MINDED
    return verb.pos == "VERB" and verb.lemma not in _DONE_BY_TOWNS


def _sentence_start(tokens: Sequence[Token], i: int) -> int:
    while i > 0 and tokens[i - 1].sent_i == tokens[i].sent_i:
        i -= 1
    return i


def _persons(clusters: NameClusters, annotated: AnnotatedDoc, mentions: Sequence[NameMention]) -> None:
    names = PersonNames(annotated)
    families: dict[str, int] = {}
    for mention in mentions:
        if mention.head.dep in ("compound", "poss", "nmod") and mention.head.head.lower in _FAMILY and len(mention.words) == 1:
            families.setdefault(mention.key, -1)
    rest = [m for m in mentions if not (m.key in families and m.head.dep == "compound" and m.head.head.lower in _FAMILY)]
    for group in _with_second_names(names.clusters(rest), second_names(annotated.tokens, rest)):
        draft: Draft | None = None
        for mention, reason in group:
            if draft is None:
                draft = clusters.new(mention)
                draft.gender = names.gender_of.get(mention.start, "")
            titled = annotated.span(annotated.tokens[mention.title_start], annotated.tokens[mention.end - 1]).of(annotated.article.text)
            clusters.put(
                mention, draft, reason, name=" ".join(titled.split()) if mention.start in names.titled else _without_letters(mention.text)
            )
            if mention.title:
                draft.roles.update(_ranks(mention.title.split(" ")))
                draft.roles.add(mention.title)
                noun = nouns().get(mention.title.split(" ")[-1])
                draft.gender = draft.gender or (noun.gender if noun else "")
        own = {m.text for m, reason in group if not reason.startswith(_ANOTHER)}
        others = {m.text for m, _ in group} - own
        if draft is not None and others:
            fitting = [name for name in draft.names if any(text in name for text in own) and name not in others]
            draft.label = max(fitting, key=lambda name: (name.count(" "), not name.isupper(), len(name)), default="")
        if draft is not None and not draft.gender:
            longest = max((m for m, _ in group), key=lambda m: len(m.words))
            first = longest.words[0]
            draft.gender = first_name_gender(first) if len(longest.words) > 1 or names.is_first(first) else ""
    groups: dict[str, Draft] = {}
    for mention in rest:
        if mention.start not in names.plural_of:
            continue
        group_draft = groups.get(mention.key)
        if group_draft is None:
            group_draft = groups[mention.key] = clusters.new(mention)
            group_draft.type, group_draft.plural = "Group", True
        clusters.put(mention, group_draft, "people of that surname")


def _ranks(title: list[str]) -> list[str]:
    """The last two words of a title: a "detective inspector" is both, a "principal magistrate" is no principal."""
    return title[-1:] if title[-2:-1] in (["chief"], ["principal"], ["prime"]) else title[-2:]


def _with_second_names(groups: list[list[tuple[NameMention, str]]], second: dict[int, int]) -> list[list[tuple[NameMention, str]]]:
    """One group for two names of one person: "Kali – real name Ann Moor –"."""
    of = {mention.start: number for number, group in enumerate(groups) for mention, _ in group}
    gone: set[int] = set()
    for start, first in sorted(second.items()):
        one, other = of.get(first), of.get(start)
        if one is None or other is None or one == other or {one, other} & gone:
            continue
        name = groups[one][0][0].text
        groups[one] = sorted((*groups[one], *((m, f"{_ANOTHER} {name}") for m, _ in groups[other])), key=lambda pair: pair[0].start)
        gone.add(other)
    return [group for number, group in enumerate(groups) if number not in gone]


def _without_letters(text: str) -> str:
    """A person's name without the letters behind it: "Sarah Whitcombe KC"."""
    words = text.split(" ")
    while len(words) > 2 and words[-1] in POST_NOMINALS:
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words)


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    """A name without articles, dots and the legal form of companies."""
    plain = [("and" if word == "&" else word.replace(".", "").replace("'", "")) for word in words if word != "the"]
    while len(plain) > 1 and plain[-1] in _CORPORATE:
        plain.pop()
    if plain and plain[-1].endswith("s") and plain[-1] in word_class("party members"):
        plain[-1] = plain[-1][:-1]  # "a Liberal Democrat", "the Liberal Democrats"
    return tuple(word for word in plain if word) or tuple(words)


def _initials(text: str) -> set[str]:
    """What acronyms a name may have; words in capitals give all their letters ("US-Mexico-Canada Agreement": usmca)."""
    words = [word for word in text.replace("-", " ").replace("&", " and ").split() if word[0].isalnum()]
    whole = "".join(word.lower().replace(".", "") if word.isupper() and len(word) < 5 else word[0].lower() for word in words)
    short = "".join(
        word.lower().replace(".", "") if word.isupper() and len(word) < 5 else word[0].lower()
        for word in words
        if word.lower() not in _SMALL
    )
    return {whole, short} if len(words) > 1 else set()


def _others(clusters: NameClusters, annotated: AnnotatedDoc, mentions: Sequence[NameMention]) -> None:
    """Organisations, places, works …: longest names first, shortened ones and acronyms to them."""
    tokens = annotated.tokens
    tied = _tied_names(tokens, mentions)
    forms: dict[tuple[str, ...], list[NameMention]] = {}
    for mention in mentions:
        if not _adjectival(mention):
            forms.setdefault(_plain(mention.words), []).append(mention)
    by_part: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    by_initials: dict[str, set[int]] = {}
    at: dict[tuple[str, ...], int] = {}
    order = sorted(forms, key=lambda words: (-len(words), -words[0].count("-"), forms[words][0].start))
    for words in order:
        found = _owner(clusters, words, forms[words], by_part, by_initials, tied, at)
        draft = clusters.drafts[found[0]] if found else clusters.new(forms[words][0])
        reason = found[1] if found else "the same name"
        for mention in forms[words]:
            clusters.put(mention, draft, reason)
        at[words] = draft.index
        for word in {words[0], words[-1], *words[1:-1], *(words[0].split("-")[:1] if draft.type == "Organization" else ())}:
            by_part.setdefault(word, []).append((words, draft.index))
        for initials in _initials(forms[words][0].text):
            by_initials.setdefault(initials, set()).add(draft.index)


def _adjectival(mention: NameMention) -> bool:
    return (
        mention.tag == "NORP"
        and mention.head.tag not in ("NNPS", "NNS")
        and not (mention.head.pos in ("PROPN", "NOUN") and mention.head.dep != "compound")
    )


def _tied_names(tokens: Sequence[Token], mentions: Sequence[NameMention]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names given behind others: "African National Congress (ANC)", "Ombasi Relief, known by its acronym OR,"."""
    by_end = {mention.end: mention for mention in mentions}
    tied: dict[tuple[str, ...], tuple[str, ...]] = {}
    for mention in mentions:
        long = _known_as(tokens, mention, by_end)
        if long is not None:
            tied[_plain(mention.words)] = _plain(long.words)
            continue
        long = by_end.get(mention.start - 1)
        if long is None or len(long.words) <= len(mention.words) or mention.end >= len(tokens):
            continue
        if tokens[mention.start - 1].text == "(" and tokens[mention.end].text == ")":
            tied[_plain(mention.words)] = _plain(long.words)
    return tied


def _known_as(tokens: Sequence[Token], mention: NameMention, by_end: dict[int, NameMention]) -> NameMention | None:
    """The name before ", known by its acronym", ", better known as", where this one stands behind that."""
    i = mention.start - 1
    while (
        i > 0 and tokens[i].tag in ("DT", "PRP$", "JJ", "NN", "NNP", "NNS") and mention.start - i < 6 and tokens[i].text not in (",", "(")
    ):
        i -= 1
    if i < 2 or tokens[i].lower not in ("as", "by", "under") or tokens[i - 1].lower not in _KNOWN:
        return None
    i -= 2
    while i > 0 and tokens[i].tag in ("RB", "RBR", "RBS", "MD", "VBZ", "VB", "WDT"):
        i -= 1
    return by_end.get(i) if tokens[i].text in (",", "(", "–", "—") else None


def _owner(
    clusters: NameClusters,
    words: tuple[str, ...],
    mentions: Sequence[NameMention],
    by_part: dict[str, list[tuple[tuple[str, ...], int]]],
    by_initials: dict[str, set[int]],
    tied: dict[tuple[str, ...], tuple[str, ...]],
    at: dict[tuple[str, ...], int],
) -> tuple[int, str] | None:
    """The draft that a shorter name belongs to, with the reason; None when it is a name of its own."""
    if tied.get(words) in at:
        return at[tied[words]], "given behind the full name"
    text = mentions[0].text.replace(".", "")
    if len(words) == 1 and text.isupper() and 2 <= len(text) <= 8 and len(by_initials.get(words[0], ())) == 1:
        return next(iter(by_initials[words[0]])), "acronym of the full name"
    if all(word in last_words() for word in words) and len(words) == 1 and words[0] not in ("church",):
        longer = {i for known, i in by_part.get(words[0], ()) if known[-1] == words[0] and not known[0][0].isdecimal()}
    else:
        longer = {i for known, i in by_part.get(words[0], ()) if _holds(known, words)}
    longer = {i for i in longer if _compatible(clusters.drafts[i], mentions, words)}
    if len(longer) > 1 and mentions[0].type == "Organization":
        longer = {i for i in longer if _is_company(clusters.drafts[i])} or longer  # "Alma" is Alma Systems Inc., not its Alma Core
    if words[0] in _CLUBS and len(longer) == 1 and mentions[0].type == "Organization":
        clusters.drafts[min(longer)].type = "Organization"
    return (next(iter(longer)), "shortened name") if len(longer) == 1 else None


def _holds(longer: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """True when ``words`` open or close the longer name and what they leave out is not the name of something else."""
    size = len(words)
    if size == 1 and len(words[0]) > 3 and any(word.startswith(f"{words[0]}-") for word in longer[:1]):
        return True  # "Alma-Berg" is Alma, too
    return len(longer) > size and (longer[:size] == words or (longer[-size:] == words and "of" not in longer))


def _compatible(draft: Draft, mentions: Sequence[NameMention], words: tuple[str, ...]) -> bool:
    kinds = {draft.type, mentions[0].type}
    if " ".join(words) in place_names() or any(_campaign_for(name, words) for name in draft.names):
        return False
    town = (draft.type == "Place" and mentions[0].tag == "GPE") or any(map(_as_town, mentions))
    if len(words) < 3 and town and _stands_in(draft, words):
        return False
    if words[0] in _CLUBS and len(words) == 1 and kinds == {"Organization", "Place"}:
        return True
    if draft.type == "Product" and known_kind().get(" ".join(words)) == "maker":
        return False
    return len(kinds) == 1 or kinds == {"Organization", "Product"}


def _is_company(draft: Draft) -> bool:
    """True where letters behind one of its names say so."""
    return any(name.lower().split()[-1] in word_class("company endings") for name in draft.names)


def _campaign_for(name: str, words: tuple[str, ...]) -> bool:
    """True for "Save Calder Street", "Save the Harbour" and "Friends of Calder Park", which are no streets, harbours and parks."""
    known = tuple(name.lower().removeprefix("the ").split())
    first = known[: -len(words)]
    return known[-len(words) :] == words and (first in FOR_CAUSES or (first[-1:] == ("the",) and first[:-1] in FOR_CAUSES))


def _stands_in(draft: Draft, words: tuple[str, ...]) -> bool:
    """True for "Coimbra University Hospital", which stands in the town of its first words and is another thing."""
    name = tuple(next(iter(draft.names), "").lower().split())
    return len(name) > len(words) and name[: len(words)] == words and name[-1] in _INSTITUTIONS


def _as_town(mention: NameMention) -> bool:
    """True for "in Ashford", "residents of Ashford", "the Ashford by-election"."""
    head = mention.head
    if head.dep != "pobj":
        return head.dep == "compound" and head.head.lemma in _OF_TOWNS
    return head.head.lower == "in" or (head.head.lower in ("of", "for", "from") and head.head.head.lemma in _OF_TOWNS)


def _demonyms(clusters: NameClusters, mentions: Iterable[NameMention]) -> None:
    """Adjectives and peoples of places that no table knows."""
    places: dict[str, list[tuple[str, int]]] = {}
    for draft in list(clusters.drafts):
        if draft.type == "Place":
            for name in draft.names:
                word = name.lower()
                if " " not in word:
                    places.setdefault(word[:3], []).append((word, draft.index))
    for mention in mentions:
        if mention.tag != "NORP":
            continue
        owners = {index for word, index in places.get(mention.key[:3], ()) if demonym_of(mention.key, word)}
        if _is_people(clusters.annotated.tokens, mention, listed=False) or (mention.head.pos == "PROPN" and mention.head.tag == "NNPS"):
            _people(clusters, mention)
        elif len(owners) == 1:
            draft = clusters.drafts[owners.pop()]
            clusters.put(mention, draft, f"adjective of {next(iter(draft.names))}", kind="demonym")
