"""How the clause around a word is told: for extractors that look for words, and must not make a fact of a denial or a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsgraph.extraction.frames import Frames
from newsgraph.extraction.phrases import Phrases, slug
from newsgraph.extraction.status_rules import Contexts
from newsgraph.extraction.words import behind_of
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.model import Modality, Node, Status

__all__ = ["Telling", "speaker_nodes", "telling"]


@dataclass(frozen=True, slots=True)
class Telling:
    """Fields of a statement of the same names: whether it is so, in which way it is possible, whose claim it is (innermost first)."""

    status: Status = "fact"
    modality: Modality | None = None
    speakers: tuple[Node, ...] = ()


def telling(annotated: AnnotatedDoc, token: Token, phrases: Phrases) -> Telling:
    """How the article tells the innermost clause that ``token`` stands in, through all that embeds the clause.

    *Anna Reed denied that Tom Kay was born in Oslo*, asked at *born*: negated, by Anna Reed. A word without a predicate above it
    is told as a fact, in the article's own voice. ``phrases`` are those of the same document.
    """
    frames = Frames.of(annotated)
    frame = next((frames.by_i[above.i] for above in (token, *token.ancestors()) if above.i in frames.by_i), None)
    if frame is None:
        return Telling()
    context = Contexts.over(annotated).of(frame)
    return Telling(context.status, context.modality, speaker_nodes(annotated, context.speakers, phrases))


def speaker_nodes(annotated: AnnotatedDoc, heads: Iterable[int], phrases: Phrases) -> tuple[Node, ...]:
    """The speakers of a context as nodes; -1, and whom no node may stand for, is the unnamed speaker of the article."""
    found: list[Node] = []
    for i in heads:
        head = annotated.tokens[max(i, 0)]
        nodes = (_foremost(annotated, head, phrases) or phrases.nodes(head) or _some_of(annotated, head, phrases)) if i >= 0 else []
        if not nodes:
            nodes = [Node("concept", f"concept/{slug(annotated.article.id)}/unnamed-speaker", "unnamed speaker", "Thing", (), "", None)]
        found.extend(node for node in nodes[:1] if node.id not in {known.id for known in found})
    return tuple(found)


def _foremost(annotated: AnnotatedDoc, head: Token, phrases: Phrases) -> list[Node]:
    """ "The eldest of them, Ann Reed, said": the one whom the apposition names."""
    target = behind_of(head)
    if not (head.tag == "JJS" or head.lower.endswith("est")) or target is None:
        return []
    names = [child for noun in (head, target) for child in noun.children if child.dep == "appos" and child.i in annotated.name_head]
    return phrases.nodes(names[0]) if len(names) == 1 else []


def _some_of(annotated: AnnotatedDoc, head: Token, phrases: Phrases) -> list[Node]:
    """ "Two of them said", "some of his allies say": a part of those whom the text tells."""
    target = behind_of(head)
    whole = phrases.nodes(target) if target is not None else []
    if len(whole) != 1 or head.child("det", "poss") is not None or not (head.tag == "CD" or head.pos in ("DET", "ADJ", "PRON", "NUM")):
        return []
    label = f"{head.lower} of {whole[0].label if whole[0].label[:1].isupper() else f'the {whole[0].label}'}"
    return [Node("concept", f"concept/{slug(annotated.article.id)}/{slug(label)}", label, "Group", (), whole[0].text, whole[0].span)]
