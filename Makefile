# oneone's commands. They need GNU make and Python 3.11 or newer, nothing else.
#   make test PYTHON=python3.13 VENV=.venv-3.13     tries another Python beside the usual one

PYTHON ?= python3
VENV   ?= .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input -qq
UV     := 0.13.9
# One more than most small machines have cores: a test waits for a terminal now and then.
WORKERS ?= 3
# Before 3.13, Python does not even start in the POSIX locale where an accent is in the path.
TESTS  := -m pytest -n $(WORKERS) --dist worksteal
PYTEST := LC_ALL=C.UTF-8 $(PY) $(TESTS)

# Where Python is told to write no byte code, a checkout would be compiled at each start.
COMPILE := $(PY) -m compileall -q oneone_tui

MADE := $(VENV)/pyvenv.cfg
RUN  := $(VENV)/.run-ready
DEV  := $(VENV)/.dev-ready

MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test quick slow painted newest coverage torture mutants bench check lint fix wheel snapshots example screenshots keys dev hooks lock clean axe

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: $(RUN) ## open the console; without a terminal, rehearse a workshop and print its report
	@$(COMPILE)
	@if [ -t 0 ] && [ -t 1 ]; then exec $(PY) -m oneone_tui --sessions sessions; \
	else exec $(PY) -m oneone_tui --sessions sessions rehearse --headless; fi

test: $(DEV) ## run the tests
	@$(PYTEST)

quick: $(DEV) ## run the tests that need no screen, terminal or disk
	@$(PYTEST) tests/unit/workshop tests/unit/exports tests/unit/config tests/unit/widgets tests/unit/test_*.py

slow: $(DEV) ## run the tests that take minutes: real clocks, many kills
	@$(PYTEST) -m slow

painted: $(DEV) ## run the screens' tests with every frame painted, which they leave out to be quick
	@$(PYTEST) tests/screens --painted

newest: ## run the tests with the newest Textual, in a .venv beside the usual one
	@$(MAKE) dev VENV=$(VENV)-newest
	@$(VENV)-newest/bin/python -m pip --disable-pip-version-check --no-input -qq install --upgrade textual
	@$(MAKE) test VENV=$(VENV)-newest

coverage: $(DEV) ## run the tests; which modules they leave out most; fails below 97 % of branches
	@$(PY) -m coverage erase
	@LC_ALL=C.UTF-8 $(PY) -m coverage run $(TESTS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report --fail-under=0 | sed -n 1,22p
	@$(PY) -m coverage report --format=total

torture: $(DEV) ## kill it, starve it, feed it rubbish, for half an hour; a table of what was lost
	@$(PY) -m tests.torture

mutants: $(DEV) ## put small wrongs into what keeps notes safe and private: does a test notice each?
	@$(PY) -m tests.mutants $(MODULES)

bench: $(DEV) ## measure it beside a bare Textual app: start, memory, keys, bytes, disk
	@$(PY) -m tests.bench

lint: $(DEV) ## formatter, linter, types, import contracts
	@$(PY) -m ruff format --check --quiet || { echo "Some files want formatting: make fix"; exit 1; }
	@$(PY) -m ruff check --quiet
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

check: lint test ## all of lint, then the tests

fix: $(DEV) ## format, and mend what the linter can
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format

snapshots: $(DEV) ## keep the screens' text and styles anew: read the diff before you commit it
	@$(PY) -m pytest tests/screens --snapshot-update

keys: $(DEV) ## make docs/keys.md anew, from the table of commands
	@$(PY) -m tests.tools.make_keys

screenshots: $(DEV) ## take the pictures of every screen in docs/screenshots anew
	@$(PY) -m tests.tools.make_screenshots

example: $(DEV) ## make the example session anew, by the rehearsal
	@$(PY) -m tests.tools.make_example

wheel: $(DEV) ## build the sdist, and the wheel from it, into dist/
	@rm -rf dist
	@$(PY) -m build --no-isolation --quiet
	@ls dist

dev: $(DEV) ## set up .venv for development, with the `oneone` command in .venv/bin

hooks: $(DEV) ## have git run ruff before a commit, lint and the quick tests before a push
	@$(VENV)/bin/pre-commit install

lock: $(MADE) ## write the locks anew from pyproject.toml; UPGRADE=1 takes newer versions
	@$(PIP) install uv==$(UV)
	@$(call lock,requirements.txt,)
	@$(call lock,requirements-dev.txt,--group dev -c requirements.txt)

lock = $(VENV)/bin/uv pip compile pyproject.toml $(2) --quiet --no-config --universal \
	--python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade) -o $(1)

AXE = 4.11.0

axe: $(DEV) ## fetch the rules by which the tests check that the web page can be used by everybody
	@mkdir -p $(VENV)/axe-core && cd $(VENV)/axe-core && npm pack --silent axe-core@$(AXE) >/dev/null && tar xzf axe-core-$(AXE).tgz

clean: ## remove what these commands made; session files stay
	@rm -rf $(VENV) $(VENV)-newest dist .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find oneone_tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the virtual environment

$(RUN): requirements.txt $(MADE)
	@echo "Installing what oneone needs into $(VENV) (once)" >&2
	@$(PIP) install --require-hashes -r requirements.txt
	@$(COMPILE)
	@touch $@

$(DEV): requirements-dev.txt pyproject.toml $(MADE)
	@echo "Installing what the tests and checks need into $(VENV) (once)" >&2
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@$(COMPILE)
	@touch $@

# Made anew, too, where the Python it was made with has gone.
$(MADE): $(if $(shell test -x $(PY) && echo there),,FORCE)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "oneone needs Python 3.11 or newer, and $(PYTHON) is not: try make $(MAKECMDGOALS) PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) comes without venv and pip: install them first (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

FORCE:
