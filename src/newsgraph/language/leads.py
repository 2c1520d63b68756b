"""Whom and what a lead brings in without a name, and the next sentences name: "A former bus driver has won … Dan Wexham, 52, …".

References:
    van Dijk, T. (1988). News as discourse. Erlbaum (ch. 2: leads summarise, what they leave out follows in order of relevance).
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.language.anaphora import clause_verb
from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.introductions import another_told, brings_in, brought_in
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.nominals import broader, noun_of, read_nominal, role_words
from newsgraph.language.organisations import called, kind_fits
from newsgraph.language.personal import age_at, age_before, other_gender
from newsgraph.lexicons.callings import is_calling
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, taken_up_by
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import is_courtesy, is_office

__all__ = ["named_later"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NEXT = 3
_IN_OFFICE = word_set(
    "police officer official prosecutor authority detective investigator judge jury magistrate rescuer firefighter reporter"
)
_STANDING_BY = word_set("onlooker bystander witness passer-by spectator commuter shopper passenger motorist neighbour neighbor")
_MANY_OF = word_set("lawyer barrister solicitor attorney expert professor academic researcher scientist analyst doctor politician")
_HARMING = word_class("harming") | word_set("die drown find harm target")
_ACCUSING = word_class("accusing") | word_set("appear plead deny face admit hold question")
_OUTCOMES = word_set("acquittal conviction trial sentencing arrest prosecution sentence retrial extradition")
_TRIED = _ACCUSING | {"find", "give"}
_FORMER = word_class("no longer")
_MARKS = frozenset({",", "–", "—", "("})
_ENDS = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "pobj", "poss", "dative"})
_LEAD = 2
_STANDFIRST = 4
_TOLD_WITHIN = 8  # sentences: "the new vaccine, known as MVX-3" says itself that it is the one
_KINDS = frozenset({"place", "event", "thing"})
_LONG_NAME = 2
_RANKED_WITHIN = 10
_THING = Noun("thing", "")
_GOVERNMENTS = frozenset({"government", "cabinet", "coalition", "administration"})


@dataclass(frozen=True, slots=True)
class _How:
    """Of somebody in the lead: whether it is told that he has been arrested or tried, and who else is in it.

    ``beside`` are the drafts of whom it names, ``crowd`` is true where it tells of several without names: "left dozens of brides".
    """

    tried: bool = False
    beside: frozenset[int] = frozenset()
    crowd: bool = False


def named_later(discourse: Discourse, mentions: list[NameMention]) -> dict[int, int]:
    """The heads of indefinite descriptions in the lead, each with the draft that the sentences after it name."""
    body = [sentence for sentence in discourse.annotated.sentences if sentence.kind == "body"]
    found: dict[int, int] = {}
    if not body:
        return found
    for number, sentence in enumerate(body[:_STANDFIRST]):  # a standfirst may stand before the lead, and name the person already
        lead = _lead_person(discourse, sentence)
        if lead is None:
            continue
        person, how = lead
        draft = _person_named(discourse, person, [s.i for s in body[number + 1 : number + 1 + _NEXT]], mentions, how)
        if draft is not None:
            found[person.i] = draft.index
            draft.roles |= role_words(person)
        break
    for number, sentence in enumerate(body[:_LEAD]):
        soon = {s.i for s in body[: number + 1 + _NEXT]}
        for token in discourse.annotated.sentence_tokens(sentence):
            holder = _holder_named(discourse, token) if token.i not in found else None
            holder = _ranked_named(discourse, token, mentions) if holder is None and token.i not in found else holder
            holder = _called_so(discourse, token) if holder is None and token.i not in found else holder
            if holder is not None:
                found[token.i] = holder
                discourse.drafts[holder].roles.add(token.lemma.lower())
                continue
            index = _thing_named(discourse, token, soon)
            if index is not None:
                found[token.i] = index
                discourse.drafts[index].roles.add(token.lemma.lower())
    for i, index in _named_as_known(discourse).items():
        found.setdefault(i, index)
    return found


def _named_as_known(discourse: Discourse) -> dict[int, int]:
    """*A lawyer found a flaw … The lawyer, Ann Reed, …*: whom "the" takes for known is the one brought in before, and named now."""
    found: dict[int, int] = {}
    tokens = discourse.annotated.tokens
    for i, indices in discourse.aliases_at.items():
        noun, nominal = tokens[i], read_nominal(tokens[i])
        if len(indices) != 1 or noun.tag != "NN" or nominal.det != "def" or nominal.owner is not None or nominal.of or nominal.told:
            continue
        draft = discourse.drafts[indices[0]]
        first = tokens[min((mention.head_i for mention in draft.mentions), default=i)]
        if first.sent_i != noun.sent_i or not any(t.text in _MARKS or t.tag == "VBN" for t in tokens[noun.i + 1 : first.i]):
            continue  # named before; nor does "the asteroid Kelos" say that it is the one
        lemma = noun.lemma.lower()
        since = discourse.annotated.sentences[max(0, noun.sent_i - _TOLD_WITHIN)].token_start
        words = {lemma} | taken_up_by().get(lemma, frozenset())
        before = [t for t in tokens[since : nominal.left.i] if t.lemma.lower() in words and _might_be_known(discourse, t)]
        if (
            len(before) == 1
            and not another_told(words, tokens[since : noun.i])
            and set(nominal.modifiers) <= set(read_nominal(before[0]).modifiers)
        ):
            found[before[0].i] = draft.index
    return found


def _might_be_known(discourse: Discourse, token: Token) -> bool:
    """True for a noun that brings somebody or something in without a name: "a lawyer", "its ambassador"."""
    if token.i in discourse.aliases_at or token.i in discourse.names_at:
        return False
    owned = token.tag == "NN" and read_nominal(token).det == "poss" and token.dep not in ("attr", "appos", "compound")
    return owned or brings_in(discourse, token) == "new"


def _lead_person(discourse: Discourse, sentence: Sentence) -> tuple[Token, _How] | None:
    """Somebody without a name in the lead, where it speaks of no other person but those who speak and act in office.

    Who is the subject and has been arrested or tried is told from those to whom it was done; so is the subject from whom the lead names.
    """
    found: list[Token] = []
    beside: set[int] = set()
    for token in discourse.annotated.sentence_tokens(sentence):
        if token.pos not in ("NOUN", "PROPN") or token.lemma.lower() in _IN_OFFICE | _STANDING_BY or _tells(token, sentence):
            continue
        known = noun_of(token)
        named = discourse.names_at.get(token.i, ())
        if any(discourse.drafts[index].type == "Person" for index in named):
            if token.dep == "poss" and token.head.lemma.lower() in _GOVERNMENTS:
                continue  # "a minister in Reed's government" brings in the minister
            beside.update(named)
            continue
        if named or known is None or known.kind not in ("person", "group") or token.dep in ("compound", "amod", "nmod"):
            continue
        if not (found and token.tag == "NN" and read_nominal(token).det == "poss"):  # "a man … his former partner" says whose she is
            found.append(token)
    single = [token for token in found if brings_in(discourse, token) == "new"]
    if beside:
        acting = len(found) == len(single) == 1 and single[0].dep in _SUBJECT and single[0].head is sentence.root
        return (single[0], _How(single[0].head.lemma in _ACCUSING, frozenset(beside))) if acting else None
    if len(single) == 1 and all(token.tag == "NNS" for token in found if token is not single[0]) and _on_trial(single[0]):
        return single[0], _How(tried=True)
    if len(found) == len(single) == 1:
        return single[0], _How()
    office = [token for token in found if token.head is sentence.root and _in_office(discourse, token)]
    if len(office) == 1:
        return office[0], _How()
    if len(single) == 1 and single[0].dep in _SUBJECT and single[0].head is sentence.root and all(t.tag == "NNS" for t in found[1:]):
        return single[0], _How(crowd=True)
    tried = [token for token in single if token.dep in _SUBJECT and token.head is sentence.root and token.head.lemma in _ACCUSING]
    return (tried[0], _How(tried=True)) if len(tried) == 1 else None


def _tells(token: Token, sentence: Sentence) -> bool:
    """True for who only tells it, behind all that is told: "A teacher died of a fall, a coroner has concluded"."""
    verb = token.head
    if token.dep != "nsubj" or speech_verb(verb.lemma) is None or not (verb is sentence.root or verb.dep in ("parataxis", "ccomp")):
        return False
    return verb.child("dobj") is None and all(t.i <= verb.i or t.pos in ("ADV", "PUNCT", "NOUN", "PROPN", "ADP") for t in verb.subtree())


def _on_trial(token: Token) -> bool:
    """True for whom "the acquittal of an engineer" tells of."""
    of = token.head
    return token.dep == "pobj" and of.lower == "of" and of.head.lemma in _OUTCOMES


def _in_office(discourse: Discourse, token: Token) -> bool:
    """True for "the mayor of Dell" and "Kenya's trade minister" as subjects: one person, whom the next sentence may name."""
    nominal = read_nominal(token)
    if token.tag != "NN" or token.dep not in _SUBJECT or discourse.known(token.i) or not is_office(token.lemma.lower()):
        return False
    whose = bool(nominal.of or nominal.names) or (nominal.owner is not None and bool(discourse.known(nominal.owner.i)))
    return whose and nominal.det in ("def", "poss") and not _FORMER & set(nominal.modifiers)


def _person_named(discourse: Discourse, person: Token, sentences: list[int], mentions: list[NameMention], how: _How) -> Draft | None:
    """The first person whom the next sentences name in full: with his age, or as the subject of what is not speech."""
    headings = {s.i for s in discourse.annotated.sentences if s.kind == "heading"}
    people = [m for m in mentions if m.type == "Person" and m.head.sent_i not in headings and not _in_byline(discourse, m.head)]
    people = [m for m in people if not how.beside.intersection(discourse.names_at.get(m.head.i, ()))]
    before = {m.head.i for m in people if m.head.sent_i < person.sent_i}
    within = {t.i for t in person.subtree()}  # whose government "a minister in Reed's government" is in, is known
    people = [m for m in people if m.head.sent_i >= person.sent_i and m.head.i not in within]
    first = next((m.head.sent_i for m in people), -1)
    noun = noun_of(person)
    here = [m for m in people if m.head.sent_i == first and not other_gender(discourse.upcoming(m.head), noun)]
    if first not in sentences:
        return None
    aged = [m for m in here if discourse.upcoming(m.head) is not None and age_at(discourse.annotated.tokens, m)]
    acting = [m for m in here if m.head.dep in _SUBJECT and m.head.head is discourse.annotated.sentences[first].root]
    chosen = next((some[0] for some in (aged, here, acting) if len(some) == 1), None)
    draft = discourse.upcoming(chosen.head) if chosen is not None else None
    if chosen is None or draft is None or len(chosen.words) < _LONG_NAME:
        return None
    holds = read_nominal(person).det in ("def", "poss")
    opens = all(s.kind == "heading" for s in discourse.annotated.sentences[: person.sent_i]) or person.sent_i - 1 in headings
    if not before and not holds and not opens:
        return None  # further down another man may be told of
    if before and not ((holds or aged) and before <= {mention.head_i for mention in draft.mentions}):
        return None  # whom a standfirst names may hold the office of the lead, and is not "a man"
    once = {role for role in draft.roles if _FORMER & set(role.split(" "))}  # what he was before says nothing of what he is
    now = {role for role in draft.roles - once if not any(other.endswith(f" {role}") for other in once)}
    words = broader({role for role in now if not is_courtesy(role)})
    if words and person.lemma.lower() not in words:
        return None  # "A farmer saw him … Sheriff Ann Reed": somebody else
    if clause_verb(person).lemma in _HARMING and clause_verb(chosen.head).lemma in _ACCUSING and not _taken_in(chosen.head):
        return None  # "A teenager was stabbed … Jan Holt, 34, was arrested"
    if (how.beside or how.crowd) and not (aged and chosen in acting and not _speaks(chosen.head)):
        return None
    if how.tried:
        return draft if aged and chosen.head.dep in ("nsubjpass", "nsubj", "dobj") and chosen.head.head.lemma in _TRIED else None
    if (
        not aged
        and not before
        and (chosen.head.dep not in _SUBJECT or ((words or not holds) and _speaks(chosen.head)) or first != sentences[0])
    ):
        return None
    return draft


def _taken_in(name: Token) -> bool:
    """True for "Reed was admitted to hospital", which accuses nobody."""
    return name.dep == "nsubjpass" and name.head.lemma == "admit"


def _speaks(name: Token) -> bool:
    return speech_verb(name.head.lemma) is not None


def _in_byline(discourse: Discourse, name: Token) -> bool:
    """True for "By Ann Reed and Tom Hale", a line of its own."""
    sentence = discourse.annotated.sentences[name.sent_i]
    words = discourse.annotated.tokens[sentence.token_start : sentence.token_end]
    return words[0].text in ("By", "BY") and not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in words)


def _holder_named(discourse: Discourse, token: Token) -> int | None:
    """*Kenya's president withdrew a bill … President William Ruto said*: who holds the office is named, and titled so, soon after."""
    known = noun_of(token)
    if token.tag != "NN" or known is None or known.kind != "person" or not is_office(token.lemma.lower()):
        return None
    if discourse.known(token.i) or token.dep not in _ENDS:
        return None
    nominal = read_nominal(token)
    if nominal.det not in ("def", "poss", "indef") or _FORMER & set(nominal.modifiers):
        return None
    tokens = discourse.annotated.tokens
    if nominal.det == "indef" and another_told({nominal.lemma}, tokens):
        return None  # "a nurse complained, and another nurse resigned"
    within = {t.i for t in token.subtree()}
    names = {t.lower for t in nominal.names}
    strict = {m for m in nominal.modifiers if m not in names}
    owner = () if nominal.owner is None else (nominal.owner,)
    places = {i for t in (*nominal.names, *owner) for i in discourse.known(t.i)}
    if owner and not places and (owner[0].pos == "PRON" or read_nominal(owner[0]).det != "def"):
        return None  # "its president": nobody knows whose
    fitting: list[Draft] = []
    for draft in discourse.drafts:
        heads = sorted(mention.head_i for mention in draft.mentions)
        if draft.type != "Person" or not draft.named or not heads or heads[0] in within:
            continue  # nor is "a minister in Reed's government" Reed
        phrases = [set(role.split()) for role in draft.roles if role.split()[-1] == nominal.lemma]
        # "The ethics commissioner found … commissioner Ann Reed": the title alone is that of the office that has just been told in full.
        if not any((strict <= phrase or phrase == {nominal.lemma}) and not _FORMER & phrase for phrase in phrases):
            continue
        if discourse.in_heading(tokens[heads[0]]):
            heads = [i for i in heads if not discourse.in_heading(tokens[i])]
        near = bool(heads) and token.i < heads[0] and tokens[heads[0]].sent_i <= token.sent_i + _TOLD_WITHIN
        if not near or (places and draft.places and not places & draft.places):
            return None  # another one of that office
        fitting.append(draft)
    return fitting[0].index if len(fitting) == 1 else None


