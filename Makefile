# Thin wrappers: each target is one script or one command. Run `make` alone for the list.
#
#   PYTHON=python3.12 make run      another interpreter (3.11 or newer)
#   make run PORT=8080              another port
#   make test ARGS='-k tracks -x'   arguments for pytest

SHELL = /bin/sh
.DEFAULT_GOAL := help
# Recipes share .venv and one database cluster, and each one uses both cores by itself.
.NOTPARALLEL:

PYTHON ?= python3
PORT ?=
ARGS ?=
# Two workers; a file stays on one, so that what it sets up once is set up once.
PYTEST_WORKERS ?= 2
export PYTHON

BIN := .venv/bin

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: env-run web ## set up, load the demo season, draw its maps, serve on 127.0.0.1:8000
	@$(BIN)/geo-patrol up --demo $(if $(PORT),--port $(PORT)) $(ARGS)

.PHONY: web
web: env-run ## build the front end into api/web/dist/, when something of it changed
	@scripts/web.sh build

.PHONY: wheel
wheel: env-dev web ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

.PHONY: bundle
bundle: env-dev web ## all that an installation without network needs, in one archive in dist/
	@scripts/bundle.sh

# Databases of tests may go at a power cut, and never wait for the disk; those of faults do.
test: export POSTGIS_CLUSTER = tests
fault: export POSTGIS_CLUSTER =

.PHONY: test
test: env-dev ## run all tests on both stores; installs what they use when root
	@scripts/system-packages.sh
	@scripts/web.sh build
	@scripts/postgis.sh start >/dev/null || [ "$${CI:-}" != true ]
	@# Once, rather than by each worker and by whatever program a test starts.
	@$(BIN)/python -m compileall -q -j 2 geo_patrol maps api tests
	@$(BIN)/python -c 'from geo_patrol.coverage.warming import warm_up; warm_up()'
	@$(BIN)/python -m pytest --numprocesses $(PYTEST_WORKERS) --dist loadfile $(ARGS)

.PHONY: fuzz
fuzz: env-dev ## ask what the OpenAPI document allows, and what not (FUZZ_SECONDS=600)
	@FUZZ_SECONDS=$(or $(FUZZ_SECONDS),600) $(BIN)/python -m pytest \
		tests/api/bad_input/test_schemathesis.py -q -rA -n0 $(ARGS)

.PHONY: fault
fault: env-dev ## faults at length: kills, full disks, failed syncs, bad networks (25 minutes)
	@scripts/system-packages.sh postgis strace
	@scripts/postgis.sh start >/dev/null || [ "$${CI:-}" != true ]
	@$(BIN)/python tests/fault/at_length.py --numprocesses $(PYTEST_WORKERS) $(ARGS)

.PHONY: check
check: env-dev ## lint, format, types, layers, messages, docs, tree
	@scripts/check.sh

.PHONY: format
format: env-dev ## rewrite the code as ruff would have it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@scripts/web.sh format

.PHONY: bench
bench: env-dev env-bench ## side by side with peers, as JSON lines (make -s bench POINTS=FILE)
	@$(BIN)/python -m benchmarks.coverage --growth
	@$(BIN)/python -m benchmarks.stored
	@$(BIN)/python -m benchmarks.seen
	@$(BIN)/python -m benchmarks.hotspots $(if $(POINTS),--points '$(POINTS)')
	@$(BIN)/python -m benchmarks.audit
	@$(BIN)/python -m benchmarks.year
	@scripts/web.sh build
	@$(BIN)/python -m benchmarks.console_year
	@$(BIN)/python -m benchmarks.roster
	@$(BIN)/python -m benchmarks.maps
	@$(BIN)/python -m benchmarks.briefing

.PHONY: load
load: env-dev ## open-loop load on a real server, both stores (ARGS='--store sqlite --seconds 20')
	@$(BIN)/python -m benchmarks.load $(ARGS)

.PHONY: docs
docs: env-dev ## rewrite docs/settings.md, docs/commands.md and docs/authorisation.md
	@$(BIN)/python scripts/check_docs.py --write

.PHONY: pictures
pictures: env-dev web ## redraw the README's pictures from the demo season
	@scripts/system-packages.sh chromium fonts
	@$(BIN)/python scripts/pictures.py $(ARGS)
	@$(BIN)/python scripts/officer_pictures.py
	@$(BIN)/python scripts/console_pictures.py

.PHONY: lock
lock: ## resolve requirements/*.txt anew (UPGRADE=1 takes newer versions)
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

.PHONY: postgis
postgis: ## start a private PostgreSQL + PostGIS under .local/ and print its URL
	@scripts/postgis.sh start

.PHONY: postgis-stop
postgis-stop: ## stop it, and that of the tests; their data stay
	@scripts/postgis.sh stop
	@POSTGIS_CLUSTER=tests scripts/postgis.sh stop

.PHONY: clean
clean: ## delete what was built; .venv, node_modules, .local, out and your data stay
	@rm -rf dist build api/web/dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -path ./.venv -prune -o -path ./.local -prune -o -path ./.git -prune \
		-o -name node_modules -prune \
		-o -type d -name __pycache__ -exec rm -rf {} +

.PHONY: env-run env-dev env-bench
env-run env-dev env-bench:
	@scripts/environment.sh $(@:env-%=%)
