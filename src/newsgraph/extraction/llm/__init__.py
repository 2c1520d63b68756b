"""Statements that a language model proposes, of which only those stay that the article itself bears out."""
