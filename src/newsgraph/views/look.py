"""How nodes and relations look wherever they are drawn."""

from __future__ import annotations

__all__ = ["NODE_STYLES", "TONES"]

# Colours from Paul Tol's muted scheme, which colour-blind readers can tell apart, lightened for dark pages;
# the shape says the same once more.
NODE_STYLES: dict[str, dict[str, str]] = {
    "Person": {"light": "#3b6fb6", "dark": "#7fb2f0", "shape": "dot"},
    "Organization": {"light": "#b5475c", "dark": "#f08a9b", "shape": "square"},
    "Place": {"light": "#24845a", "dark": "#63c99a", "shape": "diamond"},
    "Group": {"light": "#9a4fa5", "dark": "#d79be0", "shape": "hexagon"},
    "Event": {"light": "#b0741a", "dark": "#e9b65c", "shape": "star"},
    "Work": {"light": "#2b8a9b", "dark": "#7ad3e0", "shape": "triangle"},
    "Law": {"light": "#7a6a1e", "dark": "#d3c46a", "shape": "triangleDown"},
    "Product": {"light": "#6a4c93", "dark": "#b69ae0", "shape": "hexagon"},
    "Thing": {"light": "#6b7280", "dark": "#a8b0bd", "shape": "dot"},
    "Concept": {"light": "#a9b0bb", "dark": "#6d7684", "shape": "dot"},
}
"""Colours on light and dark pages and shape of each type of node."""

TONES: dict[str, dict[str, str]] = {
    "cooperative": {"light": "#1f6fb2", "dark": "#6db3f2"},
    "conflictual": {"light": "#c8501e", "dark": "#ff9a66"},
    "neutral": {"light": "#8b93a1", "dark": "#7c8695"},
}
"""Colours of edges: blue and orange are told apart by nearly everybody."""
