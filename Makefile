# Two commands matter: `make run` shows the program at work, `make test` checks it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PAGES := src/reportedly/web/assets
ASSETS := src/reportedly/web/static/vendor/.built

.PHONY: install run test lint bench gate docs lock clean

install: $(STAMP) $(ASSETS)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# What the pages take from npm packages (map, shapes, fonts). Without Node.js the pages work, but have no map.
$(ASSETS): $(PAGES)/package-lock.json $(PAGES)/copy.mjs
	@mkdir -p $(@D)
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --prefix $(PAGES) --ignore-scripts --no-audit --no-fund --silent && node $(PAGES)/copy.mjs && touch $@; \
	else \
		echo "Node.js is not installed: the pages will work, but without the map and their fonts. Install node and npm, then make install."; \
	fi

# Ctrl-C ends it. The same record in the terminal: $(BIN)/reportedly demo
run: install
	@mkdir -p out
	@$(BIN)/reportedly serve --archive out/demo.sqlite --demo

test: install lint
	$(BIN)/python -m pytest -n 2 --cov --cov-fail-under=90

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONHASHSEED=0 $(BIN)/mypy # joins of types follow the order of sets: the same answer on every machine
	$(BIN)/lint-imports

gate: install
	$(BIN)/python benchmarks/gate.py

bench: install gate
	$(BIN)/python benchmarks/reading.py

# The documentation as a site, in out/site.
docs: install
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

# The lock holds every package with its hashes, the build backend included; it is installed as it stands (--no-deps),
# since pip, when it resolves again, takes "coverage[toml]" for a package that the lock does not hold.
lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --all-extras --group dev --output-file requirements.lock pyproject.toml requirements.in

clean:
	rm -rf $(VENV) build dist out
