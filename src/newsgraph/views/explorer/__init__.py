"""The explorer: a page for graphs of thousands of articles, served or as one file."""

from newsgraph.views.explorer.index import Explorer, Filter
from newsgraph.views.explorer.page import offline_page, served_files

__all__ = ["Explorer", "Filter", "offline_page", "served_files"]
