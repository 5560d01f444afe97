# Two commands: `make run` shows the whole line on the bundled sample web, `make test` checks everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where it is set, each of the hundred processes that the tests start would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench clean help

help:
	@echo "make run    virtual environment, embedded Postgres, the sample web, a crawl, a readable result"
	@echo "make test   ruff, mypy and pytest"
	@echo "make bench  measured comparisons with peers (see benchmarks/)"
	@echo "make clean  removes the virtual environment and caches; databases and archives stay"

$(BIN)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(BIN)/installed
	@$(BIN)/amw --sample init
	@$(BIN)/amw --sample crawl

test: $(BIN)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

bench: $(BIN)/installed
	@for script in benchmarks/[a-z]*.py; do case $$script in */train_*|*/build_*) ;; *) echo "== $$script"; $(BIN)/python $$script || exit 1;; esac; done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info
