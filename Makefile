# What a person and CI do with this project. `make` alone lists it.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PORT ?= 8000
SERVE ?= 1
ARGS ?=

# Called as modules: the scripts in .venv/bin break when the folder is moved. djade is no such script but a program.
python := .venv/bin/python
project := cms publishing exporters tests docs manage.py
templates = $(shell find cms publishing exporters -name '*.html')
export PYTHON NO_DEV

.PHONY: help demo pictures serve services test long all-tests check bench soak audit format lock clean environment format-check lint templates contracts types migrations schemas settings coverage

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile
	@echo "  PORT=8001 make demo, SERVE=0 make demo, make test ARGS='-k freeze'"

environment: .venv/installed
.venv/installed: uv.lock pyproject.toml scripts/environment
	@scripts/environment

demo serve services: export ADMIN_BASE_URL ?= http://127.0.0.1:$(PORT)
demo serve: export API_SERVER_URL ?= http://127.0.0.1:$(PORT)/api/v1
services: export API_SERVER_URL ?= http://127.0.0.1:$(shell expr $(PORT) + 1)/api/v1

demo: environment ## build the demo, or keep what is there of it, and serve it (PORT=8000; SERVE=0 stops after the summary)
ifneq ($(SERVE),0)
	@$(python) -m cms.config.serve --port $(PORT) --check-port
endif
	@mkdir -p var/static
	@echo "Migrating the database (a new one takes about a minute)"
	@$(python) manage.py migrate --verbosity 0
	@$(python) manage.py build_demo
ifneq ($(SERVE),0)
	@$(python) -m cms.config.serve --port $(PORT)
else
	@echo "  Op deze adressen antwoordt nog niets. Begin met:  make serve PORT=$(PORT)"
endif

serve: environment ## serve what make demo built
	@$(python) -m cms.config.serve --port $(PORT)

services: environment ## migrate and serve on DATABASE_URL, CELERY_BROKER_URL and RELEASE_STORE_URL (PORT, PORT+1; DEMO=1)
	@$(python) -m cms.config.services --port $(PORT) --check
	@mkdir -p "$${WEGWIJZER_VAR:-var}/static"
	@echo "Migrating the database (a new one takes about a minute)"
	@export DATABASE_URL="$${OWNER_DATABASE_URL:-$$DATABASE_URL}" && $(python) manage.py migrate --verbosity 0
ifeq ($(DEMO),1)
	@$(python) manage.py build_demo --on-empty
endif
	@$(python) -m cms.config.services --port $(PORT)

test: environment ## run the tests that are quick: on SQLite, and for PostgreSQL, Redis and Chromium where these are there
	@PART=short $(python) -m tests $(ARGS)

long: environment ## run the other tests: in the browser, of processes that are killed, of every screen as everybody
	@PART=long $(python) -m tests $(ARGS)

all-tests: environment
	@$(python) -m tests $(ARGS)

check: environment format-check lint templates contracts types migrations schemas settings all-tests ## run the whole gate; all tests come last

pictures: environment ## take the pictures in the guide again; look at each
	@mkdir -p cms/guide/static/guide/pictures
	@PICTURES=1 $(python) -m pytest --ds=cms.config.settings.test -q tests/browser/test_pictures.py

coverage: environment ## which branches no test takes: twice as long as make test
	@COVERAGE=1 $(python) -m tests $(ARGS)

format-check:
	@echo "== Format"
	@$(python) -m ruff format --check --quiet --diff $(project)

lint:
	@echo "== Lint"
	@$(python) -m ruff check --quiet $(project)

templates:
	@echo "== Templates"
	@[ -z "$(templates)" ] || .venv/bin/djade --target-version 5.2 --check $(templates)
	@[ -z "$(templates)" ] || $(python) -m djhtml --tabwidth 4 --check $(templates)

contracts:
	@echo "== Import direction"
	@$(python) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())' >.venv/contracts.log 2>&1 || { cat .venv/contracts.log; exit 1; }

types:
	@echo "== Types"
	@$(python) -m mypy

migrations:
	@echo "== Migrations"
	@DATABASE_URL=sqlite:///:memory: $(python) manage.py makemigrations --check --dry-run --verbosity 1

schemas:
	@echo "== JSON Schemas, and the contract of the API"
	@$(python) -m publishing.documents
	@$(python) -m tests.publishing.api.contract
	@git diff --exit-code --stat -- publishing/documents/schemas publishing/api/openapi/contract || { echo "These differ from what is committed."; exit 1; }

# Values of nobody: only to judge the settings themselves.
production = SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyz-0123456789-of-nobody ALLOWED_HOSTS=redactie.wegwijzer.example \
	ADMIN_BASE_URL=https://redactie.wegwijzer.example DATABASE_URL=sqlite:///:memory: RELEASE_STORE_URL=file:///nowhere \
	RELEASE_PUBLISHER=x RELEASE_BASE_URL=https://wegwijzer.example RELEASE_LICENCE=x WEBHOOK_KEYS=0123456789abcdefghijklmnopqrstuvwxyz-of-nobody \
	API_CONTACT_EMAIL=nobody@wegwijzer.invalid API_CONTACT_URL=https://wegwijzer.invalid/contact
settings:
	@echo "== Settings"
	@DATABASE_URL=sqlite:///:memory: $(python) manage.py check --fail-level WARNING
	@$(production) DJANGO_SETTINGS_MODULE=cms.config.settings.production $(python) manage.py check --deploy --fail-level WARNING

bench: environment ## run the benchmarks; prints a ratio and its goal per line
	@$(python) -m tests.benchmarks $(ARGS)

soak: environment ## 8 editors, 2 imports, freezes and 500 API clients at once, on PostgreSQL and Redis (SOAK_SECONDS=300; KILL=1)
	@$(python) -m tests.soak

format: environment ## format code and templates
	@$(python) -m ruff format $(project)
	@$(python) -m ruff check --fix $(project)
	@[ -z "$(templates)" ] || .venv/bin/djade --target-version 5.2 $(templates); true
	@[ -z "$(templates)" ] || $(python) -m djhtml --tabwidth 4 $(templates); true

audit: environment ## compare every locked package with the public lists of known holes (needs the internet)
	@$(python) -m uv export --frozen --no-hashes --no-emit-project --quiet >.venv/audited.txt
	@$(python) -m uv tool run pip-audit --strict --requirement .venv/audited.txt --no-deps --disable-pip

lock: environment ## bring uv.lock up to pyproject.toml (ARGS=--upgrade for newer versions), without registry addresses
	@$(if $(wildcard /etc/ssl/certs/ca-certificates.crt),UV_SYSTEM_CERTS=1) UV_PYTHON_DOWNLOADS=never $(python) -m uv lock $(ARGS)
	@sed -E -i -e 's|url = "https?://[^"]*/([^"/]+)"|filename = "\1"|g' -e 's|registry = "https?://[^"]*"|registry = "pypi"|g' uv.lock

clean: ## throw away var/, with the demo's database and releases
	rm -rf var
