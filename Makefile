# Everything here is a short name for `python -m tools...`, which is what Windows runs (see README.md).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
PYTHON := $(or $(PYTHON),python3)

.PHONY: run setup test check format docs lock screenshots clean

run:  ## set up, load the sample when there is no data, start: PORT=8501 DATA=dir SAMPLE=no
	@$(PYTHON) -m tools.run $(if $(PORT),--port "$(PORT)") $(if $(DATA),--data "$(DATA)") $(if $(filter no,$(SAMPLE)),--no-sample)

setup:  ## only set up
	@$(PYTHON) -m tools.setup

test:  ## set up, then lint, types, unit, page and browser tests
	@$(PYTHON) -m tools.test

check:  ## the same without a browser
	@$(PYTHON) -m tools.test --no-browser

format:  ## let ruff put the code in order
	@$(PYTHON) -m tools.setup --dev
	@.venv/bin/python -m ruff check --fix-only .
	@.venv/bin/python -m ruff format .

docs:  ## write docs/metrics.md again from the declarations
	@$(PYTHON) -m tools.setup
	@.venv/bin/python -m reports.docs

lock:  ## pin again what pyproject.toml asks for
	@$(PYTHON) -m tools.lock

screenshots:  ## take the pictures of every page; see tools/screenshots.py
	@$(PYTHON) -m tools.setup --dev
	@.venv/bin/python -m tools.screenshots $(if $(OUT),--out "$(OUT)")

clean:  ## remove what setup and tests made; var/ stays
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
