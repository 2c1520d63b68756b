"""Quotations: which words stand in quotation marks, whether they are somebody's speech, and whose.

The opening and closing marks are told apart in the article's own characters (the parse has straight ones); each quotation then is
speech (a full utterance with a cue beside it, or standing alone) or part of the clause around it, by its punctuation, its
first letter and the verbs inside and before it; speakers come from the cue, or from the quotation or sentence next to it.

References:
    S. Pareti, A Database of Attribution Relations, LREC 2012 (direct, indirect and mixed quotations).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.language.annotated import AnnotatedDoc, Quotation, Token
from newsgraph.language.quote_marks import MarkedSpan, marked_spans
from newsgraph.language.speakers import Cue, cue_after, cue_before, governing_cue, is_speech_verb, personal_subject
from newsgraph.lexicons.pronouns import FIRST, FIRST_PLURAL
from newsgraph.lexicons.speech import speech_verb

__all__ = ["find_quotations"]

_MARKS = frozenset({'"', "'", "''", "``", "`"})
_ENDS = frozenset({".", "?", "!", "...", "…"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOT_MAIN = frozenset({"relcl", "acl"})
_WINDOW = 60
# Verbs that say what something is called, not what was said: the words after them are a name or a judgement.
_LABELLING = frozenset({"characterise", "judgement"})


@dataclass(slots=True)
class _Part:
    """One quotation at work: tokens between the marks, the enclosing region, and where its neighbours end."""

    low: int
    high: int
    region: tuple[int, int]
    paragraph: int
    continues: bool
    nested: bool
    before: int = 0
    after: int = 0
    speech: bool = False
    cue: Cue | None = None
    group: int = -1
    joined: bool = False
    cut: bool = False


def find_quotations(annotated: AnnotatedDoc) -> None:
    """Fill ``annotated.quotations`` and ``quotation_of``.

    Nested speech owns its tokens; all other nested quotations leave them to the one around them. Partial quotations
    (``speech`` False) have a speaker only when a first person inside them needs one. Time grows with the length of the text.
    """
    tokens = annotated.tokens
    paragraphs = _paragraphs(annotated)
    spans = marked_spans(annotated.article.text, [(tokens[low].char_start, tokens[high - 1].char_end) for low, high in paragraphs])
    parts = _parts(annotated, spans, paragraphs)
    for index, part in enumerate(parts):
        _classify(tokens, part, parts[index - 1] if index else None)
    _group(tokens, parts)
    annotated.quotations = [
        Quotation(
            part.low,
            part.high,
            part.speech,
            part.cue.speaker.i if part.cue and part.cue.speaker else None,
            part.cue.verb.i if part.cue and part.cue.verb else None,
            part.cue.addressee.i if part.cue and part.cue.addressee else None,
            part.group,
        )
        for part in parts
    ]
    annotated.quotation_of = {}
    for index, part in enumerate(parts):
        for i in range(part.low, part.high):
            # Inner ones come later: words quoted within a speech stay the outer speaker's, unless somebody else says them.
            if i not in annotated.quotation_of or part.speech:
                annotated.quotation_of[i] = index


def _paragraphs(annotated: AnnotatedDoc) -> list[tuple[int, int]]:
    """Token ranges of the paragraphs, in order."""
    ranges: list[tuple[int, int]] = []
    last = -1
    for sentence in annotated.sentences:
        if sentence.paragraph != last:
            ranges.append((sentence.token_start, sentence.token_end))
            last = sentence.paragraph
        else:
            ranges[-1] = (ranges[-1][0], sentence.token_end)
    return ranges


def _parts(annotated: AnnotatedDoc, spans: Sequence[MarkedSpan], paragraphs: Sequence[tuple[int, int]]) -> list[_Part]:
    tokens = annotated.tokens
    starts = [token.char_start for token in tokens]
    ends = [token.char_end for token in tokens]
    paragraph_starts = [low for low, _ in paragraphs]
    parts: list[_Part] = []
    outer: list[_Part] = []
    for span in spans:
        low = bisect_right(ends, span.char_start)
        high = bisect_left(starts, span.char_end)
        if low >= high:
            continue
        number = bisect_right(paragraph_starts, low) - 1
        if not span.closed and not span.continues:
            high = _bounded(tokens, low, high, paragraphs[number][0])
        while outer and outer[-1].high <= low:
            outer.pop()
        region = (outer[-1].low, outer[-1].high) if outer else paragraphs[number]
        high = min(high, region[1])
        part = _Part(low, high, region, number, span.continues, bool(outer))
        parts.append(part)
        outer.append(part)
    parts = _split(tokens, parts)
    _neighbours(parts)
    return parts


def _bounded(tokens: Sequence[Token], low: int, high: int, paragraph_start: int) -> int:
    """Where a quotation ends whose closing mark was forgotten: with its sentence, or its paragraph if it began that."""
    if low - 1 <= paragraph_start:
        return min(high, low + 10 * _WINDOW)
    for i in range(low, high):
        if tokens[i].text in _ENDS:
            return i + 1
    return min(high, low + _WINDOW)


def _split(tokens: Sequence[Token], parts: Sequence[_Part]) -> list[_Part]:
    """Cut quotations that begin inside a clause and go on after its end: *said it was “good. It will help us.”*"""
    cut: list[_Part] = []
    for part in parts:
        at = next(
            (i for i in range(part.low, part.high - 1) if tokens[i].text in (".", "?", "!") and not tokens[i + 1].text[0].islower()), None
        )
        word = next((token for token in tokens[part.low : part.high] if token.text[0].isalnum()), tokens[part.low])
        before = _before(tokens, part.low, part.region[0])
        inside = before is not None and before.text not in (*_ENDS, ":") and word.text[0].islower()
        if at is None or part.nested or not inside or (before is not None and before.text == "," and _has_clause(tokens, part.low, at)):
            cut.append(part)
            continue
        cut.append(_Part(part.low, at + 1, part.region, part.paragraph, False, part.nested, cut=True))
        cut.append(_Part(at + 1, part.high, part.region, part.paragraph, part.continues, part.nested))
    return sorted(cut, key=lambda part: (part.low, -part.high))


def _neighbours(parts: Sequence[_Part]) -> None:
    """Set how far each quotation may look for its cue: to its region's ends, or the quotations beside it."""
    last: dict[tuple[int, int], _Part] = {}
    for part in parts:
        part.before, part.after = part.region
        previous = last.get(part.region)
        if previous is not None:
            part.before = previous.high
            previous.after = part.low
        last[part.region] = part


