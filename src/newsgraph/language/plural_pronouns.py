"""*They*, *them*, *their*: the only plural in view, or the subject of a clause around them; otherwise nobody.

References:
    Hobbs, J. R. (1978). Resolving pronoun references. Lingua 44.
    Kennedy, C. and Boguraev, B. (1996). Anaphora for everyone: pronominal anaphora resolution without a parser. COLING.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.language.anaphora import banned, clause_verb, clauses_above, stands_within, understood
from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import noun_of, read_nominal
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import PLURAL
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set
from newsgraph.model import CharSpan

__all__ = ["resolve_plural"]

_MOST_WORDS = 10  # of a description that becomes a name
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ACTORS = frozenset({"person", "group", "org", "country"})
_ACTING_TYPES = frozenset({"Person", "Group", "Organization", "Place"})
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})
_COLLECTIVE = frozenset({"people", "police", "couple", "pair", "duo", "trio", "public"})
# What is counted or measured in the plural, and what is plural by its form alone.
_NOBODY = word_set(
    """years months weeks days hours minutes seconds times terms parts reasons ways lot lots thanks talks means news politics economics
    metres meters miles kilometres kilometers percent points cents dollars pounds euros tonnes tons seats"""
)
_LOCATIVE = frozenset({"in", "at", "near", "around", "across", "off", "outside", "through", "from"})
_ANYBODY = word_set("anyone anybody everyone everybody someone somebody nobody whoever each every person any no neither either none")
_DONE_TO_PERSONS = word_class("done to persons")
_AUTHORITIES = word_class("authorities")
_SPEAKING = word_set("speak talk ask request insist decline comment discuss")
_LEADING = word_class("heading bodies") | word_class("acting for bodies")
# What is said of things that somebody has made fit for it, not of whoever does so.
_FITTING = word_set("qualify sell fit comply last match count pass conform")


@dataclass(frozen=True, slots=True)
class _Plural:
    """A plural noun phrase: its head, the drafts it stands for (none where it is unknown), and whether it can act."""

    head: Token
    drafts: tuple[int, ...]
    acts: bool

    @property
    def key(self) -> tuple[int, ...]:
        return self.drafts or (-1 - self.head.i,)


def resolve_plural(discourse: Discourse, token: Token) -> None:
    """Refer *they*, *them* or *their* to what it means, where that can be told."""
    sentence = discourse.annotated.sentences[token.sent_i]
    somebody = _unnamed_source(discourse, token)
    if somebody is not None:
        if len(found := discourse.referents.get(somebody.i, ())) == 1:
            discourse.refer(token, found, "pronoun", f"“{token.text}” is who speaks without being named")
        return
    fitter = _fitter_object(token)
    if fitter is not None:
        if discourse.referents.get(fitter.i):
            discourse.refer(token, discourse.referents[fitter.i], "pronoun", f"“{token.text}” is what it is done to so")
        return
    near = [one for one in _plurals(discourse, sentence, token.i, discourse.quoted(token)) if _possible(discourse, token, one)]
    if near:
        chosen = _inside(discourse, token, near)
        if chosen is not None and chosen.drafts:
            discourse.refer(token, chosen.drafts, "pronoun", f"“{token.text}” is {_why(token, chosen)}")
        return
    if token.dep == "poss" or (token.dep == "nsubj" and token.head.dep == "conj"):
        team = _team(discourse, token)
        if team is not None:
            discourse.refer(token, team, "pronoun", f"“{token.text}” is the subject of the clause around it")
            return
    _before(discourse, token)


def _why(token: Token, chosen: _Plural) -> str:
    return "the subject of the clause around it" if _rules(chosen.head, token) else "the only plural that it can be"


def _plurals(discourse: Discourse, sentence: Sentence, end: int, quoted: int) -> list[_Plural]:
    """The plural noun phrases of a sentence before token ``end``, those spoken by the same mouth."""
    found: list[_Plural] = []
    for token in discourse.annotated.tokens[sentence.token_start : end]:
        if token.dep in ("compound", "nmod", "amod", "det", "punct") or discourse.quoted(token) != quoted:
            continue
        drafts = discourse.referents.get(token.i, ())
        if token.lower in PLURAL:
            if drafts:
                found.append(_Plural(token, drafts, _acts(discourse, token, drafts)))
            continue
        joined = _joined(discourse, token)
        if joined:
            found.append(_Plural(token, joined, _acts(discourse, token, joined)))
        elif _is_plural(discourse, token, drafts):
            found.append(_Plural(token, drafts, _acts(discourse, token, drafts)))
    return found


def _is_plural(discourse: Discourse, token: Token, drafts: tuple[int, ...]) -> bool:
    if token.lower in _NOBODY or token.ent_type in _AMOUNTS:
        return False
    if token.i in discourse.annotated.name_head:
        if len(drafts) != 1:
            return bool(drafts)
        draft = discourse.drafts[drafts[0]]
        return draft.plural or (draft.type != "Person" and (_agrees_as_plural(token) or _who(token)))
    if token.tag in ("NNS", "NNPS") or token.lower in _COLLECTIVE or len(drafts) > 1:
        return True
    noun = noun_of(token)
    plain = token.tag == "NN" and noun is not None and noun.kind in ("group", "org") and token.child("prep") is None
    return plain and _agrees_as_plural(token)


def _who(name: Token) -> bool:
    """True for a team or party of which *who* tells: "Norwich, who had lost five games"."""
    clause = name.child("relcl")
    return clause is not None and any(child.lower == "who" and child.dep in _SUBJECT for child in clause.children)


def _agrees_as_plural(name: Token) -> bool:
    """True for a team or body with a verb in the plural: "New Zealand need a draw", "England were beaten" (Quirk et al. 10.36)."""
    if name.dep not in _SUBJECT or name.child("conj") is not None:
        return False
    verb = name.head
    if any((child.dep in ("aux", "auxpass") and child.i < name.i) or child.text == "?" for child in verb.children):
        return False  # "What does WHO say?"
    first = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    clause = name.child("relcl")  # "crew, who belong to the union, voted"
    if first.tag in ("VBD", "MD") and first.lower != "was" and clause is not None and _who(name):
        return True
    return first.tag == "VBP" or first.lower in ("were", "are", "have", "do")


def _joined(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The drafts of persons, countries or organisations joined by "and"; empty where one of them is unknown."""
    if token.dep == "conj" or token.tag in ("NNS", "NNPS") or token.child("conj") is None:
        return ()
    if any(child.dep == "cc" and child.lower in ("or", "nor", "but") for child in token.children):
        return ()
    found = list(discourse.referents.get(token.i, (-1,)))
    last: Token | None = token.child("conj")
    while last is not None:
        found.extend(discourse.referents.get(last.i, (-1,)))
        last = last.child("conj")
    if -1 in found or len(set(found)) < 2:
        return ()
    return tuple(found) if all(discourse.drafts[i].type in _ACTING_TYPES for i in found) else ()