def _called_so(discourse: Discourse, token: Token) -> int | None:
    """*A beekeeper won his case … Ann Reed and the other beekeepers*: the only one whom the article names and calls so, soon after.

    Of some callings there are several in most articles: "a lawyer", "a neighbour" may be another one.
    """
    lemma, known = token.lemma.lower(), noun_of(token)
    if known is None or known.kind != "person" or brings_in(discourse, token) != "new" or discourse.known(token.i):
        return None
    if token.dep not in _ENDS or lemma in _IN_OFFICE | _STANDING_BY | _MANY_OF or not is_calling(lemma) or is_office(lemma):
        return None
    tokens, nominal = discourse.annotated.tokens, read_nominal(token)
    if another_told({lemma}, (t for t in tokens if t.tag == "NN")) or any(
        other is not token for other in brought_in(discourse, {lemma}, tokens)
    ):
        return None
    strict = {m for m in nominal.modifiers if m not in {t.lower for t in nominal.names}}
    found: list[Draft] = []
    for draft in discourse.drafts:
        phrases = [set(role.split()) for role in draft.roles if role.split()[-1] == lemma]
        if draft.type == "Person" and draft.named and phrases and draft.mentions:
            found.append(draft)
    if len(found) != 1:
        return None
    draft = found[0]
    phrases = [set(role.split()) for role in draft.roles if role.split()[-1] == lemma]
    first = min((m.head_i for m in draft.mentions if not discourse.in_heading(tokens[m.head_i])), default=-1)
    fits = any(strict <= phrase or phrase == {lemma} for phrase in phrases) and not any(_FORMER & phrase for phrase in phrases)
    age = age_before(token)
    same = not (age and draft.age and age != draft.age) and not other_gender(draft, known)
    return draft.index if fits and same and token.i < first and tokens[first].sent_i <= token.sent_i + _TOLD_WITHIN else None


