"""Mending what the parser gets wrong, continued: what stands behind a verb like an object, and is none, or is one of two.

Each rule compares forms, positions and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 8.45 ff. (noun phrases as adverbials of time and measure),
    16.55 ff. (two objects), 16.46 (object complements), 17.65 ff. (apposition).
    B. Levin, English Verb Classes and Alternations, 1993, 2.1 (the dative alternation), 29.1-29.3 (verbs of appointing and naming).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns

__all__ = ["mend_second_object"]

_GIVING = word_class("giving") | frozenset("promise sell charge fine owe lend cost award bring earn hand".split())
_CHARGING = frozenset("charge cost fine give hand lend offer owe pay sell".split())
_MAKING = word_class("appointing") | frozenset("declare proclaim dub crown designate rename".split())
_NAMING = word_class("appointing") | word_class("dubbing")
_LENGTHS = frozenset("km kilometre kilometer mile mi metre meter m cm yard foot ft block league".split())
_TIMES = word_class("temporal") | frozenset(
    "hour day minute week month year season decade generation moment spring summer autumn winter morning evening afternoon night".split()
)
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")
_LATER = frozenset(("later", "earlier", "ago", "away", "beforehand", "afterwards"))
_BEYOND = frozenset(
    """above below upstream downstream uphill downhill north south east west north-east north-west south-east south-west northeast northwest
    southeast southwest inland offshore outside off from apart underground underwater deep""".split()
)
# They take such a phrase as their object: "spent two years away", "covered 40 miles", "lost an hour".
_MEASURING = frozenset("spend take have last serve cover travel run walk give want need lose gain save waste buy own see".split())
# What somebody is granted or denied, without an article: "granted Lund bail".
_GRANTED = word_class("granted without an article")
_WHICH_TIME = frozenset(("following", "next", "previous", "preceding", "same", "last", "that", "this"))
_SPENDING = frozenset("blow spend splash squander lavish waste fritter splurge".split())
_REPORTING = frozenset("report submit present reveal disclose confess describe explain mention betray".split())
_TOWARDS = frozenset(
    """threat access right answer visit damage change link approach attack objection opposition resistance donation payment response
    return reference alternative solution challenge danger""".split()
)
# Whose contest ends with a score.
_PLAYING = word_class("contesting") | frozenset("win lose draw tie finish end lead trail play go fall succumb".split())
_COLOURING = frozenset("paint dye colour color stain repaint".split())
_COSTING = frozenset("pay cost earn spend raise lose save charge fetch need receive make weigh owe win bring donate".split())
_OF_TIMES = frozenset(("miss", "spend", "waste", "skip"))
_ASKING_TIME = frozenset(("seek", "ask", "need", "want", "buy", "gain", "save", "lose", "play"))
_BEARERS = frozenset(("person", "org", "group", "business"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_COUNTING = frozenset(("CD", "$"))
_FIRSTS = frozenset(("first", "second", "third", "last", "more", "extra", "another", "a", "an", "its", "their", "fresh", "new"))
_UNITS = word_class("units")
# What a sum is paid, raised or owed as: "in damages".
_PAID_AS = frozenset(
    """aid bonds bonuses cash compensation costs damages debt dividends donations fees fines funding grants interest loans penalties
    rent restitution revenue sales savings shares stock subsidies taxes wages""".split()
)
_COMPARED = frozenset("less more fewer about nearly almost roughly half twice double triple around well just some".split())
_ANSWERS = frozenset(("no", "yes", "nothing"))


def mend_second_object(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern an object, or what looks like one."""
    if token.dep == "aux" and token.lemma == "have":
        _possessing(annotated, token)
    if token.dep == "npadvmod" and token.i > token.head.i:
        _time_as_object(token)
        _name_behind_kind(annotated, token)
        _given(token)
        _declared(annotated, token)
    if token.tag == "CD":
        _range(token)
        _score(annotated, token)
    if token.dep == "prep" and token.lower == "between":
        _range_of_sums(annotated, token)
    if token.dep == "appos" and token.head.dep == "dobj":
        _sum_beside_name(annotated, token)
    if token.dep in ("dobj", "oprd"):
        _named_object(annotated, token)
    if token.dep != "dobj" or not token.head.tag.startswith("VB") or token.i < token.head.i:
        return
    _sum_behind_name(annotated, token)
    _for_what(annotated, token)
    _named_behind_amount(annotated, token)
    _halves(annotated, token)
    _who_they_are(annotated, token)
    _answer(token)
    _recipient(annotated, token)
    _measure(annotated, token)
    _that_day(token)
    _the_next_spring(token)
    _to_whom(annotated, token)
    _spent_on(token)
    _told_whom(token)
    _as_what(annotated, token)
    _beside(annotated, token)
    _beaten_by(annotated, token)


