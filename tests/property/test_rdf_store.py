"""A store that went from one graph to another holds what one that was filled at once holds."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from newsgraph.model import GraphData
from newsgraph.rdf.validate import find_violations
from newsgraph.store import OxigraphStore
from property.test_rdf_roundtrip import graphs


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(graphs, graphs)
def test_changing_is_filling_anew(before: GraphData, after: GraphData) -> None:
    with OxigraphStore() as changed, OxigraphStore() as filled:
        changed.update(before)
        changed.update(after)
        filled.update(after)

        assert after == changed.graph_data()
        assert set(filled.quads()) == set(changed.quads())
        assert not changed.update(after)
        assert not [v for v in find_violations(changed.quads(), shapes=False) if "triple" in v.message or "graphs" in v.message]
