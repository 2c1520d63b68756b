"""How Sphinx makes the site of these pages; ``scripts/site.py`` puts the pages together and runs it."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "newsgraph"
author = "the newsgraph authors"
version = release = version_of("newsgraph")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]  # Pygments knows no property paths in SPARQL

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
autoclass_content = "class"
python_use_unqualified_type_names = True
python_display_short_literal_types = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
maximum_signature_line_length = 100

html_theme = "furo"
html_title = f"newsgraph {version}"
html_static_path = ["_site"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
# Nothing is fetched from anywhere: the theme's fonts are those of the reader, search runs in the page.
html_theme_options = {"navigation_with_keys": True}