def _named_object(annotated: AnnotatedDoc, token: Token) -> None:
    """ "appointed Anna Marsh receiver": the name is who is appointed, the noun behind it is as what."""
    verb = token.head
    if verb.lemma not in _NAMING or verb.child("auxpass") is not None or token.i < verb.i:
        return
    bare = verb.child("dobj", "nsubjpass") is None
    if token.dep == "oprd" and token.ent_type == "PERSON" and bare and annotated.tokens[token.i + 1].lower == "as":
        token.dep = "dobj"  # "has named Anna Marsh as its chair"
        return
    if token.tag != "NN" or token.child("det", "poss") is not None:
        return
    if token.dep == "oprd" and verb.child("dobj") is not None:
        _finite_beside_root(annotated, verb)
    kinds = ("PERSON", "ORG") if token.dep == "oprd" and bare else ("PERSON",)
    before = [child for child in token.children if verb.i < child.i < token.i and child.dep in ("compound", "nmod")]
    names = [child for child in before if child.ent_type in kinds or _two_words(child, verb)]
    known = nouns().get(token.lemma.lower())
    if not names or (known is not None and known.kind != "person") or (token.dep == "oprd" and not bare):
        return
    name = names[-1]
    if token.dep == "oprd" and token.subtree()[0].i != verb.i + 1:
        return
    if attach(name, verb, "dobj"):
        for other in names[:-1]:
            attach(other, name, "compound")
        token.dep = "oprd"
        _finite_beside_root(annotated, verb)


def _two_words(name: Token, verb: Token) -> bool:
    """True for "Awa Diop" right behind the verb in "named Awa Diop prime minister", whatever the tagger takes it for."""
    first = name.child("compound", "nmod")
    return name.tag == "NNP" and first is not None and first.tag == "NNP" and first.i == verb.i + 1 and name.i == first.i + 1


def _finite_beside_root(annotated: AnnotatedDoc, verb: Token) -> None:
    """ "Nordlink named Anna Marsh receiver": a verb with an object of its own is no participle of the only noun before it."""
    noun = verb.head
    aside = noun.dep == "appos" and annotated.tokens[verb.i - 1].text == ","
    noun = noun.head if aside else noun  # "the king, Karl Roth, named Anna Marsh receiver"
    if verb.tag == "VBN" and verb.dep == "acl" and noun.dep == "ROOT" and (aside or noun.i == verb.i - 1):
        make_root(annotated, verb, noun)
        attach(noun, verb, "nsubj")
        verb.tag = "VBD"
        for child in [c for c in noun.children if c.i > verb.i]:
            attach(child, verb, child.dep)


def _possessing(annotated: AnnotatedDoc, token: Token) -> None:
    """ "She has type 1 diabetes": before a noun, *has* is the verb; it helps no noun."""
    noun = token.head
    target = noun.child("dobj")
    if noun.tag != "NN" or noun.i != token.i + 1 or noun.pos not in ("NOUN", "VERB", "ADJ") or target is None:
        return
    if noun.child("nsubj") is None or annotated.tokens[noun.i].head is token or target.subtree()[0].i != noun.i + 1:
        return
    if noun.head is noun:
        make_root(annotated, token, noun)
    elif not attach(token, noun.head, noun.dep):
        return
    for child in [c for c in noun.children if c is not target]:
        attach(child, token, child.dep)
    if attach(target, token, "dobj") and attach(noun, target, "compound"):
        token.pos, noun.pos = "VERB", "NOUN"


