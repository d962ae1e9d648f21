# Two commands to know: `make audits` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
STAMP := pyproject.toml constraints.txt Makefile

.DEFAULT_GOAL := help
.PHONY: help audits test test-fast lint format bench bench-sources bench-core bench-store lab docs clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ :/'

audits: $(VENV)/.run  ## install what is missing, audit every office of params/, say where the index is
	@$(BIN)/otanalysis run

test: $(VENV)/.dev lint  ## style, types, layers, then every test
	@$(BIN)/python -m pytest

test-fast: $(VENV)/.dev  ## the tests that start neither notebook nor browser
	@$(BIN)/python -m pytest -m "not slow"

lint: $(VENV)/.dev  ## style, types, layers, notebooks without outputs
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > $(VENV)/imports.log 2>&1 || { cat $(VENV)/imports.log; exit 1; }
	@$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

format: $(VENV)/.dev  ## rewrite the code in the house style
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/nbstripout --keep-id notebooks/*.ipynb

bench: $(VENV)/.run  ## a batch beside one papermill and one nbconvert for each office: time, CPU, memory
	@$(BIN)/python benchmarks/farm.py

bench-sources: $(VENV)/.run  ## a year of hours for 1 000 offices, source by source, beside a plain pandas loop
	@$(BIN)/python benchmarks/sources.py

bench-store: $(VENV)/.run  ## load the audits of 1 000 offices over five years, beside a folder of CSV
	@$(BIN)/python benchmarks/store.py

bench-core: $(VENV)/.run  ## a year of hourly counts for 1 000 offices against its opening, beside plain pandas
	@$(BIN)/python benchmarks/core.py

lab: $(VENV)/.lab  ## open JupyterLab on the guided tour
	@$(BIN)/jupyter lab --ServerApp.root_dir=. notebooks/prise_en_main.ipynb

docs: $(VENV)/.dev  ## the reference of what notebooks import, from its docstrings, into outputs/api
	@$(BIN)/python docs/api.py

clean:  ## forget the environment and the reports; the history (outputs/observatoire.db) stays
	rm -rf $(VENV)
	find outputs -mindepth 1 -maxdepth 1 ! -name "observatoire.db*" ! -name .gitkeep -exec rm -rf {} +

$(VENV)/.run: $(STAMP)
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { echo "Python 3.11, 3.12 ou 3.13 est nécessaire (ici : $$($(PYTHON) --version)) ; essayez PYTHON=python3.12"; exit 1; }
	@echo "Installation dans $(VENV) (une à trois minutes, une seule fois)..."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --editable .
	@$(BIN)/python -c "import matplotlib.font_manager"
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)/.lab: $(VENV)/.run
	@$(INSTALL) --editable '.[lab]'
	@touch $@
