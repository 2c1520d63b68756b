"""Settings: where they come from, what they may be, what changes the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.config import Config, load_config
from newsgraph.errors import ConfigError


def test_arguments_go_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('model = "en_core_web_lg"\nprocesses = 3\nextractors = ["roles"]\n', encoding="utf-8")

    config = load_config(path, processes=2, min_confidence=None)

    assert Config(model="en_core_web_lg", processes=2, extractors=("roles",)) == config


def test_the_file_in_the_working_directory_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "newsgraph.toml").write_text("min_confidence = 0.5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert load_config().min_confidence == 0.5
    assert load_config(Config()).min_confidence == 0.0


def test_an_unknown_setting_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("proceses = 3\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"no setting named 'proceses' \(in .*settings.toml\)\. Did you mean 'processes'\?"):
        load_config(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("processes", 0),
        ("processes", True),
        ("processes", "two"),
        ("batch_size", -1),
        ("max_chars", 0),
        ("min_confidence", 1.5),
        ("min_confidence", float("nan")),
        ("min_confidence", "high"),
        ("base_iri", "nothing"),
        ("base_iri", "https://example.org/a b/"),
        ("base_iri", "https://example.org/no-slash"),
        ("model", ""),
        ("extractors", []),
        ("extractors", ["roles", "roles"]),
        ("extractors", "roles"),
    ],
)
def test_a_value_out_of_bounds_is_an_error_that_names_the_setting(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=f"the setting '{name}' must be"):
        load_config(Config(), **{name: value})


def test_a_file_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("model = \n", encoding="utf-8")

    with pytest.raises(ConfigError, match="is no TOML"):
        load_config(path)
    with pytest.raises(ConfigError, match="no settings file"):
        load_config(tmp_path / "missing.toml")


def test_the_digest_tells_what_changes_the_graph_and_nothing_else() -> None:
    config = Config()

    assert config.digest() == Config(processes=4, batch_size=1).digest()
    assert config.digest() != Config(base_iri="https://example.org/").digest()
    assert config.digest() != Config(extractors=("clauses", "roles")).digest()
    assert config.result_digest() == Config(base_iri="https://example.org/", min_confidence=0.9).result_digest()
    assert config.result_digest() != Config(model="en_core_web_lg").result_digest()


def test_settings_survive_json() -> None:
    config = Config(processes=2, extractors=("clauses",))

    assert config == load_config(Config(), **config.to_json())
