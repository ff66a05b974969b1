# Every target sets up .venv first where it has to; PYTHON names another interpreter than python3.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help setup demo test check arrows format bench sample lock clean

help:  ## what there is
	@sed -n 's/^\([a-z]*\):.*##\(.*\)/  make \1\t\2/p' Makefile | expand -t 18

setup: $(READY)  ## the virtual environment with everything in it

demo: setup  ## reads the two sample reports and shows what came out
	@$(BIN)/csp ingest raw/sample --curated build/demo
	@$(BIN)/python scripts/demo.py build/demo

test: setup  ## all tests, on all cores
	@$(BIN)/python -m pytest -n auto

check: setup arrows  ## lint, format, types, import arrows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

arrows: setup  ## who may import whom
	@$(BIN)/python -m pytest tests/test_arrows.py

format: setup  ## puts the code into the house's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup  ## speed and memory, beside plain pdfplumber
	@$(BIN)/python scripts/bench.py
	@$(BIN)/python scripts/bench_analysis.py

sample: setup  ## draws the sample reports anew
	@$(BIN)/python scripts/make_samples.py raw/sample

lock: setup  ## resolves requirements.lock anew
	@$(BIN)/pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --upgrade --extra dev --allow-unsafe --strip-extras --no-header \
	  --no-annotate --no-emit-options --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:  ## removes what was made; keeps .venv and curated/
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("csp-reports needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ": try make PYTHON=python3.12 …")'
	@echo "Setting up .venv: installs about 160 packages, once; a minute or two" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
