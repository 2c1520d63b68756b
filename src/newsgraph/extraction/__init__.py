"""Extractors: what a document states, found in its parse."""
