# Needs python3 (3.11 or newer) and make; everything else is installed into .venv from requirements.lock.

PYTHON ?= python3
BIN := .venv/bin
UV := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: .venv help demo test lint format docs site bench-quality bench-speed bench-page fuzz lock clean

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv ## Build a dossier from the seven reports in examples/najin
	$(BIN)/tallyclerk build examples/najin -o out/demo
	@echo
	@echo "Open out/demo/dossier.html in a browser. It needs no network."

test: .venv ## Run the tests
	$(BIN)/pytest -n 2

lint: .venv ## Check style, types and the layer contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv ## Format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv ## Run the commands shown in README and docs and put their output there
	$(BIN)/python docs/refresh.py

site: .venv ## Build the docs site into build/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/site/index.html in a browser. It needs no network."

bench-quality: .venv ## Score each part (PART=reading DATA=path JSON=1) and hold it against benchmarks/floors.toml
	$(BIN)/python benchmarks/quality.py $(PART) $(if $(DATA),--data $(DATA)) $(if $(JSON),--json)

bench-speed: .venv ## Time each stage, processes, growing cases, sweeps (PART=scale ARGS=--write)
	$(BIN)/python benchmarks/speed.py $(PART) $(ARGS)

bench-page: .venv ## Open the page of 200 reports in Chromium and hold it to 8 MB and 2 s
	$(BIN)/python benchmarks/large.py

fuzz: .venv ## Feed broken and hostile files to all readers for ten minutes (MINUTES=10)
	$(BIN)/python benchmarks/fuzz.py --minutes $(or $(MINUTES),10)

.venv: .venv/indexed

# The gazetteer's index is built at installation; a change of its sources needs it anew.
.venv/indexed: .venv/installed $(wildcard src/tallyclerk/gazetteer/*.py src/tallyclerk/resources/*.csv)
	@$(BIN)/python -m tallyclerk.gazetteer.build
	@touch $@

# The stamp comes last, so that an installation that broke off is done again.
.venv/installed: pyproject.toml requirements.lock $(wildcard hatch_build.py)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "tallyclerk needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Name a newer one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock: ## Write requirements.lock anew from pyproject.toml
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet --disable-pip-version-check $(UV)
	{ echo "# All that runs, tests and builds tallyclerk, on every platform. Written by 'make lock'."; \
	  build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --extra dev \
	    --generate-hashes --no-annotate --no-header pyproject.toml; } > build/requirements.lock
	mv build/requirements.lock requirements.lock

clean: ## Remove what make made, the virtual environment too
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