def _acts(discourse: Discourse, token: Token, drafts: tuple[int, ...]) -> bool:
    if drafts and _where_it_is(discourse, token, drafts):
        return False
    if drafts:
        return all(
            discourse.drafts[i].type in _ACTING_TYPES and (discourse.drafts[i].named or discourse.drafts[i].type != "Place") for i in drafts
        )
    noun = noun_of(token)
    return noun is not None and noun.kind in _ACTORS


def _where_it_is(discourse: Discourse, token: Token, drafts: tuple[int, ...]) -> bool:
    """True for "boats based in Crete and Malta": where something is, that does nothing and owns nothing."""
    return token.dep == "pobj" and token.head.lower in _LOCATIVE and all(i >= 0 and discourse.drafts[i].type == "Place" for i in drafts)


def _possible(discourse: Discourse, token: Token, one: _Plural) -> bool:
    if token.lower == "themselves":
        return _rules(one.head, token)
    if stands_within(token, one.head) and not _counted(token):
        return False
    return not set(one.drafts) & banned(discourse, token) and not _co_argument(token, one.head)


def _counted(token: Token) -> bool:
    """True for "two of them"."""
    return token.dep == "pobj" and token.head.lower in ("of", "among")


def _co_argument(token: Token, head: Token) -> bool:
    """True for two arguments of one verb: "officials paid them"."""
    verb = token.head.head if token.dep == "pobj" and token.head.dep in ("prep", "dative", "agent") else token.head
    if token.dep == "poss" or verb.pos not in ("VERB", "AUX"):
        return False
    if head.head is verb and head.dep in ("nsubj", "nsubjpass", "dobj", "dative"):
        return True
    return token.dep not in _SUBJECT and understood(verb) is head


