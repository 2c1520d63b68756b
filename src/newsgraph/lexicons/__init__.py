"""Word lists and tables, as data files with their sources in their first lines."""
