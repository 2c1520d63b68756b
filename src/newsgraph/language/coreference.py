"""Pronouns: *he* and *she* by gender, place in the sentence and distance; the others in modules of their own."""

from __future__ import annotations

from newsgraph.language.addressees import addressed
from newsgraph.language.anaphora import banned, clause_subject, clause_verb, clauses_above, governs, stands_within, top_of
from newsgraph.language.annotated import Token
from newsgraph.language.continuity import called_otherwise, continued, done_to, identifies, of_either, speaks, wed
from newsgraph.language.discourse import Discourse, Occurrence, role
from newsgraph.language.introductions import brings_in
from newsgraph.language.mentions import Draft
from newsgraph.language.neuter_pronouns import resolve_neuter
from newsgraph.language.nominals import noun_of, read_nominal
from newsgraph.language.obituaries import whom_it_mourns
from newsgraph.language.plural_pronouns import resolve_plural
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import FEMALE, MALE, NEUTER, PLURAL
from newsgraph.lexicons.speech import speech_verb
from newsgraph.model import CharSpan

__all__ = ["resolve_pronoun"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_WITHIN = 4
# Chosen on GAP's development pages and GUM news: what the place of a candidate in its sentence is worth, and what speaks for it.
_ROLE = {"nsubj": 2.0, "nsubjpass": 2.0, "agent": 1.0, "dobj": 1.0, "dative": 1.0, "attr": 0.8, "pobj": 0.4, "poss": 0.8, "ROOT": 1.2}
_OTHER_ROLE = 0.5
_A_SENTENCE_AWAY = 1.1
_A_WORD_AWAY = 0.04
_IN_HEADING = 1.5
_GOVERNS = 1.4
_OWNS_NEARBY = 0.8
_SAME_ROLE = 0.3
_OTHER_QUOTATION = 1.0
_UNKNOWN_GENDER = 0.3
_UNNAMED = 0.5
_AHEAD = 2.6
_EACH_MENTION = 0.1
_MOST_MENTIONS = 6
_ASIDE = 1.2
_STILL_SPEAKS = 1.0
_IDENTIFIED = 1.6
_OWN_CLAUSE = 0.6
_OWNER = 1.5
_REPRESENTED = 3.2
_SURE = 3.0
_REPRESENTS = frozenset(
    {"agent", "lawyer", "solicitor", "barrister", "attorney", "spokesman", "spokeswoman", "spokesperson", "manager", "doctor", "coach"}
)
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_FOR_OTHERS = 2.5
_SAME_PRONOUN = 0.8
_INTRODUCED_WITH = 1.6
_EITHER_GENDER = 0.3
_NOT_MAIN = 1.2
_ABOUT = 4.0
_BY_FAR = 2.0
_OTHER_THERE = 2.0
_TOLD_OF = 0.8
_TOLD_OF_JUST_NOW = 1.4
_TOPIC = 0.08
_TOPIC_OPENS = 0.15
_MOST_NAMES = 10
_OPENING = 4
_OPENS_PARAGRAPH = 0.8
_NAMING = word_class("giving names")
_KIN = word_class("kin")
_NAMED_WITHIN = 2
_OF_MIND = frozenset({"expect", "hope", "believe", "think", "doubt", "wish", "fear", "intend", "assume", "suppose", "remember", "regret"})


def resolve_pronoun(discourse: Discourse, token: Token) -> None:
    """Refer a third-person pronoun to what it means, where that can be told."""
    lower = token.lower
    if of_either(discourse, token):
        _unnamed_one(discourse, token)
        return
    if lower in MALE or lower in FEMALE:
        _person(discourse, token, "m" if lower in MALE else "f")
    elif lower in NEUTER:
        resolve_neuter(discourse, token)
    elif lower in PLURAL:
        resolve_plural(discourse, token)


def _unnamed_one(discourse: Discourse, token: Token) -> None:
    """ "… the driver of a van. They said he or she may be a witness": the only person without a name, of whom no gender is told."""
    near = {o.draft for o in discourse.back(token.sent_i, 1)}
    unnamed = [i for i in sorted(near) if discourse.drafts[i].type == "Person" and not discourse.drafts[i].named]
    fitting = [i for i in unnamed if not discourse.drafts[i].gender and not discourse.drafts[i].plural]
    if len(fitting) == 1:
        discourse.refer(token, (fitting[0],), "pronoun", f"“{token.text}” is the only person without a name in the sentences before")


def _person(discourse: Discourse, token: Token, gender: str) -> None:
    speaker = _speaker(discourse, token)
    if token.lower.endswith("self"):
        subject = clause_subject(token)
        found = discourse.referents.get(subject.i) if subject else None
        if found and len(found) == 1 and discourse.drafts[found[0]].type == "Person":
            _link(discourse, token, found[0], gender, "the subject of the same clause")
            return
    if _given_name(discourse, token, gender) or _of_teller(discourse, token, gender) or _of_unnamed(discourse, token, gender):
        return
    told = addressed(discourse, token, gender)
    if told is not None:
        _link(discourse, token, told, gender, "who is spoken to, or told to give up what is their own")
        return
    spouse = wed(discourse, token, gender)
    if spouse is not None:
        discourse.drafts[spouse].gender = gender
        _link(discourse, token, spouse, gender, "the other of the two who married")
        return
    barred = banned(discourse, token) | _spoken_of(discourse, token)
    scores: dict[int, float] = {}
    why: dict[int, Occurrence] = {}
    for occurrence in discourse.back(token.sent_i, _WITHIN):
        draft = discourse.drafts[occurrence.draft]
        if draft.type != "Person" or draft.plural or occurrence.draft in barred or occurrence.draft == speaker:
            continue
        if draft.gender and draft.gender != gender:
            continue
        score = _score(discourse, token, occurrence) - _for_others(discourse, token, draft)
        if not draft.named and not (token.dep == "poss" and clause_subject(token) is top_of(occurrence.token)):
            score -= _UNNAMED + (0.0 if draft.gender else _UNKNOWN_GENDER)
        if score > scores.get(occurrence.draft, -99.0):
            scores[occurrence.draft] = score
            why[occurrence.draft] = occurrence
    ahead = _ahead(discourse, token, gender)
    if ahead is not None and ahead not in barred and ahead != speaker:
        scores[ahead] = max(scores.get(ahead, -99.0), _AHEAD)
    if not scores:
        just_spoke = called_otherwise(discourse, token)
        if just_spoke is not None and just_spoke not in barred:
            discourse.drafts[just_spoke].gender = ""
            _link(discourse, token, just_spoke, gender, "the only person of the sentence before, who speaks")
        return
    _prefer(discourse, token, scores)
    _keep_chain(discourse, token, scores, gender)
    for index, weight in (*continued(discourse, token).items(), *done_to(discourse, token).items()):
        if index in scores:
            scores[index] += weight
    for index in scores:
        scores[index] += _EACH_MENTION * min(discourse.seen.get(index, 0), _MOST_MENTIONS)
    best = max(sorted(scores), key=lambda index: scores[index])
    mourned = whom_it_mourns(discourse, token, gender, best, why.get(best), barred)
    if mourned is not None:
        discourse.drafts[mourned].gender = ""  # a guess from a list of names at most
        _link(discourse, token, mourned, gender, "whose obituary it is")
    elif not _anybody_in_speech(discourse, token, scores, best, why.get(best)):
        _link(discourse, token, best, gender, _where(why[best], token) if best in why else "the subject that follows")


def _for_others(discourse: Discourse, token: Token, draft: Draft) -> float:
    """What speaks against a spokeswoman: she tells what others do, "Lund, a spokeswoman, said her departure was planned".

    She is meant where somebody says something, and in what is said of her own saying: "she said", "asked if she could confirm".
    """
    words = {word for phrase in (*draft.roles, draft.label.lower()) for word in phrase.split(" ")}
    if not words & _SPOKESPERSONS or discourse.quoted(token) >= 0:
        return 0.0
    verbs = [token.head] if token.dep in _SUBJECT else clauses_above(token)[:1]
    if any(speech_verb(verb.lemma) is not None for verb in verbs):
        return 0.0
    return _FOR_OTHERS


def _spoken_of(discourse: Discourse, token: Token) -> set[int]:
    """*"She has never left him," she said*: whom the quotation speaks of as "she", as "my grandfather" or by name does not speak it."""
    if token.dep not in _SUBJECT or discourse.quoted(token) >= 0:
        return set()
    tokens = discourse.annotated.tokens
    inside = [t for q in discourse.spoken_by(token.i) for t in tokens[q.token_start : q.token_end]]
    third = [t for t in inside if (t.dep in _SUBJECT and t.lower in MALE | FEMALE) or t.i in discourse.names_at]
    found = {index for t in third for index in (discourse.referents.get(t.i, ()) or discourse.names_at.get(t.i, ()))}
    kin = {t.lemma for t in inside if t.lemma in _KIN and (owner := t.child("poss")) is not None and owner.lower == "my"}
    return found | {o.draft for o in discourse.back(token.sent_i, _WITHIN) if kin & discourse.drafts[o.draft].roles}


def _given_name(discourse: Discourse, token: Token, gender: str) -> bool:
    """True for "the skeleton of a woman … The team calls her Zia Rosa": who is given a name had none, and no other person has it."""
    verb = token.head
    name = next((child for child in verb.children if child.dep == "oprd" and child.i > token.i), None)
    if token.dep not in ("dobj", "nsubj") or verb.lemma not in _NAMING or name is None:
        return False
    draft = discourse.upcoming(name)
    if draft is None or draft.type != "Person" or min(mention.head_i for mention in draft.mentions) != name.i:
        return False
    first = discourse.annotated.sentences[max(0, token.sent_i - _NAMED_WITHIN)].token_start
    nouns = ((t, noun_of(t)) for t in discourse.annotated.tokens[first : token.i] if t.tag == "NN" and t.i not in discourse.aliases_at)
    if not any(
        noun is not None and noun.kind == "person" and noun.gender == gender and brings_in(discourse, t) == "new" for t, noun in nouns
    ):
        return False
    _link(discourse, token, draft.index, gender, "who is given that name")
    return True


def _of_teller(discourse: Discourse, token: Token, gender: str) -> bool:
    """True for "he" in "a man who told a neighbour he would not leave", which is then referred to the man without a name."""
    clause, above = [*clauses_above(token), token, token][:2]
    who = above.child("nsubj") if clause.dep == "ccomp" and above.dep == "relcl" and token.dep in _SUBJECT else None
    man = above.head
    if who is None or who.lower not in ("who", "that") or man.tag != "NN" or discourse.known(man.i) or speech_verb(above.lemma) is None:
        return False
    noun = noun_of(man)
    if noun is None or noun.kind != "person" or noun.gender not in ("", gender) or read_nominal(man).det != "indef":
        return False
    text = discourse.annotated.article.text
    words = [child for child in man.lefts if child.dep != "det"]
    left = min((inner.char_start for child in words for inner in child.subtree()), default=man.char_start)
    draft = discourse.new("Person", text[left : man.char_end], gender=gender)
    discourse.refer(man, (draft.index,), "nominal", "first mention", CharSpan(read_nominal(man).left.char_start, man.char_end))
    _link(discourse, token, draft.index, gender, "who tells so")
    return True


def _anybody_in_speech(discourse: Discourse, token: Token, scores: dict[int, float], best: int, found: Occurrence | None) -> bool:
    """True for "“I told him he had 10 minutes,” said the manager": whom a speaker means, of several the text does not tell.

    Who is named in the same quotation, whom the article is about by far, or with whom it brings the speaker in, is meant.
    """
    quoted = discourse.quoted(token)
    if quoted < 0 or found is None or found.draft in _introduced_with(discourse, token):
        return False
    quotations = discourse.annotated.quotations
    if found.quoted >= 0 and quotations[found.quoted].group == quotations[quoted].group:
        forms = MALE if token.lower in MALE else FEMALE
        before = discourse.annotated.tokens[quotations[quoted].token_start : token.i]
        open_before = [t for t in before if t.lower in forms and t.dep in _SUBJECT and t.i not in discourse.referents]
        return bool(open_before) and not governs(found.token, token)  # "He knew where the guard slept, he knew his car"
    there = {o.draft for o in discourse.back(token.sent_i, 1) if o.sent == found.sent}
    if found.sent == token.sent_i - 1 and there & scores.keys() == {best} and not _somebody_else(discourse, token, found.sent):
        return False  # "Marek said a neighbour, Lourdes Vane, had woken him. “She saved us,” he said"
    others = [index for index in scores if index != best and discourse.drafts[index].named and scores[best] - scores[index] < _SURE]
    return bool(others) and _main_person(discourse, scores) != best


def _somebody_else(discourse: Discourse, token: Token, sent: int) -> bool:
    """True where that sentence stands in another paragraph, or speaks of somebody without a name whom the pronoun may mean as well."""
    sentences = discourse.annotated.sentences
    if sentences[sent].paragraph != sentences[token.sent_i].paragraph:
        return True
    for other in discourse.annotated.sentence_tokens(sentences[sent]):
        known = noun_of(other) if other.tag == "NN" and other.dep in (*_SUBJECT, "dobj", "pobj", "agent") else None
        if known is None or known.kind != "person" or discourse.referents.get(other.i) or other.head.lower in ("as", "by"):
            continue
        if known.gender in ("", "m" if token.lower in MALE else "f"):
            return True
    return False


def _prefer(discourse: Discourse, token: Token, scores: dict[int, float]) -> None:
    """What speaks for a person beside its place: the owner of a role, the head of a relative clause, the topic of the article."""
    for index, weight in _owners(discourse, token):
        if index in scores:
            scores[index] += weight
    for index in _introduced_with(discourse, token):
        if index in scores:
            scores[index] += _INTRODUCED_WITH
    for ancestor in token.ancestors():
        if ancestor.dep == "relcl":
            for index in discourse.referents.get(ancestor.head.i, ()):
                if index in scores:
                    scores[index] += _TOLD_OF
            break
    sentence = discourse.annotated.sentences[token.sent_i]
    opens = sentence.i == 0 or discourse.annotated.sentences[sentence.i - 1].paragraph != sentence.paragraph
    first = token.dep in ("nsubj", "nsubjpass", "poss") and token.i - sentence.token_start < _OPENING and discourse.quoted(token) < 0
    if token.dep == "nsubj" and speaks(token) and discourse.quoted(token) < 0 and discourse.spoken_by(token.i):
        for index in _just_told_of(discourse, token):
            if index in scores:
                scores[index] += _TOLD_OF_JUST_NOW
    for index in scores:
        named = sum(discourse.drafts[index].names.values()) if discourse.drafts[index].named else 0
        scores[index] += (_TOPIC_OPENS if opens and first else _TOPIC) * min(named, _MOST_NAMES)


def _just_told_of(discourse: Discourse, token: Token) -> set[int]:
    """ "The novelist Ann Reed was less solemn. “He cheated,” she said": who speaks is whom the sentence before is about."""
    sentences = discourse.annotated.sentences
    before = sentences[token.sent_i - 1] if token.sent_i else None
    if before is None or before.paragraph != sentences[token.sent_i].paragraph:
        return set()
    there = [o for o in discourse.back(token.sent_i, 1) if o.sent == before.i and discourse.drafts[o.draft].type == "Person"]
    about = {o.draft for o in there if o.role in _SUBJECT and o.token.head is before.root}
    return about if {o.draft for o in there} == about else set()


def _introduced_with(discourse: Discourse, token: Token) -> set[int]:
    """ "Doll was found by a trooper, Angela Reyes. … “He was glad,” she said": whom the article brings the speaker in with."""
    speaker = _speaker(discourse, token)
    if speaker < 0:
        return set()
    before = [o for o in discourse.back(token.sent_i, _WITHIN) if o.sent < token.sent_i and o.quoted < 0 and not o.heading]
    last = max((o.sent for o in before if o.draft == speaker), default=-1)
    if last < 0 or any(o.draft == speaker and o.sent == last and speaks(o.token) for o in before):
        return set()  # who has spoken before may speak of anybody
    return {o.draft for o in before if o.sent == last and o.draft != speaker and o.role in _SUBJECT}


def _keep_chain(discourse: Discourse, token: Token, scores: dict[int, float], gender: str) -> None:
    """The same pronoun goes on meaning the same person; who may be of either gender gives way to who is known to be of this one.

    References:
        Grosz, B., Joshi, A. and Weinstein, S. (1995). Centering. Computational Linguistics 21.
    """
    forms, others = (MALE, FEMALE) if gender == "m" else (FEMALE, MALE)
    sentence = discourse.annotated.sentences[token.sent_i]
    words = discourse.annotated.tokens[sentence.token_start : sentence.token_end]
    quoted = discourse.quoted(token)
    for index in {i for t in words if t.i < token.i and t.lower in forms for i in discourse.referents.get(t.i, ())}:
        if index in scores and token.dep == "poss":
            scores[index] += _SAME_PRONOUN
    main = _main_person(discourse, scores)
    known = any(discourse.drafts[index].gender for index in scores)
    if not known:
        return
    both = any(t.lower in others and discourse.quoted(t) == quoted and t is not token for t in words)
    for index in scores:
        if not discourse.drafts[index].gender and discourse.drafts[index].named:
            scores[index] -= _EITHER_GENDER + (_OTHER_THERE if both else 0.0)
            if main is not None and discourse.drafts[main].gender:
                scores[index] -= _NOT_MAIN


def _main_person(discourse: Discourse, scores: dict[int, float]) -> int | None:
    """Whom the article is about by far, among those that a pronoun may mean."""
    ranked = sorted(scores, key=lambda index: (-discourse.standing.weight(index), index))
    most = discourse.standing.weight(ranked[0])
    if most < _ABOUT or (len(ranked) > 1 and most < _BY_FAR * discourse.standing.weight(ranked[1])):
        return None
    return ranked[0]


def _owners(discourse: Discourse, token: Token) -> tuple[tuple[int, float], ...]:
    """*Her agent, Ian Grey, said she …*: she is whose agent he is. Each with what that is worth."""
    if token.dep not in ("nsubj", "nsubjpass") or token.head.lemma in _OF_MIND:
        return ()  # "her father said he expected little": one speaks of one's own mind
    for verb in clauses_above(token)[1:]:
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject.i > token.i or speech_verb(verb.lemma) is None:
            continue  # "his client fled because he …" says nothing of whose client that is
        for noun in (subject, *(child for child in subject.children if child.dep == "appos")):
            owner = noun.child("poss") or _acted_for(noun)
            known = noun_of(noun)
            if owner is not None and (noun.i in discourse.aliases_at or known is None or known.kind == "person"):
                weight = _REPRESENTED if noun.lemma.lower() in _REPRESENTS else _OWNER
                return tuple((index, weight) for index in discourse.referents.get(owner.i, ()))
        return ()
    return ()


def _acted_for(noun: Token) -> Token | None:
    """*Kessler* of "a spokesman for Kessler"."""
    preposition = noun.child("prep") if noun.lemma.lower() in _REPRESENTS else None
    return preposition.child("pobj") if preposition is not None and preposition.lower in ("for", "of") else None


def _of_unnamed(discourse: Discourse, token: Token, gender: str) -> bool:
    """True for "his" below a person without a name: "Hale said a client maintained his innocence"."""
    quoted = discourse.quoted(token)
    if quoted >= 0 and token.dep in (
        "dobj",
        "dative",
        "pobj",
    ):  # "My assistant talked me into it, and I listened to her": somebody whom the speaker does not name
        sentence = discourse.annotated.sentences[token.sent_i]
        for other in discourse.annotated.tokens[sentence.token_start : token.i]:
            known = (
                noun_of(other) if other.dep == "nsubj" and other.child("poss") is not None and other.i not in discourse.referents else None
            )
            if known is not None and known.kind == "person" and known.gender in ("", gender) and discourse.quoted(other) == quoted:
                return True
    if token.dep in _SUBJECT and quoted < 0 and _below_unnamed(discourse, token, gender):
        return True
    subject = _subject_above(token) if token.dep == "poss" else None
    if subject is None or subject.i > token.i or subject.tag != "NN" or discourse.referents.get(subject.i) or stands_within(token, subject):
        return False
    noun = noun_of(subject)
    below = clause_verb(token).dep in ("ccomp", "relcl") or subject is not clause_subject(token)
    return noun is not None and noun.kind == "person" and noun.gender in ("", gender) and below


def _subject_above(token: Token) -> Token | None:
    """The subject of the clause of an owner; that of the clause above, where the owned is the subject of what is done to it.

    ``token`` is *her* in "A woman has had her conviction quashed".
    """
    subject = clause_subject(token)
    if subject is None or subject is not token.head or clause_verb(token).dep != "ccomp":
        return subject
    verb = clause_verb(token)
    return clause_subject(verb) if verb.tag in ("VBN", "VBG") and verb.child("aux", "auxpass", "mark") is None else subject


def _below_unnamed(discourse: Discourse, token: Token, gender: str) -> bool:
    """True for "said that the older brother had driven for him until May, when he was dismissed": somebody without a name was."""
    for verb in clauses_above(token)[1:]:
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject.i > token.i or subject is token:
            continue
        noun = noun_of(subject)
        unnamed = subject.tag == "NN" and not discourse.referents.get(subject.i) and subject.i not in discourse.aliases_at
        return unnamed and verb.dep == "ccomp" and noun is not None and noun.kind == "person" and noun.gender in ("", gender)
    return False


def _where(occurrence: Occurrence, token: Token) -> str:
    place = "in the same sentence" if occurrence.sent == token.sent_i else "in a sentence before"
    part = "the subject" if occurrence.role in _SUBJECT else "the person named"
    return f"{part} {place}, gender and number agree"


def _link(discourse: Discourse, token: Token, index: int, gender: str, reason: str) -> None:
    draft = discourse.drafts[index]
    draft.gender = draft.gender or gender
    discourse.refer(token, (index,), "pronoun", f"“{token.text}” is {reason}")


def _score(discourse: Discourse, token: Token, occurrence: Occurrence) -> float:
    """How well an occurrence of a person fits a pronoun."""
    distance = token.sent_i - occurrence.sent
    score = _ROLE.get(occurrence.role, _OTHER_ROLE) - _A_SENTENCE_AWAY * distance
    if distance and occurrence.role == "attr" and identifies(discourse, occurrence.token):
        score += _IDENTIFIED
    if occurrence.heading:
        score -= _IN_HEADING
    if distance == 0:
        if occurrence.role in _SUBJECT and governs(occurrence.token, token):
            score += _GOVERNS
        if token.dep == "poss" and token.i - occurrence.token.i < 12:
            score += _OWNS_NEARBY
        if token.dep == "poss" and occurrence.role in _SUBJECT and clause_subject(token) is top_of(occurrence.token):
            score += _OWN_CLAUSE
        score -= _A_WORD_AWAY * (token.i - occurrence.token.i)
    if role(token) == occurrence.role:
        score += _SAME_ROLE
    if occurrence.quoted >= 0 and occurrence.quoted != discourse.quoted(token):
        score -= _OTHER_QUOTATION
    if _embedded(discourse, occurrence, token) or _listed(occurrence.token):
        score -= _ASIDE
    if distance and _opens_paragraph(discourse, token, occurrence):
        score += _OPENS_PARAGRAPH
    if distance and token.dep == "nsubj" and speaks(token):
        reports = distance == 1 and speaks(occurrence.token) and occurrence.role == "nsubj" and occurrence.token.head.dep == "ROOT"
        reports = reports and discourse.drafts[occurrence.draft].named
        score += _STILL_SPEAKS * (occurrence.draft == discourse.speaker or reports)
    return score


def _opens_paragraph(discourse: Discourse, token: Token, occurrence: Occurrence) -> bool:
    """True for the name that is the subject of the paragraph's first sentence: the paragraph goes on about it."""
    sentences = discourse.annotated.sentences
    first = sentences[occurrence.sent]
    opens = occurrence.sent == 0 or sentences[occurrence.sent - 1].paragraph != first.paragraph
    named = occurrence.token.tag in ("NNP", "NNPS") and occurrence.role in _SUBJECT and occurrence.token.head is first.root
    return opens and named and sentences[token.sent_i].paragraph == first.paragraph and token.dep in ("nsubj", "nsubjpass", "poss")


def _embedded(discourse: Discourse, occurrence: Occurrence, token: Token) -> bool:
    """True for a candidate in a relative clause or apposition to a fitting person: "Ann, whose mother Eve died, … She"."""
    node = occurrence.token
    for ancestor in occurrence.token.ancestors():
        if node.dep == "relcl" or (node.dep == "appos" and node is not occurrence.token):
            found = discourse.referents.get(ancestor.i, ())
            gender = "m" if token.lower in MALE else "f"
            main = len(found) == 1 and found[0] != occurrence.draft and ancestor.dep in _SUBJECT
            fits = main and discourse.drafts[found[0]].type == "Person" and discourse.drafts[found[0]].gender in ("", gender)
            return fits and node is not token and node not in token.ancestors()
        node = ancestor
    return False


def _listed(token: Token) -> bool:
    """True for one of those whom a plural stands for: "her parents, Ivo and Marta, said"."""
    first = first_conjunct(token)
    return first.dep == "appos" and first.head.tag == "NNS"


def _ahead(discourse: Discourse, token: Token, gender: str) -> int | None:
    """The subject of the main clause that follows a clause or phrase with the pronoun: "In his speech, Ford said"."""
    opener = None
    for ancestor in (token, *token.ancestors()):
        if ancestor.dep in ("advcl", "prep") and ancestor.head.pos in ("VERB", "AUX"):
            opener = ancestor
    if opener is None:
        return None
    subject = opener.head.child("nsubj", "nsubjpass")
    if subject is None or subject.i < token.i or opener.i > subject.i or (opener.dep == "prep" and subject.i > opener.head.i):
        return None
    draft = discourse.upcoming(subject)
    if draft is None and subject.i in discourse.aliases_at:
        draft = discourse.drafts[discourse.aliases_at[subject.i][0]]
    if draft is None or draft.type != "Person" or (draft.gender and draft.gender != gender):
        return None
    return draft.index


def _speaker(discourse: Discourse, token: Token) -> int:
    """The draft of who speaks the words around the token, -1 outside quotations."""
    index = discourse.quoted(token)
    if index < 0:
        return -1
    speaker_i = discourse.annotated.quotations[index].speaker_i
    if speaker_i is None:
        return -1
    found = discourse.known(speaker_i)
    if not found and discourse.annotated.tokens[speaker_i].lower in MALE | FEMALE and speaker_i > token.i:
        return discourse.speaker  # "“He knew it,” he said": who speaks on does not speak of himself
    return found[0] if found and len(found) == 1 else -1