def _inside(discourse: Discourse, token: Token, near: list[_Plural]) -> _Plural | None:
    """The one that a pronoun means among the plurals before it in its sentence."""
    if _counted(token):
        return near[-1]
    acting = [one for one in near if one.acts]
    if not acting and token.dep == "dobj" and token.head.lemma in _DONE_TO_PERSONS:
        return None  # "freeze their assets and bar them from travelling"
    if not acting:
        near = [one for one in near if not _where_it_is(discourse, one.head, one.drafts or (-1,))] or near
        alone = len({one.key for one in near}) == 1 and not _speaks(token)
        ruling = [one for one in near if _rules(one.head, token)]
        if alone and token.dep == "poss" and ruling and _no_subject_between(ruling[0].head, token):
            return ruling[0]  # "The boats have been idle since the state refused to renew their licences"
        return near[0] if alone and (token.dep != "poss" or near[0].head.head is clause_verb(token)) else None
    ruling = [one for one in acting if _rules(one.head, token)]
    chosen = acting[0] if len({one.key for one in acting}) == 1 else None
    if chosen is None and ruling:
        last = ruling[-1]
        chosen = last if not any(one.head.i > last.head.i and one.key != last.key for one in acting) else None
    if chosen is None:
        return None
    things = [one for one in near if not one.acts and (one.head.i > chosen.head.i or token.dep in ("dobj", "dative", "pobj"))]
    if not things or chosen in ruling or _speaks(token) or token.dep == "poss":
        return chosen
    return chosen if token.dep == "nsubj" and token.head.lemma != "be" else None


def _no_subject_between(head: Token, token: Token) -> bool:
    """True where no other plural is the subject of a clause between the two."""
    for verb in clauses_above(token):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is head:
            return True
        if subject is not None and subject.tag in ("NNS", "NNPS"):
            return False
    return False


def _rules(head: Token, token: Token) -> bool:
    """True for the subject of a clause that the pronoun stands below."""
    for verb in clauses_above(token):
        if head.dep in _SUBJECT and head.head is verb:
            return True
        if verb.dep == "conj" and verb.child("nsubj", "nsubjpass") not in (None, token):
            return False  # what another clause joined by "and" has for a subject is no subject here
    return False


def _speaks(token: Token) -> bool:
    return token.dep == "nsubj" and speech_verb(token.head.lemma) is not None


def _team(discourse: Discourse, token: Token) -> tuple[int, ...] | None:
    """An organisation, which may own things in the plural: "Aldermoor lost their captain"."""
    verb = clause_verb(token) if token.dep == "poss" else token.head.head  # "Rovers equalised, but they lost a defender"
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or subject.i > token.i or stands_within(token, subject):
        return None
    found = discourse.referents.get(subject.i)
    return found if found and len(found) == 1 and discourse.drafts[found[0]].type == "Organization" else None


def _of_team(discourse: Discourse, subject: _Plural) -> bool:
    """True for a team or party, which has a captain, a leader, fortunes of its own."""
    drafts = [discourse.drafts[i] for i in subject.drafts]
    return subject.acts and len(drafts) == 1 and drafts[0].named and drafts[0].type != "Person"


def _dealt_with(sentence: Sentence) -> Token | None:
    """ "Police arrested 12 protesters. They were released": those whom the authorities dealt with; None for other sentences."""
    subject, target = sentence.root.child("nsubj"), sentence.root.child("dobj")
    if subject is None or target is None or subject.lemma.lower() not in _AUTHORITIES or sentence.root.child("auxpass") is not None:
        return None
    return target if target.tag in ("NNS", "NNPS") or target.lower in _COLLECTIVE else None


def _unnamed_source(discourse: Discourse, token: Token) -> Token | None:
    """ "An official, who spoke on condition of anonymity because they were not authorised": singular *they* of somebody unnamed."""
    clause = token.head
    if (
        token.dep not in _SUBJECT
        or clause.dep != "advcl"
        or not any(c.dep == "mark" and c.lower in ("because", "as") for c in clause.children)
    ):
        return None
    verb = clause.head
    if verb.lemma not in _SPEAKING:
        return None
    noun = verb.head if verb.dep in ("relcl", "acl") else verb.child("nsubj") or verb.head.child("nsubj")
    if noun is None or noun.tag != "NN" or noun.i in discourse.annotated.name_head or noun.i > token.i:
        return None
    known = noun_of(noun)
    return noun if known is not None and known.kind == "person" else None


