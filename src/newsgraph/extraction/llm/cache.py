"""Answers on disk by what was asked, and what a build has spent: one SQLite file that several processes share."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import LlmBudgetError, LlmError

__all__ = ["AnswerCache", "Budget"]

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (digest TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS spent (run TEXT PRIMARY KEY, tokens INTEGER NOT NULL, cost REAL NOT NULL);
"""
_BUSY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Budget:
    """The most tokens and money that one build may take; 0 for no limit."""

    tokens: int = 0
    cost: float = 0.0


class AnswerCache:
    """The file ``llm.sqlite`` in a folder, which is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "llm.sqlite"

    @staticmethod
    def digest(url: str, body: bytes) -> str:
        """64 hexadecimal digits over whom is asked what: equal questions have equal answers."""
        return hashlib.sha256(url.encode("utf-8") + b"\n" + body).hexdigest()

    def get(self, digest: str) -> str | None:
        """The content of an answer that was kept.

        Raises:
            LlmError: when the file cannot be used.
        """
        with self._open() as file:
            row = file.execute("SELECT content FROM answers WHERE digest = ?", (digest,)).fetchone()
        return str(row[0]) if row else None

    def put(self, digest: str, content: str) -> None:
        """Keep an answer."""
        with self._open() as file:
            file.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (digest, content))

    def reserve(self, run: str, budget: Budget, tokens: int, cost: float) -> None:
        """Set aside what a question may take at most, before it is asked.

        Raises:
            LlmBudgetError: when that is more than is left; nothing is set aside then.
        """
        with self._open() as file:
            row = file.execute("SELECT tokens, cost FROM spent WHERE run = ?", (run,)).fetchone() or (0, 0.0)
            if budget.tokens and row[0] + tokens > budget.tokens:
                raise LlmBudgetError(
                    f"the budget is used up: {row[0]} of {budget.tokens} tokens are spent, and the next question may take {tokens}; "
                    "build again to go on from here, or raise llm.budget_tokens"
                )
            if budget.cost and row[1] + cost > budget.cost:
                raise LlmBudgetError(
                    f"the budget is used up: {row[1]:.4g} of {budget.cost:g} is spent, and the next question may cost {cost:.4g}; "
                    "build again to go on from here, or raise llm.budget_cost"
                )
            file.execute("INSERT OR REPLACE INTO spent VALUES (?, ?, ?)", (run, row[0] + tokens, row[1] + cost))

    def settle(self, run: str, tokens: int, cost: float) -> None:
        """Add to what is spent: after a question what it took, less what was set aside."""
        with self._open() as file:
            file.execute("UPDATE spent SET tokens = tokens + ?, cost = cost + ? WHERE run = ?", (tokens, cost, run))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction; others wait for its end."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)) as file:
                file.executescript(_TABLES)
                file.execute("BEGIN IMMEDIATE")
                try:
                    yield file
                except BaseException:
                    file.execute("ROLLBACK")
                    raise
                file.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise LlmError(
                f"the cache of answers {self.path} cannot be used ({error}); remove it, or set llm.cache to another folder"
            ) from error
