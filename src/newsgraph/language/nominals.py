"""Noun phrases without a name: what they are made of, and what appositions and copulas tell of the names beside them."""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.gender import is_first_name
from newsgraph.language.mentions import Draft
from newsgraph.language.name_context import named_noun
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, nouns
from newsgraph.lexicons.tables import word_set

__all__ = [
    "Nominal",
    "broader",
    "is_own_paper",
    "noun_of",
    "read_apposition",
    "read_commas",
    "read_copula",
    "read_naming",
    "read_nominal",
    "role_words",
    "told_apart",
    "words_before",
]

_PAPERS = word_set("newspaper paper magazine website site publication column broadcaster channel reporter correspondent")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_INDEFINITE = frozenset({"a", "an", "one"})
_NONE = word_set("""no any every each another either neither some few several many more most all what which such much enough""")
_OTHER = word_set(
    """other another different similar same first second third fourth fifth last next previous earlier later
    separate further additional future past previous rival own old early comparable like respective various certain"""
)
_TELLING = frozenset({"in", "at", "with", "from", "behind", "near", "on", "inside", "outside", "next", "without", "under", "of"})
_OF_PERSONS = ("er", "or", "ist", "man", "woman", "ian", "ee", "ant", "ent", "old")
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY"})
_LIGHT = word_set("""new latest recent current whole entire present ongoing so-called alleged planned proposed apparent actual very""")
_EITHER = word_class("persons or bodies")
_PRODUCTS = word_class("products")
_CRAFT = word_class("craft") | word_class("ships")
_TITLE_HEADS = {
    "leader": frozenset(
        {
            "president",
            "prime minister",
            "premier",
            "chancellor",
            "king",
            "queen",
            "leader",
            "prime",
            "chairman",
            "head",
            "pm",
            "general secretary",
            "secretary-general",
            "chairwoman",
            "chair",
        }
    ),
    "boss": frozenset({"chief executive", "ceo", "chairman", "manager", "director", "executive"}),
    "politician": frozenset(
        {"president", "prime minister", "premier", "senator", "minister", "mayor", "governor", "leader", "congressman"}
    ),
    "minister": frozenset({"minister"}),
    "lawmaker": frozenset({"senator", "congressman", "mp", "representative", "legislator"}),
    "footballer": frozenset({"striker", "winger", "midfielder", "defender", "goalkeeper", "forward"}),
    "player": frozenset({"striker", "winger", "midfielder", "defender", "goalkeeper", "forward", "quarterback", "captain"}),
    "cleric": frozenset({"imam", "bishop", "archbishop", "rabbi", "priest", "ayatollah"}),
    "potus": frozenset({"president"}),
    "child": frozenset({"baby", "daughter", "son", "girl", "boy", "toddler"}),
    "daughter": frozenset({"child", "baby", "girl"}),
    "son": frozenset({"child", "baby", "boy"}),
    "baby": frozenset({"child", "daughter", "son"}),
    "girl": frozenset({"child", "daughter"}),
    "boy": frozenset({"child", "son"}),
    "official": frozenset({"director", "commissioner", "secretary"}),
    "soldier": frozenset({"private", "corporal", "lance corporal", "sergeant", "lieutenant", "captain"}),
    "officer": frozenset({"constable", "sergeant", "trooper", "patrolman", "deputy"}),
}


@dataclass(slots=True)
class Nominal:
    """A description: ``head`` with its lemma in lower case, its determiner class, modifiers, owner.

    ``det`` is ``def``, ``indef``, ``poss``, ``bare``, ``none`` (*no*, *any* …: nothing) or ``other`` (*other*, *first*, *best* …: something
    told apart from all else, which takes up nothing). ``owner`` is the token of the possessor, ``names`` the tokens of names among the
    modifiers or behind *of*. ``told`` says that a clause or phrase behind the noun tells which one is meant ("the woman in the video").
    """

    head: Token
    lemma: str
    plural: bool
    det: str
    modifiers: tuple[str, ...]
    owner: Token | None
    names: tuple[Token, ...]
    of: str
    number: str
    left: Token
    noun: Noun | None
    told: bool = False

    @property
    def phrase(self) -> str:
        """Modifiers and head as one phrase in lower case."""
        return " ".join((*self.modifiers, self.lemma))


