# The commands that matter: `make run`, `make check`, `make test` and, in production, `make serve`. Kept simple: macOS
# has make 3.81, which knows no .SHELLFLAGS; so nothing here leans on a pipe that fails.
SHELL := /bin/bash
.DELETE_ON_ERROR:
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLING := install --quiet --disable-pip-version-check --constraint constraints.txt
INSTALL := $(PY) -m pip $(INSTALLING)

.PHONY: run serve install-serve manage check test lint test-sqlite test-postgres test-browser test-programs coverage screenshots
.PHONY: torture bench bench-server bench-load search-report fresh audit paint clean

# The same without make: python -m toolbox. It follows HOST and PORT.
run:
	@exec $(PYTHON) -m toolbox

# Needs SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL in the environment; docs/beheer.md has the rest.
serve: $(VENV)/.serve
	@DEBUG=$${DEBUG:-0} $(PY) manage.py prepare
	@DEBUG=$${DEBUG:-0} exec $(PY) manage.py serve

# For docs/beheer.md: only install, or run a command of manage.py as the service does. No shell reads the settings: it
# would give `&` and `$` a meaning. What a command writes is for the site only.
install-serve: $(VENV)/.serve
	@:

manage: ENV_FILE ?= /etc/toolbox.env
manage: RUN_AS ?= runuser --user toolbox --
manage:
	@umask 077; exec $(RUN_AS) env ENV_FILE=$(ENV_FILE) $(PY) manage.py $(DO)

# For every commit: style, layers, migrations, and on SQLite whatever needs no browser, starts no other program and is
# not marked slow.
check: lint test-sqlite

# For a merge: all there is, on both databases and in a browser, three streams at a time, the longest first. Each line says
# which stream speaks, and each says at least twice a minute how far it is (tests/told.py).
test: lint
	@sh tests/browser/ensure_chromium.sh $(PY)
	@sh tests/ensure_postgres.sh
	@sh tests/ensure_redis.sh
	@if [ -n "$$CI" ]; then $(MAKE) --no-print-directory audit; fi
	@$(MAKE) --no-print-directory --jobs=3 TOLD='$(PY) -m tests.told $$@ --' \
	    test-browser test-postgres test-sqlite test-programs

lint: $(VENV)/.test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/djlint --lint --quiet templates
	@$(VENV)/bin/djlint --lint --quiet --profile django toolbox/templates
	@$(VENV)/bin/lint-imports --no-cache
	@if [ -x $(VENV)/bin/hadolint ]; then $(VENV)/bin/hadolint Containerfile; \
	else echo "NIET NAGEKEKEN: de Containerfile (hadolint bestaat niet voor deze machine)."; fi
	@$(PY) manage.py makemigrations --check --dry-run

# Which tests belong to which stream: the marks in pyproject.toml and tests/databases.py.
test-sqlite: $(VENV)/.test
	@env -u DATABASE_URL $(TOLD) $(PY) -m pytest -m "not browser and not programs and not slow"

test-browser: $(VENV)/.test
	@sh tests/browser/ensure_chromium.sh $(PY)
	@env -u DATABASE_URL $(TOLD) $(PY) -m pytest -m browser

# What starts other programs (servers, proxies, commands), and what is slow.
test-programs: $(VENV)/.test
	@env -u DATABASE_URL $(TOLD) $(PY) -m pytest -m "(programs or slow) and not browser"

# On PostgreSQL: the server of DATABASE_URL, or one that is started for this and gone afterwards.
test-postgres: $(VENV)/.test
	@sh tests/ensure_postgres.sh
	@case "$$DATABASE_URL" in \
	postgres*) $(TOLD) $(PY) -m pytest -m postgresql ;; \
	*) $(TOLD) $(PY) -m tests.private_postgres -- $(PY) -m pytest -m postgresql ;; \
	esac

# How much of the code the tests on SQLite reach, file by file. Apart from make test: to count costs half as much again.
coverage: $(VENV)/.test
	@$(INSTALL) --group coverage
	@env -u DATABASE_URL $(PY) -m coverage run -m pytest -q -m "not browser and not programs"
	@$(PY) -m coverage report

# When a slow phone shows the largest thing on the home page and the list of tools, for a person to read.
paint: $(VENV)/.test
	@sh tests/browser/ensure_chromium.sh $(PY)
	@env -u DATABASE_URL $(PY) -m pytest -q tests/browser/paint.py

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

# README.md's two commands on a bare Debian, as an ordinary user; asks root, debootstrap and some minutes.
fresh: $(VENV)/.test
	@$(PY) -m pytest -q tests/fresh.py

# How well the search finds, by class of question.
search-report: $(VENV)/.test
	@env -u DATABASE_URL $(PY) -m tests.toolbox.search

# What search and filters cost at 135, 10,000 and 100,000 tools, into docs/metingen; some minutes. SIZES="135 10000" for some.
bench: $(VENV)/.test
	@$(PY) -m ops.bench.search $(SIZES)

# Pages a second, against a bare view and against Datasette, into docs/metingen; fails when a bar is missed.
bench-server: $(VENV)/.test build/datasette/bin/datasette
	@$(PY) -m ops.bench.throughput

# How many readers one machine serves while editors save, into docs/metingen; some minutes. SIZES="135" for some.
bench-load: $(VENV)/.test
	@$(PY) -m ops.bench.load $(SIZES)

# Apart from ours: Django takes the jinja2 that it brings along into memory, and a worker would seem 2 MiB larger.
build/datasette/bin/datasette: $(VENV)/.test
	@$(PY) -m venv --without-pip build/datasette
	@$(PY) -m pip --python build/datasette/bin/python $(INSTALLING) --group datasette

# toolbox/__main__.py makes the environment, and each of these stamps when all of its group is there.
$(VENV)/.run $(VENV)/.serve $(VENV)/.test: pyproject.toml constraints.txt
	@$(PYTHON) -m toolbox install $(patsubst .%,%,$(notdir $@))

clean:
	rm -rf $(VENV) staticfiles screenshots .pytest_cache .ruff_cache
