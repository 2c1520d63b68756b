"""The command line: each command parses, calls the function of the same name, prints."""

from newsgraph.cli.app import main

__all__ = ["main"]