def _named_behind_amount(annotated: AnnotatedDoc, token: Token) -> None:
    """ "approved a 17.6 billion koruna ($840 million) aid package": behind the bracket stands what has the article."""
    thing = next((c for c in token.children if c.dep in ("appos", "dobj", "conj") and c.tag in ("NN", "NNS") and c.i > token.i), None)
    article = token.child("det", "poss")
    counted = token.child("nummod") is not None or token.tag == "CD"
    if thing is None or article is None or not counted or thing.child("det", "poss") is not None:
        return
    opening = thing.subtree()[0]
    if annotated.tokens[opening.i - 1].text != ")" or any(t.text == "," for t in annotated.tokens[token.i : thing.i]):
        return
    verb = token.head
    if attach(thing, verb, token.dep) and attach(token, thing, "nmod"):
        attach(article, thing, article.dep)


def _halves(annotated: AnnotatedDoc, token: Token) -> None:
    """ "pushed a 13-foot storm surge over the town": two nouns side by side, the second without article, are one phrase."""
    verb = token.head
    before = annotated.tokens[token.i - 1]
    if before.dep != "dobj" or before.head is not verb or before.tag != "NN" or before.ent_type:
        return
    if token.tag not in ("NN", "NNS", "VB", "VBP"):
        return
    if any(c.i < token.i for c in token.children) or token.ent_type or before.child("det", "poss") is None:
        return
    left = [c for c in before.children if c.i < before.i]
    for child in [c for c in token.children if c.dep == "prep"]:
        attach(child, verb, "prep")
    if any(c.i > before.i for c in before.children) or not attach(before, token, "compound"):
        return
    token.pos = "NOUN"
    token.tag = "NN" if token.tag.startswith("VB") else token.tag
    for child in left:
        if child.dep in ("det", "poss", "amod", "nummod"):
            attach(child, token, child.dep)


def _who_they_are(annotated: AnnotatedDoc, token: Token) -> None:
    """ "beat holders Reading United": a bare plural right before one name says who that is, it is no second object."""
    verb, first = token.head, token.subtree()[0]
    before = annotated.tokens[first.i - 1]
    if before.dep != "dobj" or before.head is not verb or before.tag != "NNS" or before.ent_type or token.ent_type not in _NAMES:
        return
    if before.child("det", "poss", "nummod") is None and token.child("conj") is None and verb.lemma not in _GIVING:
        attach(before, token, "compound")


def _answer(token: Token) -> None:
    """ "told him no": what was answered, nobody who is told."""
    verb = token.head
    if verb.lemma in ("tell", "say") and token.lower in _ANSWERS and token.tag == "UH":
        token.dep = "intj"


def _recipient(annotated: AnnotatedDoc, token: Token) -> None:
    """ "sold Nordlink 22 ships", "charges her 27 per cent", "granted Lund bail": who gets it stands right behind the verb."""
    verb = token.head
    if verb.lemma not in _GIVING or verb.child("auxpass", "dative") is not None or token.i < verb.i + 2:
        return
    at = verb.i + 1
    first = annotated.tokens[at]
    if first.lower == "her" and first.dep == "poss" and first.head is token:
        if verb.lemma in _CHARGING and annotated.tokens[at + 1].tag in _COUNTING and attach(first, verb, "dative"):
            first.tag, first.pos = "PRP", "PRON"
        return
    if first.ent_type not in _NAMES or first.ent_iob != "B" or (token.ent_type == first.ent_type and token.ent_iob == "I"):
        return
    last = at
    while last + 1 < token.i and annotated.tokens[last + 1].ent_iob == "I":
        last += 1
    name = annotated.tokens[last]
    behind = annotated.tokens[last + 1]
    inside = set(range(at, last + 1))
    counted = behind.tag in _COUNTING or behind.lower in _FIRSTS or behind.tag in ("JJR", "JJS")
    if name.dep not in ("compound", "nmod") or not (counted or (behind is token and token.lemma in _GRANTED)):
        return
    if name.i in inside and name.head.i in inside:
        return
    for child in [c for c in name.children if c.i not in inside]:
        attach(child, token, child.dep)
    for t in annotated.tokens[at:last]:
        if t.head.i not in inside:
            attach(t, name, "compound")
    attach(name, verb, "dative")


