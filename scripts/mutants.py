"""Does any test notice when a rule is wrong? Each mutant is one rule turned wrong by hand; the tests must fail on it ("kill" it).

    python scripts/mutants.py            all of them, some minutes
    python scripts/mutants.py status     those whose name begins so

The tests without a language model run first; what they let live meets the golden clauses, which are parsed once for all mutants. Exit code 1
when one lives on.
"""

from __future__ import annotations

import importlib
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
STATUS, LOCAL = "extraction/status_rules.py", "extraction/status_local.py"
EMBEDDED = "extraction/status_embedded.py"
NOUNS, SCOPE, VERBS = "extraction/status_nouns.py", "extraction/status_scope.py", "extraction/status_verbs.py"
ENTITIES, SPLITS, GROUPS = "resolve/entities.py", "resolve/splits.py", "resolve/groups.py"
LOOKUP, CORRECTIONS, ADDITIONS, FILE = "resolve/lookup.py", "resolve/corrections.py", "resolve/additions.py", "resolve/correction_file.py"
RELATIONS = "resolve/relations.py"
# Loaded once for all mutants.
LIBRARIES = ("numpy", "pandas", "networkx", "pyoxigraph", "rdflib", "pyshacl", "spacy", "typer")
GOLDEN = ("clauses.txt", "status.txt")
# What each package's mutants meet, the fastest first.
TESTS = {
    "extraction": (("tests/unit/test_status.py",), ("tests/golden/test_golden_clauses.py",)),
    "resolve": (
        ("tests/unit/test_resolve_entities.py", "tests/unit/test_corrections.py", "tests/unit/test_relations.py"),
        ("tests/unit/test_correction_file.py", "tests/unit/test_correcting_graphs.py"),
    ),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule turned wrong: in ``file``, ``old`` (which stands there once) becomes ``new``."""

    name: str
    file: str
    old: str
    new: str


MUTANTS = (
    Mutant("status: who may can", LOCAL, '"may": "possibility"', '"may": "ability"'),
    Mutant("status: 'must' is possible, not obliged", LOCAL, '"must": "obligation"', '"must": "possibility"'),
    Mutant("status: 'nobody' denies nothing", LOCAL, '("nobody", "nothing", "none", "neither", "no-one")', '("nothing", "none", "neither")'),
    Mutant("status: 'no' before a noun denies nothing", LOCAL, 'frozenset(("no", "neither"))', 'frozenset(("neither",))'),
    Mutant("status: 'not only' denies", LOCAL, '("only", "just", "merely", "least")', '("just", "merely", "least")'),
    Mutant("status: 'no longer' denies nothing", LOCAL, 'word == "longer" and any', 'word == "longr" and any'),
    Mutant("status: 'nearly' denies nothing", LOCAL, 'word in ("nearly", "almost")', 'word in ("almos",)'),
    Mutant("status: 'should have' was so", LOCAL, 'if word in ("should", "ought") and perfect:', "if False:"),
    Mutant("status: 'if' states", LOCAL, '_CONDITIONAL_MARKS = frozenset(("if", "unless"', '_CONDITIONAL_MARKS = frozenset(("unless"'),
    Mutant("status: 'reportedly' states", LOCAL, '_HEDGES = frozenset(("reportedly", ', "_HEDGES = frozenset(("),
    Mutant("status: 'probably' states", LOCAL, '_MAYBE = frozenset(("probably", ', "_MAYBE = frozenset(("),
    Mutant("status: what is denied of a denial stays denied", STATUS, '{"fact": "negated", "negated": "fact"', '{"fact": "negated", "negated": "negated"'),
    Mutant("status: what is possible strengthens", STATUS, 'return ("negated" if local.status == "negated" else "possible"), outer', 'return local.status, outer'),
    Mutant("status: negative raising", STATUS, 'local.modality in ("future", "conditional", "ability"):', 'local.modality in ("wish",):'),
    Mutant("status: 'according to' has no source", STATUS, 'if token.lower != "according" and', 'if token.lower != "accordin" and'),
    Mutant("status: a source at the end is of the last clause alone", STATUS, 'while clause.dep == "conj" and clause.i < token.i:', "while False:"),
    Mutant("status: quotations are the article's own", STATUS, "return Context(speakers=(speaker if speaker is not None else -1, *outer))", "return Context()"),
    Mutant("status: 'we urge' is only said", STATUS, "if is_performative(frame):", "if False:"),
    Mutant("status: a shared modal is not shared", STATUS, "        if shared_form:\n", "        if False:\n"),
    Mutant("status: a purpose is reached", STATUS, 'return Context("possible", "intention", above.speakers)\n        if frame.token.tag == "VBG" and not marks', 'return Context(speakers=above.speakers)\n        if frame.token.tag == "VBG" and not marks'),
    Mutant("status: 'without' did it", NOUNS, 'word == "without"\n', 'word == "withou"\n'),
    Mutant("status: what is blamed on is a fact", NOUNS, 'return Context(status, "allegation", (people[0].i, *speakers))', "return Context(status, modality, speakers)"),
    Mutant("status: a command is done", LOCAL, 'return Context("negated" if negated else "possible", "request")', 'return Context("fact", None)'),
    Mutant("status: 'had it happened' happened", LOCAL, 'aux.lower in ("had", "were", "should") and aux.i < subject.i', "aux.lower in () and aux.i < subject.i"),
    Mutant("status: 'has yet to' did", EMBEDDED, 'Embedding("yet", "negated", "negated"', 'Embedding("yet", "same", "same"'),
    Mutant("status: 'will' is no future", LOCAL, '"will": "future"', '"will": "conditional"'),
    Mutant("status: 'would' is the future", LOCAL, '"would": "conditional"', '"would": "future"'),
    Mutant("status: who could might", LOCAL, '"could": "ability"', '"could": "possibility"'),
    Mutant("status: 'should' is possible, not obliged", LOCAL, '"should": "obligation"', '"should": "possibility"'),
    Mutant("status: 'not necessarily' denies", LOCAL, 'weak, modality = True, modality or "possibility"', "pass"),
    Mutant("status: 'hardly any' denies nothing", LOCAL, 'c.lower in ("not", "hardly", "scarcely") and', 'c.lower in ("not",) and'),
    Mutant("status: 'not all' of the subject denies", LOCAL, "_partly_negative(item) for item in (*frame.subjects[:1], *frame.objects[:1])", "_partly_negative(item) for item in frame.objects[:1]"),
    Mutant("status: 'nothing but' denies", LOCAL, 'child.lower in ("but", "except", "short")', 'child.lower in ("except", "short")'),
    Mutant("status: 'did not … because' denies the clause", LOCAL, "because = adverb and any(", "because = False and any("),
    Mutant("status: 'whether' is a condition", LOCAL, 'asks = "whether" in frame.marks or', "asks ="),
    Mutant("status: 'if he does not' tells that he may", LOCAL, "told=asks or not (negated or nobody))", "told=True)"),
    Mutant("status: what should not have been done was not", LOCAL, "if _regretted(frame):", "if False:"),
    Mutant("status: what a quashed verdict was for is a fact", STATUS, "and verdict_overturned(self.annotated):", "and False:"),
    Mutant("status: what nobody ever suggested is possible", NOUNS, "if denied and there_is and effect.claim and not frame.infinitive:", "if False:"),
    Mutant("status: what may be kept from somebody may be", NOUNS, 'if value == "negated" and above.status == "possible":', "if False:"),
    Mutant("status: 'before a front arrives' has arrived", STATUS, "if ahead and self._quotation(frame.token) is None:", "if False:"),
    Mutant("status: 'voters did not' states", LOCAL, "if is_proverb(frame) or _some_only(frame):", "if _some_only(frame):"),
    Mutant("status: 'not all' of anything states", LOCAL, "if is_proverb(frame) or _some_only(frame):", "if _proverb(frame):"),
    Mutant("status: 'with no choice' denies nothing", LOCAL, "    if _negative_preposition(frame):\n", "    if False:\n"),
    Mutant("status: 'at no point' denies nothing", LOCAL, "if target.lemma.lower() in _AT_NO.get(prep.lower, ()):", "if False:"),
    Mutant("status: 'was no surprise' denies nothing", LOCAL, "is_negative_phrase(complement) or any(", "any("),
    Mutant("status: 'and not a judge' denies nothing", LOCAL, 'if context.status == "fact" and denied:', "if False:"),
    Mutant("status: 'not a promise but a plan' denies the plan", LOCAL, 'if context.status == "negated" and but and any(', "if False and any("),
    Mutant("status: what holds if something does is a fact", LOCAL, "if modality is None and _if_clause(frame) and", "if False and"),
    Mutant("status: 'any offer would' states", LOCAL, 'c.lower == "any" and c.dep == "det"', "False"),
    Mutant("status: a question states", LOCAL, 'if token.text == "?":', 'if token.text == "??":'),
    Mutant("status: 'nowhere' denies nothing", LOCAL, 'word in ("neither", "nowhere", "nothing") and', 'word in ("neither",) and'),
    Mutant("status: 'not always' denies", LOCAL, 'child.lower == "always" and', "False and"),
    Mutant("status: 'not … all names' denies", LOCAL, "any(_universal(item) and item.i > frame.token.i", "any(False and item.i > frame.token.i"),
    Mutant("status: 'is going to' did", EMBEDDED, 'governor.token.lower in ("going", "gon") and', 'governor.token.lower in ("gon",) and'),
    Mutant("status: 'needed nine days to' did not", EMBEDDED, 'lemma in ("take", "need")\n        and kind', 'lemma in ("take",)\n        and kind'),
    Mutant("status: what a court heard is a fact", EMBEDDED, 'if lemma == "hear" and', "if False and"),
    Mutant("status: 'had to' did not", EMBEDDED, 'if (perfect or past) and above.status == "fact":', "if False:"),
    Mutant("status: 'said it had to' did", EMBEDDED, 'governor.token.tag == "VBD" and not is_reported(governor)', 'governor.token.tag == "VBD"'),
    Mutant("status: 'has to' does", EMBEDDED, 'return applied(Embedding("need", "possible", "none", "obligation", False)', 'return applied(Embedding("need", "same", "none", "", False)'),
    Mutant("status: who sees something growing saw it", EMBEDDED, 'if lemma == "see" and', "if False and"),
    Mutant("status: 'used to' did not", EMBEDDED, 'if lemma == "use" and frame.infinitive', "if False and frame.infinitive"),
    Mutant("status: 'beat them to take the title' did not take it", EMBEDDED, 'above.status == "fact" and is_result(frame, governor):', "False:"),
    Mutant("status: what the law forces is done", EMBEDDED, 'entry.name == "binding" and binds(governor):', "False:"),
    Mutant("status: who knows whether knows that", EMBEDDED, 'denied="possible", attributed=False, modality="question"', 'denied="possible"'),
    Mutant("status: 'suggested that he resign' says that he does", EMBEDDED, 'if kind == "that" and is_mandative(frame) and', "if False and"),
    Mutant("status: 'demanded that they leave' says that they do", VERBS, "(be or (bare and singular) or plural)", "(be or (bare and singular))"),
    Mutant("status: 'demanded that it be closed' says that it is", VERBS, "(be or (bare and singular) or plural)", "((bare and singular) or plural)"),
    Mutant("status: 'is said to' is", VERBS, 'return Embedding("reported", "possible", "possible", "allegation", False) if reported else None', "return None"),
    Mutant("status: 'is believed to' is", VERBS, 'if entry.name in ("report", "belief", "allege", "factive"):', "if False:"),
    Mutant("status: 'is yet to' may", EMBEDDED, '"negated" if yet or unmet else "possible", "negated", "future", False)', '"possible", "negated", "future", False)'),
    Mutant("status: 'too tired to' did", EMBEDDED, 'any(child.lower == "too" for child', 'any(child.lower == "to" for child'),
    Mutant("status: 'it is false that' states", EMBEDDED, 'word in ("false", "untrue", "true"):', 'word in ("true",):'),
    Mutant("status: 'was able to' may", EMBEDDED, 'and entry.name == "able"\n', 'and entry.name == "abl"\n'),
    Mutant("status: 'it is unclear that' states", EMBEDDED, "elif word in UNCERTAIN:", "elif False:"),
    Mutant("status: 'is sure that' is no belief", EMBEDDED, "elif word in CONVINCED:", "elif False:"),
    Mutant("status: 'would not hesitate to' did", EMBEDDED, 'if above.status == "negated" and status == "fact" and above.modality in UNREAL and', "if False and"),
    Mutant("status: what they may announce is so", EMBEDDED, '        and above.modality in UNREAL | {"allegation"}\n', "        and False\n"),
    Mutant("status: 'would say only that' did not say", EMBEDDED, "        and not _only(governor)\n", ""),
    Mutant("status: who says that he said is his own source", STATUS, "speakers = tuple(i for i in speakers if i not in own)", "pass"),
    Mutant("status: the minutes tell that they were seen", STATUS, "tuple(i for i in outer.speakers if i < 0 or frame.token.head.i != i)", "outer.speakers"),
    Mutant("status: 'she said' is of the first verb alone", STATUS, "inserted = self._inserted[first.i]", "inserted = None"),
    Mutant("status: who tells why is no source", STATUS, "if not governor.passive and speaker not in above.speakers:", "if False:"),
    Mutant("status: 'did not sell but leased' leased nothing", STATUS, 'if status == "negated" and any(c.dep == "cc" and c.lower == "but"', 'if False and any(c.dep == "cc" and c.lower == "but"'),
    Mutant("status: 'rather than replace it' replaces it", STATUS, "if self._rejected(governor, token) or", "if"),
    Mutant("status: 'nor' denies nothing", STATUS, 'or self._joined_by(governor, token, "nor"):', ":"),
    Mutant("status: 'like a zip being torn' tells", STATUS, "and not is_compared(self.annotated, frame)", ""),
    Mutant("status: a novel tells", STATUS, "and not is_fiction(frame)\n", "\n"),
    Mutant("status: 'which one she chose' tells that she chose it", STATUS, 'if question == "open":', "if False:"),
    Mutant("status: what a question embeds is told", STATUS, 'if frame.link in ("ccomp", "xcomp", "pcomp") and not above.told:', "if False:"),
    Mutant("status: ', while' is what somebody says", STATUS, 'if before == "," or (before == "even"', 'if False or (before == "even"'),
    Mutant("status: 'called for it to be closed' closes it", STATUS, "asked = embedding(governor.lemma, \"obj\") if frame.token in governor.clauses else None", "asked = None"),
    Mutant("status: ', sending the price down' may", STATUS, 'if first and self.annotated.tokens[first - 1].text == ",":', "if False:"),
    Mutant("status: 'so that it can' can", STATUS, 'if "so" in marks and "that" in marks:', "if False:"),
    Mutant("status: 'until the board elects' elects", STATUS, 'and marks != {"as"} and (open_end or marks & _OPEN_ENDED):', "and False:"),
    Mutant("status: 'would go once it was paid' was paid", STATUS, 'or (would and "after" in marks and first.lower == "had"))\n        ):', "and False)\n        ):"),
    Mutant("status: why it would is what somebody says", STATUS, 'and marks & {"after", "as", "while"}\n            and first is', "and False\n            and first is"),
    Mutant("status: 'far from closing' closes", NOUNS, 'prep.head.lower == "far")', "False)"),
    Mutant("status: 'rather than closing' closes", NOUNS, 'word == "than" and (prep.head.lower', 'False and (prep.head.lower'),
    Mutant("status: 'a step towards ending it' ends it", NOUNS, 'word in ("toward", "towards") and', "False and"),
    Mutant("status: 'warned them against going' says that they went", NOUNS, "governor.lemma in _ADVISING_AGAINST:", "False:"),
    Mutant("status: 'the first to leave' may", NOUNS, "ordinal = any(child.lower in ORDINALS for child in noun.children)", "ordinal = False"),
    Mutant("status: who rejects a suggestion says nothing", NOUNS, "if rejected and frame.governor is not None and", "if False and frame.governor is not None and"),
    Mutant("status: 'no evidence that it is' may", NOUNS, "if denied and there_is and lemma in _SHOWING and", "if False and"),
    Mutant("status: 'lost a bid to' may", NOUNS, 'frame.governor.lemma == "lose":', "False:"),
    Mutant("status: 'her argument that' is nobody's", NOUNS, 'owner = noun.child("poss")', "owner = None"),
    Mutant("status: 'a warning from officers that' is nobody's", NOUNS, 'child.lower in ("from", "by", "among"):', 'child.lower in ("by", "among"):'),
    Mutant("status: 'a police statement that' is nobody's", NOUNS, 'if child.dep == "compound" and (', "if False and ("),
    Mutant("status: 'a warning that … was issued by' is nobody's", NOUNS, "return governor.agents[0] if governor.agents else None", "return None"),
    Mutant("status: a relative clause within a speech is the article's", NOUNS, "speakers = above.speakers if quoted or _of_unknown(annotated, frame, noun) else ()", "speakers = above.speakers if _of_unknown(annotated, frame, noun) else ()"),
    Mutant("status: a relative clause of what is said is the speaker's", NOUNS, "speakers = above.speakers if quoted or _of_unknown(annotated, frame, noun) else ()", "speakers = above.speakers"),
    Mutant("status: 'it was not Reed who signed' says that he did", NOUNS, "if _cleft_denied(frame, noun, above):", "if False:"),
    Mutant("status: 'would have led to the plan being approved' approved it", NOUNS, 'any(child.lower == "being" for child in frame.auxiliaries):', "False:"),
    Mutant("status: 'had difficulty finding' found", NOUNS, 'noun.lemma.lower() in ("difficulty", "trouble", "problem"):', "False:"),
    Mutant("status: 'may build a plant that employs' employs", NOUNS, 'if above.status != "fact" and indefinite and', "if False and"),
    Mutant("status: who accuses is no source", NOUNS, 'governor.lemma in ("accuse", "suspect") and', "False and"),
    Mutant("status: 'would fall after losing' may have lost", NOUNS, 'word not in ("after", "since", "for", "despite"):', 'word not in ("since", "for", "despite"):'),
    Mutant("status: 'did not succeed in closing' may have", NOUNS, 'status = "negated" if word in ("in", "to") else "possible"', 'status = "possible"'),
    Mutant("status: 'why she left' is open", SCOPE, '_ADJUNCTS = frozenset(("when", "where", "why", "how"))', '_ADJUNCTS = frozenset(("when", "where"))'),
    Mutant("status: 'asked if' is a condition", SCOPE, 'return frame.link == "advcl" and _asks(governor) and', "return False and"),
    Mutant("status: 'in what he called a mistake' is open", SCOPE, 'if frame.link == "pcomp" and first.lower == "what":', "if False:"),
    Mutant("status: 'like he owned it' tells", SCOPE, '    if "like" in marks:\n', "    if False:\n"),
    Mutant("status: 'as if he owned it' tells", SCOPE, 'return first.lower == "as" and annotated', "return False and annotated"),
    Mutant("status: a novel in which people die tells", SCOPE, 'if clause.link == "relcl" and _is_feigned(clause.token.head):', "if False:"),
    Mutant("status: 'only to find' did not find", SCOPE, 'if any(t.lower == "only" and t.i <= first.i for t in beside):', "if False:"),
    Mutant("status: 'came from behind to win' did not win", SCOPE, 'if governor.lemma in ("come", "fight", "battle", "rally", "recover") and any(', "if False and any("),
    Mutant("status: 'returned to find' did not find", SCOPE, '("return", "arrive", "wake", "awake", "awaken", "get") and', "() and"),
    Mutant("status: who beats to win did not win", SCOPE, "return not governor.passive and frame.lemma in _WINNING and _contested(governor, first.i)", "return False"),
    Mutant("resolve: middle initials part persons", ENTITIES, 'if len(word.rstrip(".")) > 1), words[-1]]', "), words[-1]]"),
    Mutant("resolve: 'Jr' parts persons", ENTITIES, "if word not in _SUFFIXES]", "]"),
    Mutant("resolve: surnames merge without a title", ENTITIES, "        if shared:\n", "        if True:\n            shared = shared or {'x'}\n"),
    Mutant("resolve: surnames merge with the first of several", ENTITIES, "        if len(owners) != 1:\n", "        if not owners:\n"),
    Mutant("resolve: 'Mr' is a title that tells", ENTITIES, '("mr", "mrs", "ms", "miss", "dr", "sir")', "()"),
    Mutant("resolve: acronyms of two names merge", ENTITIES, "        if len(targets) != 1:\n            continue\n", ""),
    Mutant("resolve: legal forms part firms", ENTITIES, "while len(words) > 1 and words[-1] in _LEGAL:", "while False:"),
    Mutant("resolve: one word of two types merges", ENTITIES, 'return (family if len(words) > 1 or family == "Group" else entity.type, *words)', "return (family, *words)"),
    Mutant("resolve: unnamed things merge", ENTITIES, "return (*_LOCAL, article, entity.id)", 'return (*_LOCAL, "", entity.id)'),
    Mutant("resolve: the rarest label wins", ENTITIES, "key=lambda text: (-counts[text], -len(text), text)", "key=lambda text: (counts[text], -len(text), text)"),
    Mutant("resolve: two things of one slug are one", ENTITIES, "        if number:\n", "        if False:\n"),
    Mutant("resolve: speakers keep their local id", ENTITIES, "speakers=tuple(node(speaker) for speaker in statement.speakers)", "speakers=statement.speakers"),
    Mutant("resolve: two articles of one id pass", ENTITIES, "if known is not result and known != result:", "if False:"),
    Mutant("resolve: no reason for a merge over articles", ENTITIES, "if several else mention.reason", "if False else mention.reason"),
    Mutant("resolve: the event type of a relation is its rarest", RELATIONS, "min(counts, key=lambda event: (-counts[event]", "min(counts, key=lambda event: (counts[event]"),
    Mutant("resolve: 'the' parts names", GROUPS, 'return plain.removeprefix("the ") or plain', "return plain"),
    Mutant("resolve: titles part names", GROUPS, "return folded(text) == wanted or _untitled(text) == wanted", "return folded(text) == wanted"),
    Mutant("resolve: a pronoun is a name", GROUPS, 'for m in entity.mentions if m.kind != "pronoun")', "for m in entity.mentions)"),
    Mutant("resolve: a split leaves the statements", SPLITS, "return here and not any(span.overlaps(other) for other in self.stay)", "return False"),
    Mutant("resolve: a split of two articles is none", SPLITS, "    if len(present) < 2:\n", "    if True:\n"),
    Mutant("resolve: unnamed sides of a split go with the last", SPLITS, "(side is None and number == present[0])", "(side is None and number == present[-1])"),
    Mutant("resolve: names set apart are one again", LOOKUP, "if any(sum(bool(side & set(found))", "if False and any(sum(bool(side & set(found))"),
    Mutant("resolve: an article of a name means nothing", LOOKUP, "article == named.article and", "True and"),
    Mutant("resolve: new names are not known", LOOKUP, "return found or (", "return found or [] and ("),
    Mutant("resolve: merges of merges come apart", CORRECTIONS, "leader = [first if at == other else at for at in leader]", "pass"),
    Mutant("resolve: the content of a rejected statement stays", CORRECTIONS, "statement.replace(content=None) if statement.content in self.gone else statement", "statement"),
    Mutant("resolve: a pattern takes any status", CORRECTIONS, 'and correction.status in ("", statement.status)\n', ""),
    Mutant("resolve: a pattern takes any article", CORRECTIONS, 'and correction.article in ("", statement.article)\n', ""),
    Mutant("resolve: a new name reaches no statement", CORRECTIONS, "statements = tuple(_relabelled(statement, self.changed) for statement in self.data.statements)", "statements = self.data.statements"),
    Mutant("resolve: the old name is forgotten", CORRECTIONS, "names = {*entity.aliases, entity.label} - {correction.to}", "names = {*entity.aliases} - {correction.to}"),
    Mutant("resolve: a quotation may begin within a word", ADDITIONS, '(r"(?<!\\w)" if words.strip()[0].isalnum() else "")', '""'),
    Mutant("resolve: a pronoun may be added", ADDITIONS, "if named.name.casefold() in PRONOUNS:", "if False:"),
    Mutant("resolve: what is nowhere may be added", ADDITIONS, "    if span is None:\n        raise Problem(f\"{named} is no entity", "    if False:\n        raise Problem(f\"{named} is no entity"),
    Mutant("resolve: what is found already is added again", ADDITIONS, "    if same is not None:\n", "    if False:\n"),
    Mutant("resolve: an added possibility is a fact", ADDITIONS, 'status = cast(Status, correction.status or "fact")', 'status = cast(Status, "fact")'),
    Mutant("resolve: writing a correction forgets the remarks", FILE, "last -= 1  # remarks", "break  # remarks"),
    Mutant("resolve: a split leaves the merge it contradicts", FILE, 'if kinds == {"merge", "split"}:', "if kinds == set():"),
    Mutant("resolve: a link to a place means nothing", ENTITIES, "    if entity.link:\n        return (\"link\"", "    if False:\n        return (\"link\""),
    Mutant("resolve: an apostrophe parts names", ENTITIES, 'plain = label.replace("’", "\'").replace(".", "")', 'plain = label.replace(".", "")'),
    Mutant("resolve: '&' parts names", ENTITIES, '.replace("&", " and ")', ""),
    Mutant("resolve: a full stop parts names", ENTITIES, '.replace(".", "").replace("&"', '.replace("&"'),
    Mutant("resolve: an acronym that a label is not passes for one", ENTITIES, "if target in by_key and all(_is_acronym(entity.label)", "if target in by_key and any(True"),
    Mutant("resolve: a word in capitals is no acronym", ENTITIES, "letters.isupper() and 2 <= len(letters) <= 8", "False"),
    Mutant("resolve: a letter is an acronym", ENTITIES, "and 2 <= len(letters) <= 8", "and len(letters) <= 8"),
    Mutant("resolve: persons have acronyms", ENTITIES, 'if group.local or key[0] in ("person", "surname"):', "if group.local:"),
    Mutant("resolve: surnames of two articles are one", ENTITIES, 'else ("surname", article, entity.id)', 'else ("surname", *words)'),
    Mutant("resolve: groups and firms of one name are one", ENTITIES, 'return kind if kind in ("Person", "Group") else "other"', 'return kind if kind == "Person" else "other"'),
    Mutant("resolve: the label of a country is as it is written", ENTITIES, 'label = country_label().get(link) or _best(', "label = _best("),
    Mutant("resolve: the label is no other name too", ENTITIES, "for name in (member.label, *member.aliases)} - {label}", "for name in member.aliases} - {label}"),
    Mutant("resolve: what the rarest says it is", ENTITIES, "key=lambda kind: (-counts[kind], kind)", "key=lambda kind: (counts[kind], kind)"),
    Mutant("resolve: who is mentioned least keeps the slug", ENTITIES, "key=lambda pair: (-len(pair[1].mentions)", "key=lambda pair: (len(pair[1].mentions)"),
    Mutant("resolve: an id of an article may be that of another", ENTITIES, "        if own != article:\n", "        if False:\n"),
    Mutant("resolve: qualifiers keep their local id", ENTITIES, "qualifiers=tuple(qualifier(old) for old in statement.qualifiers)", "qualifiers=statement.qualifiers"),
    Mutant("resolve: ends keep the label of their article", ENTITIES, "id=entity.id, label=entity.label,", "id=entity.id,"),
    Mutant("resolve: a merge by the user gives no reason", ENTITIES, "for entity in made[1:]", "for entity in made[2:]"),
    Mutant("resolve: a relation is symmetric when none is", RELATIONS, "        if relation.symmetric:\n", "        if True:\n"),
    Mutant("resolve: what stands above a relation is not there", RELATIONS, "            counts.setdefault(above, 0)\n", "            pass\n"),
    Mutant("resolve: a split takes pronouns along", SPLITS, 'if mention.kind != "pronoun" and fits(mention.text, named)]', "if fits(mention.text, named)]"),
    Mutant("resolve: a split may leave nothing", SPLITS, "if gone and len(gone) < len(left):", "if gone:"),
    Mutant("resolve: two things parted from one article share an id", SPLITS, "    while own in taken:\n", "    while False:\n"),
    Mutant("resolve: a split gives no reason", SPLITS, 'told = f"kept apart from {first} by the user"', 'told = ""'),
    Mutant("resolve: a node without a place stays", SPLITS, "return any(folded(node.text) == folded(mention.text) for mention in self.new.mentions)", "return False"),
    Mutant("resolve: a split of one article parts all", SPLITS, 'here = [named for named in wanted if named.article in ("", result.article.id)]', "here = list(wanted)"),
    Mutant("resolve: an id is no name", GROUPS, '    if named.name.startswith("entity/"):\n', "    if False:\n"),
    Mutant("resolve: capitals part names", GROUPS, '.replace("\\u2019", "\'").casefold().split()', '.replace("\\u2019", "\'").split()'),
    Mutant("resolve: several of a name are the first", LOOKUP, "        if len(found) > 1:\n", "        if False:\n"),
    Mutant("resolve: nobody of a name is somebody", LOOKUP, "        if not found:\n            raise Problem", "        if False:\n            raise Problem"),
    Mutant("resolve: a label is as good as another name", LOOKUP, "            lambda entity: folded(entity.label) == wanted,\n", ""),
)  # fmt: skip


def mutated(mutant: Mutant, source: str) -> str:
    """The text of the file with the rule turned wrong.

    Raises:
        ValueError: unless ``old`` stands in it exactly once.
    """
    if source.count(mutant.old) != 1:
        raise ValueError(f"{mutant.name}: {mutant.old!r} stands {source.count(mutant.old)} times in {mutant.file}")
    return source.replace(mutant.old, mutant.new)


def lives(mutant: Mutant, folder: Path, parses: Path) -> bool:
    """True when no test fails on the mutant; ``folder`` holds a copy of the package, ``parses`` are of :func:`keep_parses`."""
    path = folder / "newsgraph" / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(mutated(mutant, source), encoding="utf-8", newline="\n")
    try:
        for tests in TESTS[mutant.file.partition("/")[0]]:
            code = _tested(tests, parses)
            if code == 1:
                return False
            if code != 0:
                raise RuntimeError(f"{mutant.name}: the tests could not run: python -m pytest {' '.join(tests)} ended with {code}")
        return True
    finally:
        path.write_text(source, encoding="utf-8", newline="\n")


def _tested(tests: tuple[str, ...], parses: Path) -> int:
    """The exit code of pytest on these tests, in a copy of this process, which has all libraries loaded and nothing of the package."""
    child = os.fork()
    if not child:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if any(test.startswith("tests/golden/") for test in tests):
            _use_parses(parses)
        os._exit(int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests])))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def keep_parses(path: Path) -> None:
    """Write what the language model makes of the golden clauses, which no mutant changes."""
    child = os.fork()
    if not child:
        from newsgraph.language.parse import load_model, parse
        from newsgraph.model import Article

        sys.path.insert(0, str(ROOT / "tests"))
        from helpers.golden import read_cases

        texts = sorted(
            {case.text for name in GOLDEN for case in read_cases((ROOT / "tests" / "golden" / name).read_text(encoding="utf-8"))}
        )
        articles = [Article(f"golden-{number:04}", text) for number, text in enumerate(texts)]
        kept = {}
        for annotated in parse(articles, load_model()):
            annotated.doc = None  # what extractors read are the plain tokens
            kept[annotated.article.text] = pickle.dumps(annotated)
        path.write_bytes(pickle.dumps(kept))
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("the golden clauses could not be parsed")


def _use_parses(path: Path) -> None:
    """Give the kept parses instead of parsing."""
    import newsgraph.language.parse as module

    kept = pickle.loads(path.read_bytes())

    def parse(articles: Iterable[Any], nlp: object) -> Iterator[Any]:
        for article in articles:
            annotated = pickle.loads(kept[article.text])
            annotated.article = article
            yield annotated

    module.parse = parse
    module.load_model = lambda name="": None


def main(arguments: list[str]) -> int:
    """Try the mutants whose names begin with the first argument."""
    wanted = [mutant for mutant in MUTANTS if mutant.name.startswith(arguments[0] if arguments else "")]
    alive: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sys.path.insert(0, name)
        sys.dont_write_bytecode = True
        os.chdir(ROOT)
        for library in LIBRARIES:
            importlib.import_module(library)
        shutil.copytree(ROOT / "src" / "newsgraph", folder / "newsgraph", ignore=shutil.ignore_patterns("__pycache__"))
        parses = folder / "parses"
        keep_parses(parses)
        for tests in sorted({group for mutant in wanted for group in TESTS[mutant.file.partition("/")[0]]}):
            if _tested(tests, parses):
                raise RuntimeError(f"the tests fail on the rules as they are: python -m pytest {' '.join(tests)}")
        for number, mutant in enumerate(wanted, 1):
            living = lives(mutant, folder, parses)
            alive += [mutant.name] if living else []
            print(f"{number}/{len(wanted)} {'LIVES' if living else 'killed'} {mutant.name}", flush=True)
    print(f"{len(wanted) - len(alive)} of {len(wanted)} killed", *(f"lives: {name}" for name in alive), sep="\n")
    return 1 if alive or not wanted else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