def _before(tokens: Sequence[Token], low: int, start: int) -> Token | None:
    """The token before the opening mark, or None at the start of the region."""
    i = low - 1
    while i >= start and tokens[i].text in _MARKS:
        i -= 1
    return tokens[i] if i >= start else None


def _after(tokens: Sequence[Token], high: int, stop: int) -> Token | None:
    i = high
    while i < stop and tokens[i].text in _MARKS:
        i += 1
    return tokens[i] if i < stop else None


def _has_clause(tokens: Sequence[Token], low: int, high: int) -> bool:
    """True when a finite clause or an imperative stands between the marks, not just a relative clause."""
    if tokens[low].tag == "VB":
        return True
    for token in tokens[low:high]:
        if token.tag not in _FINITE:
            continue
        verb = token.head if token.dep in ("aux", "auxpass") else token
        if verb.dep in _NOT_MAIN or not low <= verb.i < high:
            continue
        if any(child.dep in ("nsubj", "nsubjpass", "expl", "csubj") and low <= child.i < high for child in verb.children):
            return True
    return False


def _classify(tokens: Sequence[Token], part: _Part, previous: _Part | None) -> None:
    """Decide ``speech`` and find the cue."""
    low, high = part.low, part.high
    first = next((token for token in tokens[low:high] if token.text[0].isalnum()), None)
    if first is None:
        return
    prev, nxt = _before(tokens, low, part.region[0]), _after(tokens, high, part.region[1])
    start = max(part.before, low - _WINDOW)
    stop = min(part.after, high + _WINDOW)
    adjoining = previous is not None and previous.high == low and previous.region == part.region
    ended = tokens[high - 1].text in (*_ENDS, ",", "—", "-", ";") or nxt is None or nxt.text in (*_ENDS, ",", ";")
    capital = first.text[0].isupper()
    sentences = sum(1 for i in range(low, high - 1) if tokens[i].text in (".", "?", "!") and tokens[i + 1].text[0].isupper())
    clause = _has_clause(tokens, low, high)
    # "a.m." may end a sentence too
    initial = prev is None or prev.text in _ENDS or (prev.text.endswith(".") and capital and clause and ended)

    leading = cue_before(tokens, low, high, start, adjacent=True)
    trailing = cue_after(tokens, low, high, stop) if ended else None
    cue = leading or trailing
    interrupted = previous is not None and previous.speech and not part.nested and _interrupts(tokens, previous, part, prev)
    lead_verb = leading.verb if leading else None
    labelling = lead_verb is not None and _labels(lead_verb)
    if previous is not None and (adjoining or interrupted):
        part.speech = part.joined = True
        cue = _continued(cue, leading, previous, interrupted=interrupted)
    elif part.nested:
        part.speech = cue is not None and capital and clause and not labelling
    elif initial or (prev is not None and prev.text == ";" and capital):
        part.speech = bool(sentences) or (ended and (trailing is not None or clause or tokens[high - 1].text in _ENDS))
    elif prev is not None and prev.text == ":":
        part.speech = leading is not None or clause or bool(sentences)
    elif prev is not None and prev.text in (",", "—", "-"):
        near = lead_verb is not None and not labelling and (capital or clause)
        part.speech = near or (clause and ended and (capital or trailing is not None)) or bool(sentences)
    else:
        bare = lead_verb is not None and prev is lead_verb
        part.speech = (not labelling and capital and ended and (bare or (clause and lead_verb is not None))) or (
            bool(sentences) and capital
        )
    if part.speech:
        part.cue = cue or cue_before(tokens, low, high, start, adjacent=False) if not initial else cue
    elif any(token.lower in FIRST | FIRST_PLURAL for token in tokens[low:high]) or part.cut:
        head = next((token for token in tokens[low:high] if not low <= token.head.i < high), first)
        part.cue = governing_cue(head, low, high)