def _sum_beside_name(annotated: AnnotatedDoc, token: Token) -> None:
    """ "fined chipmaker Lumora 40 million euros": the sum is what was paid, no other name of the firm."""
    name, number = token.head, token.child("nummod")
    verb = name.head
    if verb.lemma not in _GIVING | _CHARGING or number is None or token.lemma.lower() not in _UNITS:
        return
    if annotated.tokens[token.subtree()[0].i - 1] is name and attach(token, verb, "dobj"):
        name.dep = "dative"


def _sum_behind_name(annotated: AnnotatedDoc, token: Token) -> None:
    """ "fined Norholm 3 million euros", "pay retailer Lumora 2 million pounds": before the number stands who pays, or gets it."""
    verb = token.head
    if verb.lemma not in _GIVING | _CHARGING or token.lemma.lower() not in _UNITS or verb.child("auxpass") is not None:
        return
    first = next((t for t in annotated.tokens[verb.i + 1 : token.i] if t.tag in ("CD", "$")), token)
    words = annotated.tokens[verb.i + 1 : first.i]
    if not words or words[-1].tag not in ("NNP", "NNPS") or not all(t.tag in ("NN", "NNP", "NNPS", "JJ") for t in words):
        return
    name = words[-1]
    if name.dep == "dative" or not attach(name, verb, "dative"):
        return
    for t in words[:-1]:
        if t.head is not name and (t.head is verb or t.head.i > name.i) and t.child("appos") is None:
            attach(t, name, "compound")


def _for_what(annotated: AnnotatedDoc, token: Token) -> None:
    """ "fined the bank £12 million for lapses": what for, no sum for lapses; "pay £3m in damages": what the sum is."""
    prep = annotated.tokens[min(token.i + 1, len(annotated.tokens) - 1)]
    target = prep.child("pobj") if prep.dep == "prep" else None
    money = token.tag == "CD" or token.ent_type == "MONEY" or token.lemma.lower() in _UNITS
    if target is None or not money:
        return
    if prep.head is token and prep.lower == "for" and token.head.lemma == "fine":
        attach(prep, token.head, "prep")
    elif prep.head in (token, token.head) and prep.lower == "in" and target.lower in _PAID_AS and target.child("det", "poss") is None:
        for child in [c for c in target.children if c.dep == "prep" and c.lower == "for"]:
            attach(child, token.head, "prep")  # "in cash for each share"
        if prep.head is not token:
            attach(prep, token, "prep")


def _measure(annotated: AnnotatedDoc, token: Token) -> None:
    """ "followed two overs later", "born an hour's drive away", "to build 40 km above the border": when and where, not what."""
    verb = token.head
    inside = [t for t in token.subtree() if t.i <= token.i]
    if inside[0].i <= verb.i or verb.lemma in _MEASURING or token.child("relcl", "acl") is not None:
        return
    counted = any(c.dep in ("nummod", "poss") or c.lower in ("a", "an") for c in token.children)
    if counted and token.lower == "times" and token.child("amod", "prep", "poss") is None:
        token.dep = "npadvmod"  # "viewed a million times"
        return
    after = token.i + 1
    if after < len(annotated.tokens) and annotated.tokens[after].text == "(":
        while after < len(annotated.tokens) and annotated.tokens[after].text != ")" and after - token.i < 8:
            after += 1
        after += 1
    if after >= len(annotated.tokens) or not counted:
        return
    behind = annotated.tokens[after]
    if behind.sent_i != token.sent_i:
        return
    timed = behind.lower in _LATER and (behind.head in (verb, token) or behind.dep == "advmod")
    spaced = token.lemma.lower() in _LENGTHS and behind.lower in _BEYOND and any(c.dep == "nummod" for c in token.children)
    if timed or spaced:
        token.dep = "npadvmod"
        if behind.head is token and behind.dep == "prep":
            attach(behind, verb, "prep")


