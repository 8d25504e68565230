# The tasks of this repository. Needs Python 3.11 or newer, pip and make; everything else goes into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: site serve test lint bench browser clean
.DEFAULT_GOAL := site

$(VENV)/.installed: pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

site: $(VENV)/.installed  ## check the documents and build the site
	$(BIN)/prd check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo; echo "The site is in site/. To read it, run 'make serve' or '$(BIN)/python -m http.server -d site', and browse http://127.0.0.1:8000/."

serve: $(VENV)/.installed  ## browse the site, rebuilt on every change
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

lint: $(VENV)/.dev  ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## everything that must hold, browser tests included
	$(BIN)/python -m pytest

bench: $(VENV)/.dev  ## check and build 1,000 generated documents beside bare Material
	$(BIN)/python -m benchmarks.run

clean:
	rm -rf $(VENV) site build dist .cache