def told_apart(one: str, other: str) -> bool:
    """True for what differs in what it is of: "fuel" and "homes", "goods train" and "night train"; not for "train" and "night train"."""
    mine, its = set(one.split()), set(other.split())
    return bool(one and other) and not (mine <= its or its <= mine)


def noun_of(token: Token) -> Noun | None:
    """The class of a noun by its lemma or, for groups, its plural."""
    table = nouns()
    return table.get(token.lower) or table.get(token.lemma.lower()) or table.get(token.lemma.lower().removeprefix("ex-"))


def read_nominal(token: Token) -> Nominal:
    """What a common noun's phrase is made of."""
    det, number, of = "bare", "", ""
    modifiers: list[str] = []
    names: list[Token] = []
    owner: Token | None = None
    left = token
    other = told = False
    for child in token.children:
        if child.i < token.i:
            if child.dep in ("det", "predet", "nummod", "poss", "compound", "amod", "nmod", "quantmod") and child.i < left.i:
                left = _leftmost(child)
            if child.dep in ("det", "predet"):
                det = _det(child.lower, det)
            elif child.dep == "poss":
                owner, det = child, "poss" if det == "bare" else det
            elif child.dep == "nummod":
                number = child.lower
            elif child.dep in ("compound", "amod", "nmod"):
                if child.ent_type and child.ent_type not in ("ORDINAL", "CARDINAL", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
                    names.append(child)
                if child.lower == "old" and child.child("npadvmod") is not None:
                    continue  # "the 54-year-old teacher": the age tells nobody apart
                if child.lower in _OTHER or child.ent_type == "ORDINAL" or child.tag == "JJS":
                    other = True  # "the best deal" is told apart from all others, it takes up none
                elif child.lower not in _LIGHT and child.tag not in ("JJR", "JJS"):
                    modifiers.append(child.lower)
            continue
        told = (
            told
            or (child.dep in ("relcl", "acl") and not _aside(token, child))
            or (child.dep == "prep" and child.i == token.i + 1 and child.lower in _TELLING)
        )
        if child.dep == "prep" and child.lower in ("of", "in", "at", "for", "from", "on", "against") and not of:
            target = child.child("pobj")
            if target is not None:
                if target.ent_type and child.lower not in ("on", "against"):
                    names.append(target)
                if child.lower in ("of", "on", "against") or (child.lower == "for" and not target.ent_type):
                    kinds = [c.lower for c in target.children if c.i < target.i and c.dep in ("amod", "compound") and not c.ent_type]
                    # "a tax on homes" and "the tax on fuel" are two, so are "the driver of the goods train" and "… of the night train".
                    of = " ".join([*kinds, target.lemma.lower()])
    lemma = token.lemma.lower() if token.tag in ("NNS", "NNPS") or token.lemma else token.lower
    compared = det in ("bare", "indef") and any(c.tag == "JJR" and c.dep == "amod" and c.i < token.i for c in token.children)
    det = "other" if (other and det != "none") or compared else det  # "paid higher prices" takes no prices up
    return Nominal(
        token, lemma, token.tag in ("NNS", "NNPS"), det, tuple(modifiers), owner, tuple(names), of, number, left, noun_of(token), told
    )


def is_own_paper(nominal: Nominal) -> bool:
    """True for "this newspaper", "this website": who speaks so is the paper that the article is in, and none that it names."""
    return nominal.lemma in _PAPERS and any(child.lower == "this" for child in nominal.head.lefts)


def words_before(discourse: Discourse, nominal: Nominal) -> list[str]:
    """The words before the noun, in lower case, hyphens kept, without articles: *low-cost* of "the low-cost carrier"."""
    words: list[str] = []
    joined = False
    for token in discourse.annotated.tokens[nominal.left.i : nominal.head.i]:
        if token.text in ("-", "–") and words:
            joined = True
        elif joined:
            words[-1] += f"-{token.lower}"
            joined = False
        elif token.lower not in _DEFINITE:
            words.append(token.lower)
    return words


def _aside(noun: Token, clause: Token) -> bool:
    """True for "the quake, which was felt in Porto": behind a comma a clause does not tell which one is meant."""
    commas = [child.i for child in noun.children if child.text == "," and child.i > noun.i]
    return bool(commas) and commas[0] == noun.i + 1 and clause.i > commas[0]


def _leftmost(token: Token) -> Token:
    steps = 0
    while token.children and token.children[0].i < token.i and steps < 10:
        token = token.children[0]
        steps += 1
    return token


def _det(word: str, before: str) -> str:
    if word in _DEFINITE:
        return "def"
    if word in _INDEFINITE:
        return "indef"
    return "none" if word in _NONE else before


def role_words(token: Token) -> set[str]:
    """What a description calls somebody: the lemma, the compound with it, and broader words for it."""
    lemma = token.lemma.lower()
    words = {lemma}
    compound = [c.lower for c in token.children if c.i < token.i and c.dep in ("compound", "amod") and not c.ent_type]
    for start in range(len(compound)):
        words.add(" ".join([*compound[start:], lemma]))
    return words


def broader(words: set[str]) -> set[str]:
    """``words`` with those that may take them up: *premier* is a *leader*."""
    return words | {head for head, titles in _TITLE_HEADS.items() if not titles.isdisjoint(words)}


def read_apposition(discourse: Discourse, token: Token) -> None:
    """*Edwin Sarkis, the harbour master of Port Alder* and *its president, Davor Kostaj*: name and description are one."""
    for child in token.children:
        if child.dep != "appos":
            continue
        inner = child.child("appos")  # "its sponsor, the insurer Alma Life"
        for name, other in ((token, child), (child, token), (inner or child, token)):
            found = discourse.names_at.get(name.i)
            if not found or len(found) != 1 or other.i in discourse.names_at or other.pos not in ("NOUN", "PROPN", "ADJ"):
                continue
            draft = discourse.drafts[found[0]]
            if draft.type in ("Person", "Organization") and other.lower in word_class("ordinals") and other.child("det") is not None:
                discourse.aliases_at.setdefault(other.i, found)  # "the third, Ann Reed, dissented"
                break
            _type_by(draft, other)
            if (
                other.ent_type in _AMOUNTS
                or other.lemma == "name"  # "a forum going by the name “Quiet Harbour”": the forum is so called
                or (other.ent_type == "" and other.pos == "PROPN" and discourse.annotated.tokens[other.i - 1].text == "(")
                or other.i in discourse.annotated.name_head  # "Academy of Arts in Lund (AAL)": the last word of a name is none
                or not (
                    _fits(draft.type, other)
                    or (draft.type == "Person" and (other.i in discourse.natives or other.i in discourse.partisans))
                )
                or other.tag in ("NNS", "NNPS")
                or _colon_between(discourse, token, child)
            ):
                continue
            _tell(discourse, found[0], other)
            discourse.aliases_at.setdefault(other.i, found)
            for further in other.children if child is name and draft.type == "Person" else ():
                if further.dep == "conj" and further.i < name.i and further.tag == "NN" and further.child("det", "poss") is None:
                    _tell(discourse, found[0], further)  # "the founder and chief executive, Ann Reed"
                    discourse.aliases_at.setdefault(further.i, found)
            break
        else:
            _one_of_them(discourse, token, child)


def _one_of_them(discourse: Discourse, noun: Token, name: Token) -> None:
    """*One of the authors, Ann Reed, said*: the one is she."""
    found = discourse.names_at.get(name.i, ())
    one = noun
    if noun.lower == "one":
        behind = next((child.child("pobj") for child in noun.children if child.dep == "prep" and child.lower == "of"), None)
        noun = behind if behind is not None else noun
    elif noun.dep == "pobj" and noun.head.lower == "of":
        one = noun.head.head
    if (
        one.lower != "one"
        or noun.tag != "NNS"
        or len(found) != 1
        or name.child("conj") is not None
        or not _fits(discourse.drafts[found[0]].type, noun)
    ):
        return
    _tell(discourse, found[0], noun)
    discourse.aliases_at.setdefault(one.i, found)


def read_naming(discourse: Discourse, name: Token) -> None:
    """*An asteroid known as 2026 QX* and *the vaccine, called Norvax*: noun and ``name`` are one."""
    noun, found = named_noun(name), discourse.names_at.get(name.i, ())
    if noun is None or len(found) != 1 or noun.i in discourse.names_at or noun.i in discourse.aliases_at:
        return
    draft = discourse.drafts[found[0]]
    _type_by(draft, noun)
    if _fits(draft.type, noun) or (draft.type == "Person" and noun_of(noun) is None):
        _tell(discourse, found[0], noun)
        discourse.aliases_at[noun.i] = found
        discourse.told_names.add(found[0])
        if noun.dep == "appos" and noun.head.lower == "one" and draft.type == "Person":
            discourse.aliases_at.setdefault(noun.head.i, found)  # "one of them, a first-year called Ivo Lund"


def read_commas(discourse: Discourse, start: int, end: int, index: int) -> None:
    """*The dredging company, Halloway Marine, was cleared*, where the parse put the name (tokens ``start:end``) elsewhere."""
    tokens = discourse.annotated.tokens
    if start < 2 or end >= len(tokens) or tokens[start - 1].text != "," or tokens[end].text not in (",", "."):
        return
    noun, after = tokens[start - 2], tokens[min(end + 1, len(tokens) - 1)]
    known = noun_of(noun)
    if noun.tag != "NN" or known is None or noun.ent_type or after.lower in ("and", "or") or noun.sent_i != tokens[start].sent_i:
        return
    draft = discourse.drafts[index]
    word = draft.type == "Person" and not draft.gender and not draft.roles and all(" " not in name for name in draft.names)
    if word and noun.lemma.lower() in _CRAFT and not any(map(is_first_name, draft.names)):
        draft.type = "Product"  # "the probe, Halcyone,": nobody
    fits = (draft.type in ("Person", "Organization") or noun.lemma.lower() in _CRAFT) and _fits(draft.type, noun)
    if fits and noun.i not in discourse.aliases_at and read_nominal(noun).det in ("def", "poss"):
        _tell(discourse, index, noun)
        discourse.aliases_at[noun.i] = (index,)


def _type_by(draft: Draft, noun: Token) -> None:
    """*A new phone, the Aera 5*: taken for an organisation by its form, it is what it is called."""
    if draft.type == "Organization" and not draft.link and noun.tag == "NN" and noun.lemma.lower() in _PRODUCTS and not draft.roles:
        draft.type = "Product"


def _colon_between(discourse: Discourse, first: Token, second: Token) -> bool:
    """True for captions: "Image: Nick Moreau"."""
    return any(token.text == ":" for token in discourse.annotated.tokens[first.i + 1 : second.i])


def _fits(kind: str, description: Token) -> bool:
    """True when a thing of that type may be called so."""
    noun = noun_of(description)
    if noun is None:
        return kind != "Person" or description.lemma.lower().endswith(_OF_PERSONS)
    if kind == "Organization" and description.lemma.lower() in _EITHER:
        return True
    wanted = {"Person": ("person",), "Organization": ("org", "group", "place"), "Place": ("country", "city", "region", "place", "thing")}
    if kind in wanted:
        return noun.kind in wanted[kind]
    return noun.kind != "person"


def _tell(discourse: Discourse, index: int, noun: Token) -> None:
    """Take down the role that a description gives to a draft: its words, its gender, the names in it."""
    draft = discourse.drafts[index]
    if noun.i in discourse.natives:
        draft.places.update(place for place in (discourse.natives[noun.i],) if place >= 0)
        return
    draft.roles |= role_words(noun)
    known = noun_of(noun)
    if draft.type == "Person" and known is not None and known.gender and not draft.gender:
        draft.gender = known.gender
    for name in read_nominal(noun).names:
        for place in discourse.names_at.get(name.i, ()):
            if place != index and discourse.drafts[place].type in ("Place", "Organization"):
                draft.places.add(place)
    owner = read_nominal(noun).owner
    if owner is not None:
        draft.places.update(i for i in discourse.names_at.get(owner.i, ()) if discourse.drafts[i].type in ("Place", "Organization"))


def read_copula(discourse: Discourse, token: Token) -> None:
    """*Okonjo is a retired judge*: the role of a named subject."""
    if token.lemma != "be" or any(child.dep == "neg" for child in token.children):
        return
    subject, said = token.child("nsubj"), token.child("attr")
    if subject is None or said is None or said.pos != "NOUN" or said.tag == "NNS":
        return
    found = discourse.names_at.get(subject.i)
    noun = noun_of(said)
    if found and len(found) == 1 and noun is not None and _fits(discourse.drafts[found[0]].type, said):
        _tell(discourse, found[0], said)