def _that_day(token: Token) -> None:
    """ "backed out the morning of the hearing": on which day, behind a verb that has no object."""
    verb = token.head
    the = any(c.lower == "the" for c in token.children)
    of = next((c for c in token.children if c.dep == "prep" and c.lower in ("of", "after", "before") and c.i == token.i + 1), None)
    bare = verb.child("prt") is not None or verb.lemma in _INTRANSITIVE
    if token.lemma.lower() in _TIMES and the and of is not None and bare and token.child("amod", "nummod") is None:
        token.dep = "npadvmod"


def _the_next_spring(token: Token) -> None:
    """ "reached Lisbon the following spring": a second object that is a time tells when, with what stands behind it."""
    verb = token.head
    first = next((c for c in verb.children if c.dep == "dobj" and verb.i < c.i < token.i), None)
    which = any(c.lower in _WHICH_TIME for c in token.children)
    if first is None or token.lemma.lower() not in _TIMES or not which or token.child("conj") is not None:
        return
    token.dep = "npadvmod"
    for child in [c for c in token.children if c.dep == "prep" and c.i > token.i and c.lower != "of"]:
        attach(child, verb, "prep")


def _to_whom(annotated: AnnotatedDoc, token: Token) -> None:
    """ "promised them the stage": a pronoun right behind such a verb, before what is given, is who gets it."""
    verb = token.head
    whom = annotated.tokens[verb.i + 1]
    if whom.tag == "PRP" and whom.dep == "dobj" and whom.head is verb and whom is not token and verb.lemma in _GIVING:
        whom.dep = "dative"


def _spent_on(token: Token) -> None:
    """ "blew their savings on trips and a hot tub": what money goes on, and on what else."""
    verb = token.head
    on = next((c for c in token.children if c.dep == "prep" and c.lower == "on" and c.i > token.i), None)
    target = on.child("pobj") if on is not None else None
    if verb.lemma not in _SPENDING or on is None or target is None or not attach(on, verb, "prep"):
        return
    last = target
    while (further := last.child("conj")) is not None:
        last = further
    for child in [c for c in token.children if c.dep in ("cc", "conj") and c.i > target.i]:
        attach(child, last, child.dep)


def _told_whom(token: Token) -> None:
    """ "reported her suspicion to the agency": to whom it is told, no suspicion to anybody."""
    verb = token.head
    to = next((c for c in token.children if c.dep == "prep" and c.lower == "to" and c.i == token.i + 1), None)
    target = to.child("pobj") if to is not None else None
    if verb.lemma not in _REPORTING or to is None or target is None or token.lemma.lower() in _TOWARDS:
        return
    if target.ent_type in ("ORG", "PERSON") or noun_kind(target) in ("person", "org", "group"):
        attach(to, verb, "prep")


def _time_as_object(token: Token) -> None:
    """ "missed last season with an injury", "sought time": a time is all that there is to miss."""
    verb = token.head
    first = min(t.i for t in token.subtree())
    if verb.tag == "VBG" and verb.child("aux") is None:
        return  # "was reported missing that evening"
    missed = verb.lemma in _OF_TIMES and verb.child("dobj", "ccomp", "auxpass", "nsubjpass") is None
    sought = token.lower == "time" and not token.children and verb.lemma in _ASKING_TIME
    if first == verb.i + 1 and (missed or sought):
        token.dep = "dobj"


def _name_behind_kind(annotated: AnnotatedDoc, token: Token) -> None:
    """ "bids $3 bln for German pump maker Halvik": the name behind what it is, at the end of the clause, is no adverbial."""
    if token.tag not in ("NNP", "NNPS") or token.ent_type in ("DATE", "TIME") or token.lemma.lower() in _TIMES:
        return
    kind = annotated.tokens[token.subtree()[0].i - 1]
    inside = kind.tag == "NN" and kind.dep in ("dobj", "pobj") and kind.i > token.head.i and not any(c.i > kind.i for c in kind.children)
    if not inside or token.head not in kind.ancestors() or (noun_kind(kind) not in _BEARERS and not kind.lower.endswith("er")):
        return
    article = kind.child("det", "poss")
    if attach(token, kind.head, kind.dep) and attach(kind, token, "compound") and article is not None:
        attach(article, token, article.dep)


