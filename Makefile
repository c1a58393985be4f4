# Two commands: `make demo` and `make test`. Each sets up what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-all lint clean

demo: .venv/installed
	$(BIN)/kg demo

test: .venv/developer
	$(BIN)/pytest -n 2 --dist loadgroup -m "not slow"

test-all: .venv/developer
	$(BIN)/pytest -n 2 --dist loadgroup

lint: .venv/developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Casus needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/developer: .venv/installed
	$(BIN)/pip install --quiet --group dev
	touch $@

clean:
	rm -rf .venv casus-store build dist
