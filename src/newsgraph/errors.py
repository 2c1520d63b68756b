"""Every error that newsgraph raises on purpose.

::

    NewsgraphError
    ├── UsageError (ValueError)          the caller asked for something that cannot be
    │   ├── ConfigError                  a setting is unknown or out of bounds
    │   ├── CorrectionError              a correction cannot be, or the file of corrections cannot be read
    │   ├── SpanError                    offsets that no text can have
    │   └── NotFoundError (LookupError)  no entity, article, statement, extractor or query of that name
    ├── SourceError (ValueError)         an article cannot be read
    │   ├── EmptyArticleError            nothing to read in it
    │   ├── BinaryFileError              it is no text
    │   ├── EncodingError                its encoding is not known
    │   └── LanguageError                it is not English
    ├── NetworkError (OSError)           an address gives no answer, or none that may be taken
    ├── ModelError (RuntimeError)        the language model is missing or unusable
    ├── LlmError (RuntimeError)          the server of a language model gives no answer that may be used
    │   └── LlmBudgetError               asking on would cost more than was allowed
    ├── ExtractionError (RuntimeError)   an extractor failed on one article
    ├── StoreError (RuntimeError)        the graph on disk cannot be used
    │   ├── StoreLockedError             another process writes it
    │   └── StoreFormatError             it is damaged, or of another version
    ├── QueryError (ValueError)          the SPARQL query is wrong or was stopped
    │   └── QueryLimitError              it takes more time, rows, bytes or memory than it may
    └── GraphError (ValueError)          a graph breaks one of its invariants
"""

from __future__ import annotations

__all__ = [
    "BinaryFileError",
    "ConfigError",
    "CorrectionError",
    "EmptyArticleError",
    "EncodingError",
    "ExtractionError",
    "GraphError",
    "LanguageError",
    "LlmBudgetError",
    "LlmError",
    "ModelError",
    "NetworkError",
    "NewsgraphError",
    "NotFoundError",
    "QueryError",
    "QueryLimitError",
    "SourceError",
    "SpanError",
    "StoreError",
    "StoreFormatError",
    "StoreLockedError",
    "UsageError",
]


class NewsgraphError(Exception):
    """Base of all errors raised on purpose; its message says what, where, and what to do next."""


class UsageError(NewsgraphError, ValueError):
    """The caller asked for something that cannot be."""


class ConfigError(UsageError):
    """A setting is unknown or out of bounds."""


class CorrectionError(UsageError):
    """A correction cannot be, or the file of corrections cannot be read; ``line`` of that file counts from 1, 0 where there is none."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class SpanError(UsageError):
    """Offsets that no text can have."""


class NotFoundError(UsageError, LookupError):
    """No entity, article, statement, extractor or query of that name."""


class SourceError(NewsgraphError, ValueError):
    """An article cannot be read; ``source`` names the file or line it came from."""

    def __init__(self, message: str, *, source: str = "") -> None:
        super().__init__(message)
        self.source = source


class EmptyArticleError(SourceError):
    """There is nothing to read in the article."""


class BinaryFileError(SourceError):
    """The file is no text."""


class EncodingError(SourceError):
    """The text is in no encoding that could be told."""


class LanguageError(SourceError):
    """The text is not English."""


class NetworkError(NewsgraphError, OSError):
    """An address gives no answer, or none that may be taken; ``transient`` when trying again may help, ``url`` is the address."""

    def __init__(self, message: str, *, url: str = "", transient: bool = False) -> None:
        super().__init__(message)
        self.url = url
        self.transient = transient


class ModelError(NewsgraphError, RuntimeError):
    """The language model is missing or unusable."""


class LlmError(NewsgraphError, RuntimeError):
    """The server of a language model gives no answer that may be used; ``transient`` when asking again may help, after ``wait`` seconds."""

    def __init__(self, message: str, *, transient: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.transient = transient
        self.wait = wait


class LlmBudgetError(LlmError):
    """Asking a language model on would cost more than the settings allow."""


class ExtractionError(NewsgraphError, RuntimeError):
    """An extractor failed on one article; ``article`` and ``extractor`` name them."""

    def __init__(self, message: str, *, article: str = "", extractor: str = "") -> None:
        super().__init__(message)
        self.article = article
        self.extractor = extractor


class StoreError(NewsgraphError, RuntimeError):
    """The graph on disk cannot be used."""


class StoreLockedError(StoreError):
    """Another process writes the graph."""


class StoreFormatError(StoreError):
    """The graph on disk is damaged, or was written by another version."""


class QueryError(NewsgraphError, ValueError):
    """The SPARQL query is wrong or was stopped."""


class QueryLimitError(QueryError):
    """A query takes more than it may; ``limit`` is ``seconds``, ``rows``, ``bytes`` or ``memory``."""

    def __init__(self, message: str, *, limit: str = "") -> None:
        super().__init__(message)
        self.limit = limit


class GraphError(NewsgraphError, ValueError):
    """A graph breaks one of its invariants."""
