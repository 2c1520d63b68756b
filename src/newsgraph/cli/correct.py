"""``newsgraph correct``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from newsgraph.cli.common import progress_bar, say

__all__ = ["correct"]


def correct(
    graph: Annotated[Path, typer.Argument(help="Folder of a graph.", show_default=False)],
    kind: Annotated[
        Literal["merge", "split", "reject", "add", "rename", "retype"], typer.Argument(help="What is to be done.", show_default=False)
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names (merge, split); name and new name (rename) or type (retype); subject, relation and object (add); "
            "id of a statement (reject). NAME@ARTICLE is a name in one article.",
            show_default=False,
        ),
    ] = None,
    subject: Annotated[str | None, typer.Option("--subject", help="Reject all statements with this subject,")] = None,
    relation: Annotated[str | None, typer.Option("--relation", help="this relation,")] = None,
    object: Annotated[str | None, typer.Option("--object", help="and this object.")] = None,
    article: Annotated[str | None, typer.Option("--article", help="Id of the article that states it.")] = None,
    sentence: Annotated[
        str | None, typer.Option("--sentence", help="What the article says, quoted: the evidence of what is added.")
    ] = None,
    status: Annotated[Literal["fact", "negated", "possible"] | None, typer.Option("--status", help="Status of the statement.")] = None,
    modality: Annotated[str | None, typer.Option("--modality", help="Which kind of possible it is.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Whose claim it is.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why, for those who read the file.")] = None,
) -> None:
    """Correct a graph, for this and every later build.

    Merge names that are one, split what is not, reject a statement that is wrong, add one that is missing, rename, retype. It is
    written into the file of corrections (corrections.toml in the folder of the graph) and applied at once.
    """
    from newsgraph.graph import load
    from newsgraph.graph.corrections import correction

    there = load(graph)
    made = correction(
        there, kind, words or [], subject=subject, relation=relation, object=object, article=article, sentence=sentence,
        status=status, modality=modality, speaker=speaker, note=note,
    )  # fmt: skip
    with progress_bar() as progress:
        corrected = there.correct(made, progress=progress)
    say(f"{graph}: {made}")
    say(f"{graph}: {corrected.summary()}")
