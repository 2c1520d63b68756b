"""Readers of files, folders and streams: each gives articles, and a failure for what cannot be read."""

from newsgraph.sources.english import is_english
from newsgraph.sources.files import SUFFIXES, find_files
from newsgraph.sources.reader import read, read_text

__all__ = ["SUFFIXES", "find_files", "is_english", "read", "read_text"]
