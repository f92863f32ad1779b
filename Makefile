# `make help` lists what can be done here.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
CATALOGUES := $(wildcard site/locale/*/LC_MESSAGES/*.po site/vietnamese/locale/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
export PORT

.DEFAULT_GOAL := help
.PHONY: help run dev test check format bench requirements catalogue clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/site $(COMPILED) ## the site with example content on http://localhost:8000 (PORT=9000 make run)
	@$(BIN)/python manage.py prepare
	@$(BIN)/python manage.py serve

dev: .venv/dev $(COMPILED) ## the same with errors shown and code reloaded
	@$(BIN)/python manage.py prepare
	@DEBUG=1 $(BIN)/python manage.py runserver $(PORT)

test: .venv/dev $(COMPILED) ## the tests, on SQLite; says what it left out
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: .venv/dev $(COMPILED) ## linters, import contracts, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=site:. $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check
	@if command -v xgettext >/dev/null; then $(BIN)/python .ci/check_catalogue.py; \
	elif [ "$$REQUIRE_ALL" = 1 ]; then echo "gettext is missing"; exit 1; \
	else echo "Left out: the catalogue check needs gettext (xgettext)."; fi

format: .venv/dev ## the layout of the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev ## how fast it is, as ratios; needs a loaded site (make run) and wrk, and a quiet machine
	@for script in article_rate page_cache feeds beacons votes albums submissions; do echo "== $$script"; $(BIN)/python bench/$$script.py || exit 1; done

requirements: ## new pins for what stands in requirements.in and requirements-dev.in (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade \
	  --custom-compile-command "make requirements" requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade \
	  --custom-compile-command "make requirements" requirements-dev.in -o requirements-dev.txt

catalogue: .venv/dev ## msgids of code and templates into site/locale (needs gettext)
	$(BIN)/python manage.py makemessages -l vi --no-obsolete --add-location file --no-wrap

clean: ## takes away the environment and all state: database, pictures
	rm -rf .venv var $(COMPILED)

%.mo: %.po | .venv/site
	@$(BIN)/pybabel -q compile -i $< -o $@ -l vi

.venv/site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d. Try: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "Installing what the site needs into .venv …"
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/site requirements-dev.txt
	@echo "Installing what the tests need into .venv …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@