def _continued(cue: Cue | None, leading: Cue | None, previous: _Part, *, interrupted: bool) -> Cue | None:
    """The cue of a part that goes on where ``previous`` was broken off: its own ("…, adding: “…”"), or the same again."""
    known = previous.cue
    if interrupted:
        own = leading is not None and (known is None or leading.verb is not known.verb)
        return Cue((leading.speaker or known.speaker) if known else leading.speaker, leading.verb) if own and leading else known
    return cue or known


def _interrupts(tokens: Sequence[Token], previous: _Part, part: _Part, prev: Token | None) -> bool:
    """True when the words between two quotations only interrupt one: *“If it fails,” he warned, “we will go”*, or two dashes."""
    dashes = ("—", "–", "--", "-")
    if prev is None or prev.text not in (",", ":", *dashes) or previous.region != part.region:
        return False
    between = [token for token in tokens[previous.high : part.low] if token.text not in _MARKS]
    if len(between) > _WINDOW or any(token.text in _ENDS for token in between):
        return False
    if between and between[0].text in dashes and prev.text in dashes:
        return True
    return previous.cue is not None and previous.cue.verb is not None and previous.high <= previous.cue.verb.i < part.low


def _labels(verb: Token) -> bool:
    entry = speech_verb(verb.lemma.lower())
    return entry is not None and entry.kind in _LABELLING


