"""Readers of files, folders, streams, pages and feeds: each gives articles, and a failure for what cannot be read."""

from newsgraph.sources.english import is_english
from newsgraph.sources.feeds import Feed
from newsgraph.sources.files import SUFFIXES, find_files
from newsgraph.sources.reader import Input, is_address, read, read_text

__all__ = ["SUFFIXES", "Feed", "Input", "find_files", "is_address", "is_english", "read", "read_text"]
