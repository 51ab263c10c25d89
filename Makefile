# One file of commands for people. `make help` lists them.
# A fresh machine needs Python 3.11 or newer and a Chromium; everything else is installed below .venv and .cache.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready
RUN ?=
ID ?=

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.txt requirements-dev.txt app/backend/requirements.txt app/backend/requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Install it, or say: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ echo "The virtual environment could not be made. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the Python packages (about a minute the first time) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt -e .
	@touch $@

setup: $(READY) ## install everything, build the front end, make the candles
	@$(BIN)/python scripts/generate_test_data.py --if-missing
	@$(BIN)/python -m stack build

data: $(READY) ## make the candles anew
	@$(BIN)/python scripts/generate_test_data.py

verify: setup ## run the campaign, write the six reports and give the verdict
	@$(BIN)/readiness doctor --brief
	@$(BIN)/readiness run $(RUN)

test: setup ## run the project's own tests and the app's
	@$(BIN)/python -m pytest tests
	@$(BIN)/python -m stack.app_tests
	@$(BIN)/python -m stack.npm test

lint: setup ## ruff, mypy, robocop, rffalsegreen, unused keywords, the front end's own
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/lint

faults: setup ## break the app in each way of tests/faults and see that the suites notice
	@$(BIN)/python -m faults run

fault: setup ## break the app in one way: make fault ID=unknown-symbol-500
	@test -n "$(ID)" || { $(BIN)/python -m faults list; echo "Say which one: make fault ID=<id>" >&2; exit 2; }
	@$(BIN)/python -m faults run $(ID)

bench: setup ## time and memory, as ratios
	@$(BIN)/python -m pytest tests/bench -s -p no:cacheprovider

app: setup ## run the app by hand until Ctrl-C
	@$(BIN)/python -m stack up

doctor: $(READY) ## say what is missing or in the way, and the cure
	@$(BIN)/readiness doctor

clean: ## remove what was made here (the virtual environment stays)
	rm -rf .cache data results docs/coin/mvp .mypy_cache .ruff_cache .pytest_cache

.PHONY: help setup data verify test lint faults fault bench app doctor clean
