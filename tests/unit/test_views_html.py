from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import pyvis.network

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.errors import UsageError
from newsgraph.model import Entity, GraphData
from newsgraph.views.html import render, to_pyvis
from newsgraph.views.html.drawing import label_lines, relation_label, select
from newsgraph.views.html.layout import arrange, keep_clear
from newsgraph.views.html.page import json_in_html


def data_of(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found.group(1)))


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_a_page_is_one_utf8_file_with_three_scripts_and_a_policy(data: GraphData) -> None:
    html = render(data)
    data_free = html.replace(re.search(r'id="data">(.*?)</script>', html, re.DOTALL).group(1), "")  # type: ignore[union-attr]

    assert html.startswith("<!doctype html>")
    assert html.encode("utf-8")
    assert html.count("</script>") == 3
    assert "<!--" not in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert re.findall(r"<(?:link|img|iframe|object|embed)\b", data_free) == []
    assert "sourceMappingURL" not in html
    assert data_of(html)


def test_the_page_is_the_same_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from helpers.harbour import harbour; "
        "from newsgraph.views.html import render; print(hashlib.sha256(render(harbour()).encode()).hexdigest())"
    )
    tests = str(Path(__file__).parents[1])
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, tests], check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }

    assert len(hashes) == 1


def test_hostile_titles_are_text() -> None:
    html = render(hostile(), title="</title><script>window.pwned=1</script>{{7*7}}\ud800")

    assert "<script>window" not in html
    assert "&lt;/title&gt;&lt;script&gt;window.pwned=1&lt;/script&gt;{{7*7}}\ufffd" in html


def test_no_text_reorders_what_stands_around_it() -> None:
    html = render(hostile(), title="\u202etitle\u2066")

    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & set(html)
    assert "\u200f\u200eמבחן" in html


def test_json_in_html_ends_no_script() -> None:
    text = json_in_html({"a": "</script><!-- & \u2028 \ud800"})

    assert not set("<>&\u2028\ud800") & set(text)
    assert json.loads(text) == {"a": "</script><!-- & \u2028 \ufffd"}


def test_pyvis_gets_a_network_of_its_own_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = harbour()
    network = to_pyvis(data)

    assert isinstance(network, pyvis.network.Network)
    assert {entity.id for entity in data.entities} <= set(network.get_nodes())
    edge = next(edge for edge in network.edges if (edge["from"], edge["to"]) == ("entity/ilse-brandt", "entity/tomas-havel"))
    assert (edge["label"], edge["hidden"], edge["dashes"]) == ("met +1", False, False)
    network.show("page.html")
    assert network.generate_html() == (tmp_path / "page.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_the_network_is_changed_to_is_on_the_page() -> None:
    network = to_pyvis(harbour())
    network.get_node("entity/ilse-brandt")["x"] = 4321

    assert '"x":4321' in network.generate_html()


def test_edges_of_no_plain_fact_are_dashed_and_hidden() -> None:
    edges = to_pyvis(harbour()).edges

    assert {(False, False), (True, True)} == {(edge["dashes"], edge["hidden"]) for edge in edges}


def test_more_nodes_than_fit_are_left_out_with_a_notice() -> None:
    entities = tuple(Entity(f"entity/e{i:04}", f"E{i}", "Thing") for i in range(400))
    page = data_of(render(GraphData((), entities, ())))

    assert (page["drawn_entities"], page["entities"]) == (150, 400)
    with pytest.raises(UsageError, match="max_nodes"):
        select(GraphData(), max_nodes=0)


def test_boxes_of_nodes_do_not_overlap() -> None:
    nodes = [drawn for drawn in select(harbour()).nodes if drawn.node.kind == "entity"]

    assert [
        (a.node.label, b.node.label)
        for i, a in enumerate(nodes)
        for b in nodes[:i]
        if abs(a.x - b.x) < a.size + b.size and abs(a.y - b.y) < a.size + b.size + 14
    ] == []


def test_labels_are_short_lines() -> None:
    assert label_lines("European Ports Council") == ("European Ports", "Council")
    assert all(len(line) <= 20 for line in label_lines("x" * 10_000))
    assert label_lines("x" * 10_000)[-1].endswith("…")
    assert label_lines(" \t ") == ("(no name)",)


def test_relations_are_labelled_in_the_words_of_the_article() -> None:
    labels = {s.relation.name: relation_label(s) for s in harbour().statements}

    assert (
        labels["meet in"], labels["prime minister of"], labels["president of"], labels["approve"], labels["give access"],
    ) == ("met in", "prime minister of", "president of", "has not yet approved", "gives access")  # fmt: skip


def test_parts_that_nothing_joins_lie_apart_and_hold_together() -> None:
    boxes = np.full((9, 2), 40.0)
    points = arrange(boxes, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (4, 5, 1.0), (5, 6, 1.0)], gap=100)

    assert points.tolist() == arrange(boxes, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (4, 5, 1.0), (5, 6, 1.0)], gap=100).tolist()
    for first in range(9):
        for second in range(first):
            assert np.abs(points[first] - points[second]).max() > 39
    assert points[7:, 1].min() > points[:7, 1].max()
    assert np.ptp(points[:7], axis=0).max() < 700


def test_a_drawing_of_nothing_and_of_one() -> None:
    assert arrange(np.zeros((0, 2)), [], gap=100).shape == (0, 2)
    assert arrange(np.full((1, 2), 40.0), [], gap=100).shape == (1, 2)


def test_a_line_passes_by_the_nodes_that_it_does_not_end_at() -> None:
    points = np.array([[0.0, 0.0], [200.0, 0.0], [100.0, 0.0], [100.0, 300.0]])
    boxes = np.full((4, 2), 20.0)
    moved = keep_clear(points, boxes, np.full(4, 30.0), [(0, 1), (2, 3)])
    along = moved[1] - moved[0]
    away = moved[2] - moved[0]
    distance = abs(along[0] * away[1] - along[1] * away[0]) / np.hypot(*along)

    assert distance == pytest.approx(30.0, abs=1.5)
    assert np.abs(moved - points).max() < 30.0
    assert (moved == keep_clear(points, boxes, np.full(4, 30.0), [(1, 0), (3, 2)])).all()