def _ranked_named(discourse: Discourse, token: Token, mentions: list[NameMention]) -> int | None:
    """*A soldier was killed … Corporal Luis Arce, 22*: the first one of that rank whom the article names, with his age."""
    lemma = token.lemma.lower()
    known = noun_of(token)
    if known is None or known.kind != "person" or brings_in(discourse, token) != "new" or discourse.known(token.i):
        return None
    for mention in mentions:
        draft = discourse.upcoming(mention.head)
        if mention.type != "Person" or draft is None or lemma not in broader(draft.roles):
            continue
        if mention.head.i < token.i or mention.head.sent_i > token.sent_i + _RANKED_WITHIN:
            return None
        ranked = bool(mention.title) and lemma not in draft.roles
        return draft.index if ranked and age_at(discourse.annotated.tokens, mention) else None
    return None


def _thing_named(discourse: Discourse, token: Token, sentences: set[int]) -> int | None:
    """*A copper mine caved in … the Lusungu mine*: the only one called so, which is named soon after."""
    lemma = token.lemma.lower()
    known = noun_of(token) or (_THING if lemma in taken_up_by() else None)
    body = known is not None and known.kind in ("org", "group")
    if token.tag != "NN" or known is None or not (known.kind in _KINDS or body):
        return None
    det = read_nominal(token).det
    if discourse.known(token.i) or token.dep in ("compound", "attr", "appos") or det not in ("indef", "poss"):
        return None
    words = {lemma} | taken_up_by().get(lemma, frozenset())
    named = [d for d in discourse.named if d.type != "Person" and kind_fits(d, known.kind, lemma)]
    fitting = [d for d in named if lemma in called(d)] or [d for d in named if d.index in discourse.told_names and words & d.roles]
    if body:
        fitting = [d for d in fitting if d.index in discourse.told_names and lemma in d.roles]
    if len(fitting) != 1 or any(other is not token for other in brought_in(discourse, {lemma}, discourse.annotated.tokens)):
        return None  # "another mine"
    draft = fitting[0]
    told = draft.index in discourse.told_names
    if det == "poss" and "drug" not in draft.roles and not told:
        return None
    first = min((mention.head_i for mention in draft.mentions), default=-1)
    at = discourse.annotated.tokens[first].sent_i
    soon = at in sentences or (told and at <= token.sent_i + _TOLD_WITHIN)
    return draft.index if first > token.i and soon else None
