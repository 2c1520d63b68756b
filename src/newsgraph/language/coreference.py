"""Third-person pronouns: by gender, number, place in the sentence and distance; *it* and *they* only where little can go wrong."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, Occurrence, role
from newsgraph.language.nominals import noun_of
from newsgraph.lexicons.speech import speech_verb

__all__ = ["FIRST_AND_SECOND", "PRONOUNS", "resolve_first_person", "resolve_pronoun"]

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
FIRST_AND_SECOND = _FIRST | _FIRST_PLURAL | frozenset({"you", "your", "yours"})
PRONOUNS = _MALE | _FEMALE | _NEUTER | _PLURAL
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "pcomp", "csubj", "parataxis", "ROOT"})
_EMPTY_IT_VERBS = frozenset(
    {"be", "seem", "appear", "take", "turn", "become", "happen", "remain", "feel", "look", "emerge", "rain", "snow", "make", "cost"}
)
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
_OWN_CLAUSE = 0.6
_DENY = frozenset({"deny", "dispute", "reject", "contest", "refute", "admit"})
_ACCUSE = frozenset({"accuse", "charge", "fine", "sue", "blame", "criticise", "criticize", "investigate", "suspect", "condemn"})
_OBJECT_CONTROL_NOT = frozenset({"promise", "threaten", "vow"})


def resolve_pronoun(discourse: Discourse, token: Token) -> None:
    """Refer a third-person pronoun to what it means, where that can be told."""
    lower = token.lower
    if lower in _MALE or lower in _FEMALE:
        _person(discourse, token, "m" if lower in _MALE else "f")
    elif lower in _NEUTER:
        _neuter(discourse, token)
    elif lower in _PLURAL:
        _plural(discourse, token)


def _person(discourse: Discourse, token: Token, gender: str) -> None:
    speaker = _speaker(discourse, token)
    if token.lower.endswith("self"):
        subject = _clause_subject(token)
        found = discourse.referents.get(subject.i) if subject else None
        if found and len(found) == 1 and discourse.drafts[found[0]].type == "Person":
            _link(discourse, token, found[0], gender, "the subject of the same clause")
            return
    if _of_unnamed(discourse, token, gender):
        return
    banned = _banned(discourse, token)
    scores: dict[int, float] = {}
    why: dict[int, Occurrence] = {}
    for occurrence in discourse.back(token.sent_i, _WITHIN):
        draft = discourse.drafts[occurrence.draft]
        if draft.type != "Person" or draft.plural or occurrence.draft in banned or occurrence.draft == speaker:
            continue
        if draft.gender and draft.gender != gender:
            continue
        score = (
            _score(discourse, token, occurrence)
            - (0.0 if draft.gender or draft.named else _UNKNOWN_GENDER)
            - (0.0 if draft.named else _UNNAMED)
        )
        if score > scores.get(occurrence.draft, -99.0):
            scores[occurrence.draft] = score
            why[occurrence.draft] = occurrence
    ahead = _ahead(discourse, token, gender)
    if ahead is not None and ahead not in banned and ahead != speaker:
        scores[ahead] = max(scores.get(ahead, -99.0), _AHEAD)
    if not scores:
        return
    for index in scores:
        scores[index] += _EACH_MENTION * min(discourse.seen.get(index, 0), _MOST_MENTIONS)
    best = max(sorted(scores), key=lambda index: scores[index])
    occurrence_of = why.get(best)
    where = "the subject that follows" if occurrence_of is None else _where(occurrence_of, token)
    _link(discourse, token, best, gender, where)


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
    subject = _clause_subject(token) if token.dep == "poss" else None
    if subject is None or subject.i > token.i or subject.tag != "NN" or discourse.referents.get(subject.i) or _within(token, subject):
        return False
    noun = noun_of(subject)
    verb = _clause_verb(token)
    return noun is not None and noun.kind == "person" and noun.gender in ("", gender) and verb.dep in ("ccomp", "relcl")


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
    if occurrence.heading:
        score -= _IN_HEADING
    if distance == 0:
        if occurrence.role in _SUBJECT and _governs(occurrence.token, token):
            score += _GOVERNS
        if token.dep == "poss" and token.i - occurrence.token.i < 12:
            score += _OWNS_NEARBY
        if token.dep == "poss" and occurrence.role in _SUBJECT and _clause_subject(token) is _top(occurrence.token):
            score += _OWN_CLAUSE
        score -= _A_WORD_AWAY * (token.i - occurrence.token.i)
    if role(token) == occurrence.role:
        score += _SAME_ROLE
    if occurrence.quoted >= 0 and occurrence.quoted != discourse.quoted(token):
        score -= _OTHER_QUOTATION
    if _embedded(discourse, occurrence, token):
        score -= _ASIDE
    if distance and token.dep == "nsubj" and occurrence.draft == discourse.speaker and _speaks(token):
        score += _STILL_SPEAKS
    return score


def _speaks(subject: Token) -> bool:
    verb = speech_verb(subject.head.lemma)
    return verb is not None and verb.kind in ("say", "tell", "manner")


def _embedded(discourse: Discourse, occurrence: Occurrence, token: Token) -> bool:
    """True for a candidate in a relative clause or apposition to a fitting person: "Ann, whose mother Eve died, … She"."""
    node = occurrence.token
    for ancestor in occurrence.token.ancestors():
        if node.dep == "relcl" or (node.dep == "appos" and node is not occurrence.token):
            found = discourse.referents.get(ancestor.i, ())
            gender = "m" if token.lower in _MALE else "f"
            main = len(found) == 1 and found[0] != occurrence.draft and ancestor.dep in _SUBJECT
            fits = main and discourse.drafts[found[0]].type == "Person" and discourse.drafts[found[0]].gender in ("", gender)
            return fits and node is not token and node not in token.ancestors()
        node = ancestor
    return False


def _governs(subject: Token, token: Token) -> bool:
    """True when the pronoun stands below the verb of that subject."""
    verb = _top(subject).head
    for steps, ancestor in enumerate(token.ancestors()):
        if ancestor is verb:
            return True
        if steps > 12:
            break
    return False


def _top(token: Token) -> Token:
    steps = 0
    while token.dep in ("conj", "appos", "poss", "compound") and token.head is not token and steps < 8:
        token = token.head
        steps += 1
    return token


def _clause_verb(token: Token) -> Token:
    verb = token
    for ancestor in token.ancestors():
        verb = ancestor
        if ancestor.pos in ("VERB", "AUX") or ancestor.dep in _CLAUSES:
            break
    return verb


def _clause_subject(token: Token) -> Token | None:
    verb = _clause_verb(token)
    for _ in range(4):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None and subject is not token:
            return subject
        if verb.dep not in ("xcomp", "conj", "advcl", "pcomp", "acl") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _banned(discourse: Discourse, token: Token) -> set[int]:
    """What the pronoun cannot be: a co-argument of the same verb, the owner within its own noun phrase, its conjunct."""
    banned: set[int] = set()
    if token.dep == "poss":
        head = token.head
        # "Ford's sister and her husband": nothing is banned; "his Carney": the noun itself is.
        banned.update(discourse.referents.get(head.i, ()))
        return banned
    verb = token.head
    if token.dep == "pobj" and token.head.dep in ("prep", "dative", "agent"):
        verb = token.head.head
    if token.dep == "conj":
        banned.update(discourse.referents.get(token.head.i, ()))
    for child in verb.children:
        if child is not token and child.dep in ("nsubj", "nsubjpass", "dobj", "dative"):
            banned.update(_all_of(discourse, child))
    if token.dep in ("dobj", "dative", "pobj"):
        understood = _understood(verb)
        if understood is not None:
            banned.update(_all_of(discourse, understood))
    return banned


def _all_of(discourse: Discourse, token: Token) -> set[int]:
    """The drafts of a noun and of those joined to it by "and"."""
    found = set(discourse.referents.get(token.i, ()))
    conjunct = token.child("conj")
    while conjunct is not None:
        found.update(discourse.referents.get(conjunct.i, ()))
        conjunct = conjunct.child("conj")
    return found


def _understood(verb: Token) -> Token | None:
    """Who does what a verb without a subject of its own says: "Hale rang Diaz to thank her", "Hale asked Diaz to help him"."""
    for _ in range(4):
        if verb.child("nsubj", "nsubjpass") is not None or verb.dep not in ("xcomp", "conj", "advcl", "pcomp", "ccomp"):
            return None
        upper = verb.head
        if verb.dep == "pcomp":
            upper = upper.head
        if verb.dep in ("advcl", "ccomp") and verb.tag not in ("VB", "VBG"):
            return None
        if verb.dep in ("xcomp", "ccomp") and upper.lemma not in _OBJECT_CONTROL_NOT:
            controlled = upper.child("dobj", "dative")
            if controlled is not None:
                return controlled
        subject = upper.child("nsubj", "nsubjpass")
        if subject is not None:
            return subject
        verb = upper
    return None


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
    return found[0] if found and len(found) == 1 else -1


def _neuter(discourse: Discourse, token: Token) -> None:
    """*It* and *its*: the organisation, place or thing that is subject of a clause around it, or of the sentence before."""
    if _expletive(token) or discourse.quoted(token) >= 0:
        return
    accused = _accused(token)
    if accused is not None:
        found = _neuter_of(discourse, accused)
        if found is not None:
            _link_neuter(discourse, token, found, "the one accused, who answers it")
        return
    for verb in _clauses_above(token):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject is token or subject.i > token.i:
            continue
        found = _neuter_of(discourse, subject)
        if found is None:
            if subject.lower in PRONOUNS or subject.pos in ("NOUN", "PROPN"):
                if token.dep == "poss" and subject.lower not in PRONOUNS and not discourse.referents.get(subject.i):
                    return
                if subject.lower in _NEUTER or subject.lower in _PLURAL:
                    return
            continue
        if (token.dep != "poss" and (verb is token.head or _understood(_verb_of(token)) is subject)) or _within(token, subject):
            continue
        _link_neuter(discourse, token, found, "the subject of the clause around it")
        return
    if token.dep not in ("nsubj", "nsubjpass", "poss") or (
        token.dep == "poss" and _clause_subject(token) is not None and role(token.head) not in _SUBJECT
    ):
        return
    _neuter_before(discourse, token)


def _accused(token: Token) -> Token | None:
    """The object of the verb of accusing whose charge the pronoun denies: "accused Solway of theft, which it denies"."""
    if token.dep != "nsubj" or token.head.lemma not in _DENY:
        return None
    for verb in _clauses_above(token)[1:]:
        subject = verb.child("nsubj", "nsubjpass")
        if verb.lemma in _ACCUSE:
            return subject if subject is not None and subject.dep == "nsubjpass" else verb.child("dobj")
    return None


def _verb_of(token: Token) -> Token:
    """The verb that a pronoun is an argument of."""
    return token.head.head if token.dep == "pobj" and token.head.dep in ("prep", "dative", "agent") else token.head


def _within(token: Token, subject: Token) -> bool:
    """True when the pronoun stands in the phrase of the subject itself: "Firefox, its main rival, grew"."""
    for ancestor in token.ancestors():
        if ancestor is subject:
            return True
        if ancestor.pos in ("VERB", "AUX"):
            return False
    return False


def _first_noun(discourse: Discourse, token: Token) -> bool:
    """True when no other noun stands before the pronoun in its sentence."""
    sentence = discourse.annotated.sentences[token.sent_i]
    before = discourse.annotated.tokens[sentence.token_start : token.i]
    return not any(other.pos in ("NOUN", "PROPN", "PRON") for other in before)


def _neuter_before(discourse: Discourse, token: Token) -> None:
    if not _first_noun(discourse, token):
        return
    subjects: list[int] = []
    others: set[int] = set()
    for occurrence in discourse.back(token.sent_i, 1):
        draft = discourse.drafts[occurrence.draft]
        if draft.type in ("Person", "Group") or draft.plural or occurrence.heading or occurrence.quoted >= 0:
            continue
        if occurrence.sent == token.sent_i:
            return
        if occurrence.role in _SUBJECT and occurrence.token.dep in _SUBJECT:
            subjects.append(occurrence.draft)
        else:
            others.add(occurrence.draft)
    if len(set(subjects)) == 1:
        _link_neuter(discourse, token, subjects[0], "the subject of the sentence before")


def _link_neuter(discourse: Discourse, token: Token, index: int, reason: str) -> None:
    discourse.refer(token, (index,), "pronoun", f"“{token.text}” is {reason}")


def _neuter_of(discourse: Discourse, subject: Token) -> int | None:
    found = discourse.referents.get(subject.i)
    if not found or len(found) != 1:
        return None
    draft = discourse.drafts[found[0]]
    return found[0] if draft.type not in ("Person", "Group") and not draft.plural else None


def _clauses_above(token: Token) -> list[Token]:
    return [ancestor for ancestor in token.ancestors() if ancestor.pos in ("VERB", "AUX")][:4]


def _expletive(token: Token) -> bool:
    """True for "it is clear that", "it takes an hour to", "it rains"."""
    if token.dep == "expl":
        return True
    if token.dep not in _SUBJECT:
        return False
    verb = token.head
    deps = {child.dep for child in verb.children}
    if verb.lemma in _EMPTY_IT_VERBS and deps & {"ccomp", "xcomp", "csubj", "acomp", "advcl", "attr"}:
        return True
    return verb.lemma in ("rain", "snow") or (token.dep == "nsubjpass" and "ccomp" in deps)


def _plural(discourse: Discourse, token: Token) -> None:
    """*They* and *their*: the group that is subject of a clause around them, or two persons joined by "and"."""
    quoted = discourse.quoted(token)
    for verb in _clauses_above(token):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is None or subject is token or subject.i > token.i:
            continue
        found = _joined(discourse, subject)
        if found is None and token.dep == "poss" and not _within(token, subject):
            found = _team(discourse, subject)
        if found is not None and (token.dep == "poss" or verb is not token.head):
            discourse.refer(token, found, "pronoun", f"“{token.text}” is the subject of the clause around it")
            return
        if subject.tag in ("NNS", "NNPS") or subject.lower in _PLURAL:
            return
    if token.dep not in ("nsubj", "nsubjpass"):
        return
    groups: dict[tuple[int, ...], None] = {}
    for occurrence in discourse.back(token.sent_i, 1):
        if occurrence.sent == token.sent_i:
            continue
        if occurrence.token.dep in _SUBJECT and occurrence.quoted == quoted and not occurrence.heading:
            found = _joined(discourse, occurrence.token)
            if found is not None:
                groups[found] = None
    if len(groups) == 1:
        discourse.refer(token, next(iter(groups)), "pronoun", f"“{token.text}” is the subject of the sentence before")


def _team(discourse: Discourse, subject: Token) -> tuple[int, ...] | None:
    """An organisation, which may own things in the plural: "Aldermoor lost their captain"."""
    found = discourse.referents.get(subject.i)
    return found if found and len(found) == 1 and discourse.drafts[found[0]].type == "Organization" else None


def _joined(discourse: Discourse, subject: Token) -> tuple[int, ...] | None:
    """The drafts of a plural subject: one group, or those joined by "and"."""
    found = list(discourse.referents.get(subject.i, ()))
    if subject.lower in _PLURAL and found:
        return tuple(found)
    if len(found) == 1 and discourse.drafts[found[0]].plural:
        return tuple(found)
    if len(found) > 1:
        return tuple(found)
    conjuncts = subject.child("conj")
    while conjuncts is not None:
        found.extend(discourse.referents.get(conjuncts.i, (-1,)))
        conjuncts = conjuncts.child("conj")
    return tuple(found) if len(found) > 1 and -1 not in found else None


def resolve_first_person(discourse: Discourse, token: Token) -> None:
    """*I* in a quotation is its speaker; *we* the organisation that the speaker acts for, or else the speaker; *you* the addressee."""
    index = discourse.quoted(token)
    if index < 0:
        return
    quotation = discourse.annotated.quotations[index]
    first, plural = token.lower in _FIRST, token.lower in _FIRST_PLURAL
    if not first and not plural:
        if token.lower in ("you", "your", "yours") and quotation.addressee_i is not None:
            found = discourse.known(quotation.addressee_i)
            if found and len(found) == 1:
                discourse.refer(token, found, "pronoun", f"“{token.text}” in a quotation is who is spoken to")
        return
    if token.text == "US" or quotation.speaker_i is None:
        return
    found = discourse.known(quotation.speaker_i)
    if not found or len(found) != 1:
        return
    draft = discourse.drafts[found[0]]
    if plural and draft.type == "Person":
        organisations = sorted(i for i in draft.places if discourse.drafts[i].type == "Organization")
        if len(organisations) == 1:
            found = (organisations[0],)
    if first and draft.type != "Person":
        return
    discourse.refer(
        token, found, "pronoun", f"“{token.text}” in a quotation is its speaker" if first else f"“{token.text}” is the speaker's side"
    )
