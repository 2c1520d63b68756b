"""Ways to look at a graph: networks, tables, files, the page."""
