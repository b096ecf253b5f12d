# The commands that matter: `make run`, `make check`, `make test` and, in production, `make serve`.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
INSTALLING := install --quiet --disable-pip-version-check --constraint constraints.txt
INSTALL := $(PY) -m pip $(INSTALLING)

.PHONY: run serve install-serve manage check test lint test-sqlite test-postgres test-browser coverage screenshots torture bench
.PHONY: bench-server search-report audit clean

run: $(VENV)/.run
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_toolbox
	@echo "De portal draait op http://$(HOST):$(PORT)/ (stop met Ctrl+C)"
	@HOST=$(HOST) $(PY) manage.py runserver $(HOST):$(PORT)

# Needs SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL in the environment; docs/beheer.md has the rest.
serve: export DEBUG ?= 0
serve: $(VENV)/.serve
	@$(PY) manage.py prepare
	@exec $(PY) manage.py serve

# For docs/beheer.md: only install, or run a command of manage.py as the service does. No shell reads the settings: it
# would give `&` and `$` a meaning. What a command writes is for the site only.
install-serve: $(VENV)/.serve

manage: ENV_FILE ?= /etc/toolbox.env
manage: RUN_AS ?= runuser --user toolbox --
manage:
	@umask 077; exec $(RUN_AS) env ENV_FILE=$(ENV_FILE) $(PY) manage.py $(DO)

# For every commit: style, layers, migrations, and on SQLite whatever needs no browser, starts no other program and is
# not marked slow.
check: lint test-sqlite

# For a merge: all there is, on both databases and in a browser, side by side. Each line says which of the three speaks.
test: lint
	@sh tests/browser/ensure_chromium.sh $(PY)
	@sh tests/ensure_postgres.sh
	@sh tests/ensure_redis.sh
	@if [ -n "$$CI" ]; then $(MAKE) --no-print-directory audit; fi
	@$(MAKE) --no-print-directory --jobs=3 SAYS='2>&1 | sed -u "s/^/$$@: /"' \
	    test-sqlite test-postgres test-browser

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/djlint --lint --quiet templates
	@$(VENV)/bin/djlint --lint --quiet --profile django toolbox/templates
	@$(VENV)/bin/lint-imports --no-cache
	@if [ -x $(VENV)/bin/hadolint ]; then $(VENV)/bin/hadolint Containerfile; \
	else echo "NIET NAGEKEKEN: de Containerfile (hadolint bestaat niet voor deze machine)."; fi
	@$(PY) manage.py makemigrations --check --dry-run

# Which tests belong to which of the three: the marks in pyproject.toml and tests/databases.py.
test-sqlite: $(VENV)/.test
	@env -u DATABASE_URL $(PY) -m pytest -m "not browser and not programs and not slow" $(SAYS)

# Also what starts other programs (servers, proxies, commands) and what is slow.
test-browser: $(VENV)/.test
	@sh tests/browser/ensure_chromium.sh $(PY)
	@env -u DATABASE_URL $(PY) -m pytest -m "browser or programs or slow" $(SAYS)

# On PostgreSQL: the server of DATABASE_URL, or one that is started for this and gone afterwards.
test-postgres: $(VENV)/.test
	@sh tests/ensure_postgres.sh
	@case "$$DATABASE_URL" in \
	postgres*) $(PY) -m pytest -m postgresql ;; \
	*) $(PY) -m tests.private_postgres -- $(PY) -m pytest -m postgresql ;; \
	esac $(SAYS)

# How much of the code the tests on SQLite reach, file by file. Apart from make test: to count costs half as much again.
coverage: $(VENV)/.test
	@$(INSTALL) --group coverage
	@env -u DATABASE_URL $(PY) -m coverage run -m pytest -q -m "not browser and not programs"
	@$(PY) -m coverage report

# A picture of every kind of page in screenshots/, for a person to look at.
screenshots: $(VENV)/.test
	@sh tests/browser/ensure_chromium.sh $(PY)
	@env -u DATABASE_URL $(PY) -m pytest -q tests/browser/screenshots.py

# Known leaks in what we use; says so when the data about that cannot be reached. With CI in the environment `make test`
# asks this too.
audit: $(VENV)/.test
	@$(INSTALL) --group audit
	@$(PY) -m tests.audit

# What the server has to stand; about half an hour. TRIALS="fuzz kills" for some of it; another name prints them all.
torture: $(VENV)/.test
	@$(PY) -m ops.torture $(TRIALS)

# How well the search finds, by class of question.
search-report: $(VENV)/.test
	@env -u DATABASE_URL $(PY) -m tests.toolbox.search

# What search and filters cost at 135, 10,000 and 100,000 tools, into docs/metingen; some minutes. SIZES="135 10000" for some.
bench: $(VENV)/.test
	@$(PY) -m ops.bench.search $(SIZES)

# Pages a second, against a bare view and against Datasette, into docs/metingen; fails when a bar is missed.
bench-server: $(VENV)/.test build/datasette/bin/datasette
	@$(PY) -m ops.bench.throughput

# Apart from ours: Django takes the jinja2 that it brings along into memory, and a worker would seem 2 MiB larger.
build/datasette/bin/datasette: $(VENV)/.test
	@$(PY) -m venv --without-pip build/datasette
	@$(PY) -m pip --python build/datasette/bin/python $(INSTALLING) --group datasette

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 of nieuwer is nodig.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.pip: $(VENV)/bin/python constraints.txt
	$(INSTALL) --upgrade pip
	@touch $@

$(VENV)/.run: $(VENV)/.pip pyproject.toml
	$(INSTALL) --group run
	@touch $@

$(VENV)/.serve: $(VENV)/.pip pyproject.toml
	$(INSTALL) --group serve
	@touch $@

$(VENV)/.test: $(VENV)/.pip pyproject.toml
	$(INSTALL) --group test
	@touch $@ $(VENV)/.run $(VENV)/.serve

clean:
	rm -rf $(VENV) staticfiles screenshots .pytest_cache .ruff_cache
