# The first command sets up .venv; the others find it there. Versions are those of constraints.txt.
PYTHON ?= python3
export q
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: ask chat run test check format bench evaluate clean

ask: .venv/run
	@$(BIN)/footnote ask -- "$$q"

chat: .venv/run
	@$(BIN)/footnote chat

run: .venv/run
	@$(BIN)/footnote run

test: .venv/dev
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/footnote check

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/bench
	$(BIN)/python -m bench $(if $(data),--data $(data))

evaluate: .venv/run
	@for file in tests/questions/*.jsonl; do echo $$file; $(BIN)/footnote evaluate $$file; done

clean:
	rm -rf .venv

.venv/run: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(INSTALL) -e .
	$(BIN)/python -m compileall -q bot knowledge
	@touch $@

.venv/bench: .venv/run
	$(INSTALL) -e '.[bench]'
	@touch $@

.venv/dev: .venv/run
	$(INSTALL) -e '.[dev]'
	@touch $@

