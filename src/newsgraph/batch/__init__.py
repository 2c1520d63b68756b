"""Many articles: on several processes of one machine, into a folder that can be added to, resumed and taken from."""

from newsgraph.batch.build import BuildReport, build_folder, remove_articles
from newsgraph.batch.local import run_processes

__all__ = ["BuildReport", "build_folder", "remove_articles", "run_processes"]