def _given(token: Token) -> None:
    """ "to earn Harwick a point": behind who gets it stands what."""
    verb = token.head
    to = verb.child("dative")
    if to is None or token.tag != "NN" or token.ent_type or token.child("det") is None or verb.child("dobj") is not None:
        return
    if to.tag.startswith(("NN", "PRP")) and to.i < token.i and token.subtree()[0].i == to.subtree()[-1].i + 1:
        token.dep = "dobj"


def _range(token: Token) -> None:
    """ "could fetch between £40,000 and £60,000": two bounds are one amount."""
    upper, joint = token.child("conj"), token.child("cc")
    between = next((c for c in token.children if c.lower == "between" and c.i < token.i), None)
    if between is None or upper is None or joint is None or upper.tag != "CD" or joint.lower != "and" or token.dep == "nummod":
        return
    if token.head.lower == "between" or not attach(upper, token.head, token.dep) or not attach(token, upper, "quantmod"):
        return
    joint.dep = "quantmod"


def _score(annotated: AnnotatedDoc, token: Token) -> None:
    """ "drew 1-1 with Reading", "thrashed Derby 5-0": two numbers and a hyphen behind a verb of contest are the score, no object."""
    tokens, verb = annotated.tokens, token.head
    if token.i + 2 >= len(tokens) or tokens[token.i + 1].text not in ("-", "–") or tokens[token.i + 2].tag != "CD":
        return
    other = tokens[token.i + 2]
    if other.char_start != token.char_end + 1 or tokens[token.i - 1].text in ("-", "–"):
        return
    if verb.lemma not in _PLAYING:
        top = verb.head
        if token.dep != "nummod" or token.i < verb.i or verb.dep not in ("dobj", "pobj", "npadvmod") or top.lemma not in _PLAYING:
            return
        if verb.dep == "npadvmod" and verb.ent_type in _NAMES:
            verb.dep = "dobj"
            _who_they_are(annotated, verb)
        verb = top  # "beat Derby 2-0" where the score counts Derby
    opponent = other.dep in ("nummod", "compound") and other.head.i > other.i
    if token.i < verb.i or opponent or (other.head is not token and not attach(other, token, "prep")):
        return
    attach(tokens[token.i + 1], token, "punct")
    if attach(token, verb, "npadvmod") or token.head is verb:
        token.dep, other.dep = "npadvmod", "prep"
    inner = [child for child in token.children if child.i < token.i]
    what = inner[-1] if inner and inner[0].dep == "det" else None
    if what is not None and what.i == token.i - 1 and what.dep != "det" and verb.child("dobj") is None and attach(what, verb, "dobj"):
        what.tag, what.pos = ("NN", "NOUN") if what.tag == "JJ" else (what.tag, what.pos)
        for child in inner[:-1]:
            attach(child, what, child.dep)


def _range_of_sums(annotated: AnnotatedDoc, token: Token) -> None:
    """ "paid between Rs 3 lakh and Rs 8 lakh": so much was paid."""
    verb, lower = token.head, token.child("pobj")
    upper = lower.child("conj") if lower is not None else None
    joint = lower.child("cc") if lower is not None else None
    if lower is None or upper is None or joint is None or verb.lemma not in _COSTING or annotated.tokens[token.i - 1] is not verb:
        return
    if lower.ent_type not in ("MONEY", "QUANTITY") or verb.child("dobj") is not None or not attach(upper, verb, "dobj"):
        return
    attach(lower, upper, "quantmod")
    attach(token, lower, "quantmod")
    joint.dep = "quantmod"


