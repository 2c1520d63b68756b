"""The extractor ``llm``: asks a language model part by part of the article, and keeps what the article bears out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsgraph.config import Config, LlmConfig
from newsgraph.errors import ConfigError, LlmBudgetError, LlmError
from newsgraph.extraction.base import Requirement
from newsgraph.extraction.llm.client import Client, CutOffError
from newsgraph.extraction.llm.grounding import Grounding, RejectedError
from newsgraph.extraction.llm.protocol import Proposals, request_body
from newsgraph.language.annotated import AnnotatedDoc, Sentence
from newsgraph.model import ModelUse, Statement

__all__ = ["LlmExtractor"]

_GIVE_UP_AFTER = 3  # parts in a row without an answer: the server is away, and each further one would only wait for it


class LlmExtractor:
    """Statements of a language model, each grounded in the article; see ``docs/language-models.md``."""

    name = "llm"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse", "entities", "quotations", "times"})

    def __init__(self) -> None:
        """It asks nobody before it is configured."""
        self._settings = LlmConfig()
        self._client: Client | None = None
        self._rejected: Counter[str] = Counter()
        self._failed: list[str] = []
        self._proposed = 0
        self._in_a_row = 0
        self._stopped = ""

    def configure(self, config: Config, run: str) -> None:
        """Take the settings; ``run`` names the build that a budget is for.

        Raises:
            ConfigError: when they name no server or no model.
        """
        if not config.llm.base_url or not config.llm.model:
            raise ConfigError(
                "the extractor 'llm' needs to know whom to ask: set base_url and model in the table [llm] of newsgraph.toml, "
                'for example base_url = "http://127.0.0.1:8080/v1"'
            )
        self._settings = config.llm
        self._client = Client(config.llm, run)

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document that its text bears out; parts without an answer are in :meth:`take_use`.

        Raises:
            ConfigError: when it was not configured.
        """
        if self._client is None:
            raise ConfigError("the extractor 'llm' was not configured; run it with 'newsgraph build', 'newsgraph extract' or in Python")
        grounding = Grounding(annotated, f"{self.name}/{self.version}", self._settings.confidence)
        found: dict[str, Statement] = {}
        for part in self._parts(annotated):
            for asked, proposals in self._asked(annotated, part, self._client):
                self._ground(proposals, asked, grounding, found)
        return list(found.values())

    def take_use(self) -> ModelUse:
        """What asking came to since the last call."""
        use = self._client.use if self._client is not None else ModelUse()
        told = replace(use, proposed=self._proposed, rejected=dict(sorted(self._rejected.items())), failed=tuple(self._failed))
        if self._client is not None:
            self._client.use = ModelUse()
        self._rejected, self._failed, self._proposed = Counter(), [], 0
        return told

    def _parts(self, annotated: AnnotatedDoc) -> Iterator[list[Sentence]]:
        """Sentences of running text, as many at once as ``chunk_chars`` has room for."""
        part: list[Sentence] = []
        chars = 0
        for sentence in annotated.sentences:
            if sentence.kind != "body":
                continue
            length = sentence.span.end - sentence.span.start
            if part and chars + length > self._settings.chunk_chars:
                yield part
                part, chars = [], 0
            part.append(sentence)
            chars += length
        if part:
            yield part

    def _asked(self, annotated: AnnotatedDoc, part: list[Sentence], client: Client) -> Iterator[tuple[list[Sentence], Proposals]]:
        """The answers about a part; about its halves where that about the whole would be too long."""
        body = request_body(self._settings, [(sentence, sentence.span.of(annotated.article.text)) for sentence in part])
        where = f"sentences {part[0].i + 1} to {part[-1].i + 1}"
        try:
            proposals = client.ask(body, stopped=self._stopped)
        except CutOffError as error:
            if len(part) == 1:
                self._failed.append(f"{where}: {error}")
                return
            half = len(part) // 2
            yield from self._asked(annotated, part[:half], client)
            yield from self._asked(annotated, part[half:], client)
            return
        except LlmError as error:
            self._failed.append(f"{where}: {error}")
            self._in_a_row += 1
            if isinstance(error, LlmBudgetError):
                self._stopped = str(error)
            elif self._in_a_row == _GIVE_UP_AFTER:
                self._stopped = f"not asked, since {_GIVE_UP_AFTER} parts in a row got no answer; the last: {error}"
            return
        self._in_a_row = 0
        yield part, proposals

    def _ground(self, proposals: Proposals, asked: Sequence[Sentence], grounding: Grounding, found: dict[str, Statement]) -> None:
        self._proposed += len(proposals.entries) + proposals.malformed
        if proposals.malformed:
            self._rejected["malformed"] += proposals.malformed
        for proposal in proposals.entries:
            try:
                statements = grounding.statements(proposal, asked)
            except RejectedError as error:
                self._rejected[str(error)] += 1
                continue
            if all(statement.id in found for statement in statements):
                self._rejected["said twice"] += 1
            for statement in statements:
                found.setdefault(statement.id, statement)
