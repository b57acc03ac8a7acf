# Everything people do here. `make` lists it. Needs Python 3.11+, pip and make, nothing else.
PYTHON ?= python3
PORT ?= 8000
DB ?= sqlite
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.installed-production
DEV_STAMP := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test test-browser check format bench translations pins wheel clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements/production.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/production.txt
	touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

setup: $(DEV_STAMP) ## Make .venv with everything for working on the site
	$(PY) tools/compile_translations.py

demo: $(RUN_STAMP) ## Migrate, fill with examples and serve http://127.0.0.1:8000 (PORT=8000)
	$(PY) tools/compile_translations.py
	$(PY) manage.py demo --port $(PORT)

serve: $(RUN_STAMP) ## Serve with production settings on this machine (PORT=8000)
	$(PY) tools/compile_translations.py
	PY=$(abspath $(PY)) PORT=$(PORT) tools/serve.sh

test: setup ## Run the tests (DB=sqlite|postgres, ARGS="-k name", REQUIRE_BROWSER=1 forbids skipping the browser)
ifeq ($(DB),postgres)
	tools/with_postgres.sh $(PY) -m pytest -n 2 $(ARGS)
else
	$(PY) -m pytest -n 2 $(ARGS)
endif

test-browser: setup ## Run the browser tests alone
	REQUIRE_BROWSER=1 $(PY) -m pytest tests/browser $(ARGS)

check: setup ## Lint, floors, migrations, translations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	PYTHONPATH=site $(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/djlint --quiet --lint templates
	$(PY) manage.py check --settings=portal.settings.test
	$(PY) manage.py makemigrations --check --dry-run --settings=portal.settings.test
	$(PY) tools/check_translations.py

format: setup ## Put Python into shape
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

bench: setup ## Measure time and queries with 200, 2,000 and 20,000 businesses
	$(PY) tools/bench.py $(ARGS)

translations: setup ## Collect new texts into the German catalogue (needs gettext)
	$(PY) tools/collect_translations.py

pins: setup ## Renew the pins from the .in files (needs uv)
	tools/pin.sh

wheel: setup ## Build the wheel into dist/
	$(PY) -m hatchling build -t wheel

clean: ## Throw away the demo's data
	rm -rf var