def _as_what(annotated: AnnotatedDoc, token: Token) -> None:
    """ "designated the mills national monuments": behind whom or what one names stands what it is named."""
    verb = token.head
    title = next((c for c in token.children if c.dep == "appos" and _right_behind(annotated, token, c)), None)
    if verb.lemma in _MAKING and title is not None and title.tag in ("NN", "NNS") and not token.ent_type:
        attach(title, verb, "oprd")
    first = next((c for c in verb.children if c.dep == "dobj" and c.i < token.i and c.i > verb.i), None)
    if verb.lemma not in _MAKING | _COLOURING or first is None or token.pos not in ("NOUN", "PROPN"):
        return
    between = annotated.tokens[first.i + 1 : token.subtree()[0].i]
    if not between:
        token.dep = "oprd"


def _declared(annotated: AnnotatedDoc, token: Token) -> None:
    """ "declared the lack of rain in Leon a disaster": what it is declared, no measure."""
    what, first = token.head.child("dobj"), token.subtree()[0]
    if token.head.lemma not in _MAKING or what is None or token.tag != "NN" or token.ent_type:
        return
    if first.lower in ("a", "an") and what.subtree()[-1].i == first.i - 1:
        token.dep = "oprd"


def _right_behind(annotated: AnnotatedDoc, token: Token, title: Token) -> bool:
    """True for a title right behind the object, with an article behind all of it: "the spread of it in Norland an emergency"."""
    first = title.subtree()[0]
    opened = first.lower in ("a", "an") and annotated.tokens[first.i - 1].tag.startswith("NN")
    return opened or (first.i == token.i + 1 and not title.ent_type)


def _beside(annotated: AnnotatedDoc, token: Token) -> None:
    """ "locked customers into its product, Lattice Core": a second noun phrase behind a comma stands beside the first, or the clause."""
    verb = token.head
    opening = token.subtree()[0]
    earlier = next((c for c in verb.children if c.dep == "dobj" and verb.i < c.i < opening.i), None)
    if earlier is None or opening.i < 2 or annotated.tokens[opening.i - 1].text != "," or token.child("conj", "cc") is not None:
        return
    near = annotated.tokens[opening.i - 2]
    if token.ent_type in _NAMES and near.tag == "NN" and not near.ent_type and near.sent_i == token.sent_i and attach(token, near, "appos"):
        return
    behind = annotated.tokens[opening.i + 1]
    if opening.lower == "the" and (behind.ent_type == "ORDINAL" or behind.tag == "JJS" or behind.lower in ("first", "latest")):
        token.dep = "dep"  # "met the envoy on Tuesday, the first such talks since March": what that was
    elif opening.lower in _COMPARED:
        token.dep = "dep"  # "cut the number to 150, less than half the number of before"
    elif opening.lower in ("a", "an") and token.tag == "NN" and token.child("advcl") is not None and token.child("acl", "relcl") is None:
        token.dep = "dep"  # "cut its rate, a bigger reduction than expected": the cut is one


def _beaten_by(annotated: AnnotatedDoc, token: Token) -> None:
    """ "lost 7-5 6-4 to fifth seed Maria Lund": behind the score stands to whom."""
    verb = token.head
    to = next((t for t in annotated.tokens[verb.i + 1 : token.i] if t.lower == "to"), None)
    if verb.lemma not in ("lose", "fall", "succumb") or to is None or token.tag not in ("NN", "NNP", "NNS", "NNPS"):
        return
    score = annotated.tokens[verb.i + 1 : to.i]
    if not score or not all(t.tag in ("CD", "SYM", "HYPH", ",", "(", ")", "-LRB-", "-RRB-") or t.text in "-–,()" for t in score):
        return
    opening = next((t for t in score if t.tag == "CD"), None)
    if opening is None:
        return
    for t in annotated.tokens[to.i + 1 : token.i]:
        if t.head.i <= to.i:
            attach(t, token, "amod")
    for t in score:
        if t is not opening and t.head is token:
            attach(t, opening, t.dep)
    attach(opening, verb, "npadvmod")
    if attach(to, verb, "prep") and attach(token, to, "pobj"):
        to.tag, to.pos = "IN", "ADP"
