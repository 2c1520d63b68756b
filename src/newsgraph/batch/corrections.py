"""Where the user's corrections of a graph stand, and telling which of them did nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsgraph.config import Config
from newsgraph.errors import CorrectionError, NotFoundError
from newsgraph.model import AppliedCorrection, Correction
from newsgraph.resolve.correction_file import CORRECTIONS_FILE, read_corrections

__all__ = ["corrections_json", "corrections_path", "load_corrections", "read_text", "refuse_idle", "warn_of_idle"]

_LOG = logging.getLogger("newsgraph")


def corrections_path(config: Config, out: Path | None) -> Path | None:
    """The file of corrections: that of the settings, else the one in the folder of the graph, else none."""
    return Path(config.corrections) if config.corrections else out / CORRECTIONS_FILE if out else None


def load_corrections(config: Config, out: Path | None) -> tuple[Correction, ...]:
    """The corrections of a graph; none where there is no file, unless the settings name one.

    Raises:
        CorrectionError: when the file cannot be read, or the settings name one that is not there.
    """
    path = corrections_path(config, out)
    if path is None or (not config.corrections and not path.exists()):
        return ()
    return read_corrections(path)


def read_text(path: Path) -> str:
    """The text of a file of corrections that is to be changed; empty when there is none yet.

    Raises:
        CorrectionError: when it cannot be read.
    """
    if not path.exists():
        return ""
    read_corrections(path)  # tells what is wrong with it, and where
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def warn_of_idle(applied: Iterable[AppliedCorrection], path: Path | None) -> None:
    """Tell each correction that was not applied."""
    for one in applied:
        if one.problem:
            _LOG.warning("%s: not applied: %s: %s", path or CORRECTIONS_FILE, one.correction, one.problem)


def refuse_idle(applied: Iterable[AppliedCorrection], new: Iterable[Correction]) -> None:
    """Make sure that ``new`` corrections were applied.

    Raises:
        NotFoundError: when one meets nothing in the graph.
        CorrectionError: when one cannot be applied for another reason.
    """
    wanted = {correction.id for correction in new}
    for one in applied:
        if one.problem and one.correction.id in wanted:
            message = f"{one.correction}: {one.problem}; nothing was changed"
            raise (NotFoundError if one.problem.startswith("no ") else CorrectionError)(message)


def corrections_json(applied: Iterable[AppliedCorrection], path: Path | None) -> dict[str, Any]:
    """What ``run.json`` tells of the corrections: their file, how many were applied, and which were not, with the reason."""
    listed = list(applied)
    return {
        "file": str(path) if path and listed else None,
        "applied": sum(not one.problem for one in listed),
        "not_applied": [{"correction": str(one.correction), "problem": one.problem} for one in listed if one.problem],
    }
