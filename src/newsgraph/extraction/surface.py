"""How the article words a relation: its own words, in an order in which they can be read between the two ends."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.extraction.frames import Frame
from newsgraph.language.annotated import Token
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.titles import written_out

__all__ = ["surface"]

_DOING = {"is": "does", "are": "do", "was": "did", "were": "did", "’s": "does", "'s": "does", "’re": "do", "'re": "do"}


def surface(text: str, frame: Frame, name: str, tokens: Sequence[Token], subject: Token, *, active: bool = False) -> str:
    """The words of a relation ``name``, as the article's ``text`` has them: those of ``tokens`` and what the name takes up besides.

    "reduced travel to" for "reduce travel to", where only *reduced* and *to* are marked as evidence; a participle that stands for a passive
    clause gets its auxiliary ("were held at"), a passive that was turned round (``active``) loses it ("has weighed down").
    """
    verb = frame.token
    verbal = verb in tokens and verb.tag.startswith("VB")
    done_to = verbal and not frame.passive and name.startswith(f"be {participle(verb.lemma)} ")  # "sent her to Rome": she was sent to
    unused = list(tokens)
    if not verbal:
        known = {"be", *(form for t in tokens for form in (t.lower, t.lemma.lower(), written_out(t.text)))}
        return " ".join([*(text[t.char_start : t.char_end] for t in tokens), *(word for word in name.split() if word not in known)])
    if not done_to:
        others = [*frame.auxiliaries, *(child for child in verb.children if child.dep == "neg")]
        unused = sorted({t.i: t for t in (*unused, *others)}.values(), key=lambda t: t.i)
    unreal = any(t.tag in ("MD", "TO") for t in frame.auxiliaries)
    base, helping = False, ""
    if active and frame.passive:
        kept = [t for t in unused if t.dep != "auxpass" and t.lemma != "be"]
        base = unreal or any(t.lemma == "do" for t in kept)
        if any(t.dep == "neg" for t in kept) and not base and not any(t.lemma == "have" for t in kept):
            base, helping = True, next((_DOING[t.lower] for t in unused if t.lower in _DOING), "did")  # "was not founded by": did not found
        unused = kept
    clause = verb.subtree()
    words: list[tuple[int, str]] = []
    for number, word in enumerate(name.split()):
        token = next((t for t in unused if word in (t.lower, t.lemma.lower()) and not (t.tag == "TO" and t in frame.auxiliaries)), None)
        if done_to and number == 1:
            words.append((verb.i, word))
            unused.remove(verb)
        elif token is not None:
            unused.remove(token)
            words.append((token.i, token.lemma if base and token is verb else text[token.char_start : token.char_end]))
        elif word == "be" and number == 0:
            words.append((-1, "be" if done_to and unreal else "were" if subject.tag in ("NNS", "NNPS") else "was"))
        else:
            found = next((t for t in clause if word in (t.lower, t.lemma.lower()) and t not in tokens), None)
            words.append((-1, found.lower if found is not None and not found.ent_type else word))
    if helping:
        words.insert(0, (-1, helping))
    for token in unused:
        office = verb.lemma == "be" and not name.startswith("be ")  # "was prime minister of"
        place = next((at for at, (i, _) in enumerate(words) if i > token.i or (office and i < 0) or (office and i > verb.i)), len(words))
        words.insert(place, (token.i, text[token.char_start : token.char_end]))
    return _joined(words)


def _joined(words: Sequence[tuple[int, str]]) -> str:
    """With spaces, but for what the article writes together ("didn't")."""
    joined = ""
    for _, word in words:
        joined += word if word.lower() in ("n't", "n’t") or not joined else f" {word}"
    return joined