def _group(tokens: Sequence[Token], parts: Sequence[_Part]) -> None:
    """Number the groups; give quotations without a cue the speaker of the one before, or of the sentence beside them."""
    groups = 0
    previous: _Part | None = None
    members: list[_Part] = []
    for part in parts:
        if not part.speech or part.nested:
            part.group, groups = groups, groups + 1
            continue
        joined = previous is not None and _goes_on(tokens, previous, part)
        if joined and previous is not None:
            part.group = previous.group
            if part.cue is None:
                part.cue = Cue(previous.cue.speaker, None, previous.cue.addressee) if previous.cue else None
            elif previous.continues:
                _give_back(members, part)
            members.append(part)
        else:
            members = [part]
            part.group, groups = groups, groups + 1
            if part.cue is None:
                part.cue = _neighbour_cue(tokens, previous, part)
        previous = part


def _give_back(members: Sequence[_Part], part: _Part) -> None:
    """A speech over several paragraphs may name its speaker only in the last: the parts before it get theirs from there."""
    for other in reversed(members):
        if part.cue is None or (other.cue is not None and other.cue.verb is not None):
            return
        other.cue = Cue(part.cue.speaker, None, part.cue.addressee)


def _goes_on(tokens: Sequence[Token], previous: _Part, part: _Part) -> bool:
    """True when the same person goes on: after "he said", or in a further quotation with no other sentence between."""
    if previous.continues and part.paragraph == previous.paragraph + 1:
        return True
    if part.paragraph != previous.paragraph:
        return False
    if part.joined:
        return True
    if part.cue is not None:
        return previous.cue is not None and part.cue.verb is not None and part.cue.verb is previous.cue.verb
    between = [token for token in tokens[previous.high : part.low] if token.text not in _MARKS]
    while between and between[-1].text in _ENDS:
        between.pop()
    own = previous.cue is not None and previous.cue.verb is not None and previous.cue.verb.i >= previous.high
    stops = sum(1 for token in between if token.text in _ENDS)
    return stops == 0 and (own or not between or len(between) <= 3)


def _neighbour_cue(tokens: Sequence[Token], previous: _Part | None, part: _Part) -> Cue | None:
    """The speaker from the sentence before (in the paragraph, or else at the end of the paragraph before) or right after."""
    # Words quoted inside the sentence before do not cut it.
    low = previous.high if previous is not None and previous.region == part.region else part.region[0]
    end = part.low
    while end > low and (tokens[end - 1].text in _MARKS or tokens[end - 1].text == ":"):
        end -= 1
    begin = end - 1
    while begin > low and end - begin < _WINDOW and tokens[begin - 1].text not in _ENDS:
        begin -= 1
    if begin >= low and end > begin:
        found = personal_subject(tokens, begin, end)
        if found is not None:
            return Cue(found.speaker, None, None)
    after = part.high
    while after < part.after and tokens[after].text in _MARKS:
        after += 1
    stop = next((i for i in range(after, min(part.after, after + _WINDOW)) if tokens[i].text in _ENDS), after)
    if stop > after and any(is_speech_verb(token) for token in tokens[after:stop]):
        found = personal_subject(tokens, after, stop)
        if found is not None:
            return Cue(found.speaker, None, None)
    if previous is not None and previous.cue is not None and 0 <= part.paragraph - previous.paragraph <= 1:
        return Cue(previous.cue.speaker, None, None)
    return _paragraph_before(tokens, part)


def _paragraph_before(tokens: Sequence[Token], part: _Part) -> Cue | None:
    """A paragraph that opens with a quotation and names nobody: whoever the last sentence before it was about."""
    end = part.region[0]
    if end == 0 or part.low - part.region[0] > 2:
        return None
    begin = end - 1
    while begin > 0 and end - begin < _WINDOW and tokens[begin - 1].text not in _ENDS:
        begin -= 1
    found = personal_subject(tokens, begin, end)
    return Cue(found.speaker, None, None) if found is not None and found.verb is not None else None
