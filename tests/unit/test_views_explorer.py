"""What the explorer answers, and the files it is made of."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.model import GraphData
from newsgraph.store import outline_of
from newsgraph.views.explorer import Explorer, Filter, offline_page, served_files
from newsgraph.views.export import write

ROOT = Path(__file__).parents[2]
EXPLORER = Explorer(outline_of(harbour()))
ALL = Filter(marks=15, concepts=True)


def number(name: str) -> int:
    found = EXPLORER.known([f"entity/{name}"])[0]
    assert found is not None
    return int(found["n"])


def labels(numbers: list[int]) -> list[str]:
    return [EXPLORER.node(n)["label"] for n in numbers]


def test_counts() -> None:
    start = EXPLORER.start()

    assert (1, 27, 54) == (start["articles"], start["entities"], start["statements"])
    assert start["kinds"]["8"] == sum(statement.plain for statement in harbour().statements)
    assert ["2025-03-10", "2025-03-28"] == start["days"] or start["days"] == sorted(start["days"])


def test_search_ranks_names_before_aliases_and_beginnings_before_middles() -> None:
    assert "Ilse Brandt" == EXPLORER.search("brand")[0]["label"]
    assert ("Harbour Pact", "agreement") == tuple(EXPLORER.search("AGREEMENT ")[0][key] for key in ("label", "alias"))
    assert [] == EXPLORER.search("nobody of that name")
    assert [] == EXPLORER.search("  ")


def test_the_first_view_has_salient_names_that_are_linked() -> None:
    found = labels(EXPLORER.top(Filter()))

    assert {"Ilse Brandt", "Harbour Pact"} <= set(found)
    assert len(EXPLORER.top(Filter(), 5)) <= 5


def test_neighbours_come_most_salient_first_and_tell_how_many_are_left() -> None:
    brandt = number("ilse-brandt")
    everything = EXPLORER.neighbours(brandt, Filter(), count=50)
    some = EXPLORER.neighbours(brandt, Filter(), everything["nodes"][:2], count=1)

    assert sorted(everything["nodes"]) == everything["nodes"]
    assert (everything["total"], 0) == (len(everything["nodes"]), everything["left"])
    assert (everything["nodes"][2:3], everything["total"] - 3) == (some["nodes"], some["left"])
    assert EXPLORER.neighbours(brandt, ALL)["total"] > everything["total"]


def test_links_are_bundled_with_direction_tone_and_words() -> None:
    found = EXPLORER.network([number("ilse-brandt"), number("tomas-havel"), number("mette-lund")], Filter())
    bundles = {tuple(labels([bundle["a"], bundle["b"]])): bundle for bundle in found["bundles"]}

    met = bundles["Ilse Brandt", "Tomas Havel"]
    assert ("cooperative", False) == (met["tone"], met["dashed"])
    accused = bundles["Ilse Brandt", "Mette Lund"]
    assert ("conflictual", "accused", False, True) == (accused["tone"], accused["label"], accused["there"], accused["back"])


@pytest.mark.parametrize(
    ("chosen", "relations"),
    [
        (Filter(), {"accuse"}),
        (Filter(marks=15), {"accuse", "bribe", "talk to"}),
        (Filter(confidence=0.999), set()),
        (Filter(first="2031-01-01"), set()),
        (Filter(last="1999-01-01"), set()),
    ],
)
def test_filters(chosen: Filter, relations: set[str]) -> None:
    rows = EXPLORER.between(number("ilse-brandt"), number("mette-lund"), chosen)["rows"]

    assert relations >= {row["relation"] for row in rows}
    assert bool(relations) == bool(rows)


def test_shortest_ways_follow_links_either_way() -> None:
    found = EXPLORER.ways(number("rasmus-holt"), number("dockers"), Filter())

    assert 5 == found["steps"]
    assert ["Rasmus Holt", "Velmark", "Ilse Brandt", "Jonas Reiter", "Police", "dockers"] in [labels(way) for way in found["ways"]]
    assert {n for way in found["ways"] for n in way} == {node["n"] for node in found["nodes"]}
    assert [] == EXPLORER.ways(number("piet-vos"), number("dockers"), Filter(confidence=0.99))["ways"]
    assert [] == EXPLORER.ways(3, 3, Filter())["ways"]


def test_an_entity_has_its_statements_by_month_and_part() -> None:
    brandt = number("ilse-brandt")
    told = EXPLORER.entity(brandt)

    assert told["total"] == sum(sum(counts) for _, *counts in told["months"]) + told["undated"]
    assert "Tomas Havel" == told["partners"][0]["label"]
    assert told["parts"]["did"] == EXPLORER.entity(brandt, part="did")["total"]
    assert [row["day"] for row in told["rows"]] == sorted((row["day"] for row in told["rows"]), reverse=True)
    assert 0 == EXPLORER.entity(brandt, month="1999-01")["total"]
    assert EXPLORER.entity(brandt)["rows"][5:] == EXPLORER.entity(brandt, offset=5)["rows"]


def test_who_said_what_about_whom() -> None:
    pairs = EXPLORER.said()["pairs"]
    lund = EXPLORER.said(speaker=number("mette-lund"))

    assert {"speaker", "about", "count"} == set(pairs[0])
    assert lund["rows"]
    assert all("Mette Lund" in [speaker["label"] for speaker in row["speakers"]] for row in lund["rows"])
    about = EXPLORER.said(number("mette-lund"), number("ilse-brandt"))
    assert 0 < about["total"] <= lund["total"]
    assert [] == EXPLORER.said()["rows"]


def test_answers_are_of_bounded_size() -> None:
    explorer = Explorer(outline_of(hostile()))

    assert max(len(json.dumps(explorer.node(n))) for n in range(explorer.sizes[0])) < 30_000
    assert max(len(json.dumps(explorer.line(k))) for k in range(explorer.sizes[1])) < 10_000


def test_an_empty_graph() -> None:
    explorer = Explorer(outline_of(GraphData()))

    assert 0 == explorer.start()["statements"]
    assert [] == explorer.top(Filter())
    assert "<!doctype html>" in offline_page(GraphData())


# -- files ------------------------------------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_page() -> None:
    assert offline_page(harbour()) == offline_page(harbour())


def test_the_page_asks_for_nothing_and_runs_nothing_of_the_graph() -> None:
    page = offline_page(hostile())

    assert 4 == page.count("</script>")
    assert "connect-src" not in page
    assert "'unsafe-inline'" not in page
    assert page.encode("utf-8")
    served = served_files("<script>window.pwned=1</script>", "https://newsgraph.invalid/")["index.html"].content
    assert "<script>window" not in served


def test_export_writes_it(tmp_path: Path) -> None:
    file = write(harbour(), tmp_path / "explorer.html", "explorer")

    assert offline_page(harbour()) == file.read_text(encoding="utf-8")


ASSETS = files("newsgraph.views.explorer") / "assets"


def test_the_built_script_is_the_one_that_was_written_down() -> None:
    script = (ASSETS / "network.min.js").read_bytes()
    told, name = (ASSETS / "network.min.js.sha256").read_text(encoding="utf-8").split()

    assert ("network.min.js", hashlib.sha256(script).hexdigest()) == (name, told)
    assert b"http" not in re.sub(rb"https?://www\.w3\.org/[0-9/a-z]*", b"", script).replace(b"https://www.sigmajs.org", b"")


def test_every_package_in_it_has_its_licence_and_is_pinned() -> None:
    licences = (ASSETS / "LICENSES.txt").read_text(encoding="utf-8")
    lock = json.loads((ROOT / "frontend" / "explorer" / "package-lock.json").read_text(encoding="utf-8"))

    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert all(entry["integrity"] for name, entry in lock["packages"].items() if name)
    for name in ("sigma", "graphology", "graphology-utils", "events"):
        assert f"\n{name} {lock['packages'][f'node_modules/{name}']['version']}\n" in licences
    assert 4 == licences.count("Permission is hereby granted")