def _fitter_object(token: Token) -> Token | None:
    """*Eggs* of "dye the eggs so that they sell better": what is made fit for it; None where it may as well be whoever does it."""
    clause, verb = token.head, token.head.head
    marks = {child.lower for child in clause.children if child.dep == "mark"}
    if "so" not in marks or clause.dep != "advcl" or not (token.dep == "nsubjpass" or clause.lemma in _FITTING):
        return None
    target = verb.child("dobj")
    noun = noun_of(target) if target is not None else None
    return target if target is not None and target.tag == "NNS" and (noun is None or noun.kind not in _ACTORS) else None


def _source_before(discourse: Discourse, token: Token, acting: list[_Plural]) -> int | None:
    """ "…, according to people who were on it. They said": the only plural that can act, an entity from now on."""
    if len(acting) != 1 or acting[0].drafts or not _speaks(token):
        return None
    head = acting[0].head
    words = [head.head.lower, head.head.head.lower] if head.dep == "pobj" else []
    if words != ["to", "according"] or head.i in discourse.annotated.name_head:
        return None
    nominal = read_nominal(head)
    left, text = nominal.left.char_start, discourse.annotated.article.text
    phrase = [t for t in head.subtree() if t.i >= nominal.left.i]
    while phrase[-1].pos == "PUNCT":
        phrase.pop()
    if len(phrase) > _MOST_WORDS:
        return None
    draft = discourse.new("Group", text[left : phrase[-1].char_end], plural=True)
    discourse.refer(head, (draft.index,), "nominal", "first mention", CharSpan(left, head.char_end))
    return draft.index


def _before(discourse: Discourse, token: Token) -> None:
    """The only plural of the sentence before that can act, or else its subject."""
    if token.sent_i == 0 or token.dep not in ("nsubj", "nsubjpass", "poss", "dobj", "dative", "pobj"):
        return
    here = discourse.annotated.sentences[token.sent_i]
    if token.i in discourse.annotated.quotation_of or any(
        other.lower in _ANYBODY for other in discourse.annotated.tokens[here.token_start : token.i]
    ):
        return
    sentence = discourse.annotated.sentences[token.sent_i - 1]
    if sentence.kind == "heading":
        return
    if token.dep == "nsubjpass" and (done_to := _dealt_with(sentence)) is not None:
        drafts = discourse.referents.get(done_to.i, ())
        if drafts:
            discourse.refer(token, drafts, "pronoun", f"“{token.text}” is whom or what it was done to in the sentence before")
        return
    found = _plurals(discourse, sentence, sentence.token_end, discourse.quoted(token))
    found = [one for one in found if not set(one.drafts) & banned(discourse, token)]
    acting = [one for one in found if one.acts]
    main = [one for one in found if one.head.dep in _SUBJECT and one.head.head is sentence.root]
    if token.dep in _SUBJECT and main and main[0].drafts and (main[0].acts or (not acting and not _speaks(token) and len(found) == 1)):
        reason = "the subject of the sentence before"
        discourse.refer(token, main[0].drafts, "pronoun", f"“{token.text}” is {reason}")
        return
    if main and not main[0].acts and not _speaks(token):
        return
    if main and token.dep == "poss" and token.i == here.token_start and token.head.dep in _SUBJECT and _of_team(discourse, main[0]):
        discourse.refer(token, main[0].drafts, "pronoun", f"“{token.text}” is the subject of the sentence before")
        return
    source = _source_before(discourse, token, acting)
    if source is not None:
        discourse.refer(token, (source,), "pronoun", f"“{token.text}” is who told so in the sentence before")
        return
    if len({one.key for one in acting}) != 1 or not acting[0].drafts:
        return
    leads = (
        token.dep == "poss" and token.head.lemma in _LEADING and token.head.child("appos") is not None and _of_team(discourse, acting[0])
    )
    if sentence.paragraph != here.paragraph and not leads:
        return
    subject = sentence.root.child(*_SUBJECT)
    if not main and subject is not None and subject.child("conj") is not None:
        return  # "Ann Reed and a colleague were attacked by gunmen. Their driver"
    if token.dep in _SUBJECT or token.dep == "poss" or len(found) == 1:
        discourse.refer(token, acting[0].drafts, "pronoun", f"“{token.text}” is the only plural of the sentence before")
