# Bare `make` lists what there is. All it needs is Python 3.11 or newer, git and make.

.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run-installed
DEV := .venv/.dev-installed
TESTS ?= tests
WORKERS ?= 2
PROGRAMS := articles feedback newsroom tests bench manage.py gunicorn.conf.py
TEMPLATES = $$(git ls-files --cached --others --exclude-standard 'templates/*.html')
SOURCES = $$(git ls-files --cached --others --exclude-standard '*.py')
# What readers never see is not translated. Django's patterns; the tests read this list too.
STAFF := templates/admin articles/actions articles/admin articles/catalogues.py articles/exchange articles/management \
  articles/models articles/pictures articles/queries/library.py articles/queries/links.py articles/queries/live_state.py articles/queries/notices.py \
  articles/queries/plan.py articles/queries/translations.py articles/snapshot/compare.py articles/snapshot/stored.py articles/snapshot/times.py \
  articles/wall_clock.py newsroom/csrf.py \
  articles/validators.py feedback/admin.py feedback/models.py newsroom/admin.py newsroom/admin_config.py newsroom/demo \
  newsroom/devdb newsroom/management newsroom/settings.py newsroom/uploads_on_disk.py

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(RUN) ## serve the newsroom as in production, on PORT (8000); the demo the first time
	@exec $(BIN)/python manage.py serve

.PHONY: dev
dev: $(RUN) ## serve with debug pages, and restart when a file changes
	@DEBUG=1 $(BIN)/python manage.py serve --reload

.PHONY: test
test: $(DEV) ## run the test suite; TESTS=tests/articles runs a part of it
	@status=0; $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(TESTS) || status=$$?; \
	$(BIN)/python -m newsroom.devdb stop --test --only-if-unused >/dev/null; \
	exit $$status

.PHONY: lint
lint: $(DEV) ## check style, layers, types, templates and migrations
	@$(BIN)/ruff check $(PROGRAMS)
	@$(BIN)/ruff format --check $(PROGRAMS)
	@$(BIN)/django-upgrade --target-version 5.2 --check $(SOURCES)
	@templates="$(TEMPLATES)"; test -z "$$templates" || \
	  $(BIN)/djade --target-version 5.2 --check $$templates
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/mypy
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@SITE_URL=https://news.example $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: messages
messages: $(DEV) ## collect the words that readers see, and compile their translations
	@command -v msgfmt >/dev/null && command -v msgmerge >/dev/null || { \
	  echo "This needs GNU gettext (Debian: apt install gettext; macOS: brew install gettext)."; \
	  exit 1; \
	}
	@$(BIN)/python manage.py makemessages --no-location --no-wrap --no-obsolete \
	  $(patsubst locale/%,-l %,$(wildcard locale/*)) \
	  $(foreach path,.venv var bench docs tests $(STAFF),-i $(path))
	@for po in locale/*/LC_MESSAGES/django.po; do \
	  locale=$${po#locale/}; \
	  sed -E -i.old -e '/^# SOME DESCRIPTIVE TITLE/,/^#, fuzzy/d' -e 's/PACKAGE VERSION/Newsroom/' \
	    -e 's/nplurals=INTEGER; plural=EXPRESSION/nplurals=2; plural=(n != 1)/' \
	    -e "s/^\"Language: .n\"/\"Language: $${locale%%/*}\\\\n\"/" \
	    -e '/^"(POT-Creation-Date|Report-Msgid-Bugs-To|PO-Revision-Date|Last-Translator|Language-Team):/d' \
	    $$po && rm $$po.old; \
	done
	@$(BIN)/python manage.py compilemessages -v 0 -i .venv -i var

.PHONY: bench
bench: $(DEV) ## measure requests per second beside a bare Django view
	@$(BIN)/python -m bench

.PHONY: db-start
db-start: $(RUN) ## start the embedded PostgreSQL
	@$(BIN)/python -m newsroom.devdb start

.PHONY: db-stop
db-stop: $(RUN) ## stop it, and the one for tests
	@$(BIN)/python -m newsroom.devdb stop
	@$(BIN)/python -m newsroom.devdb stop --test

.PHONY: db-shell
db-shell: $(RUN) ## open psql on it
	@exec $(BIN)/python -m newsroom.devdb shell

.PHONY: lock
lock: $(DEV) ## write the lock files anew, with the newest versions that pyproject.toml admits
	@lock() { \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header \
	    --python-version 3.11 --extra embedded "$$@" pyproject.toml; \
	}; \
	lock -o requirements.lock && \
	lock --extra s3 -o requirements-s3.lock && \
	lock --extra s3 --group dev -o requirements-dev.lock

.PHONY: clean
clean: ## remove what can be made again; the newsroom's data stay
	@test ! -x $(BIN)/python || $(BIN)/python -m newsroom.devdb stop --test || true
	@test ! -x $(BIN)/python || $(BIN)/python -m newsroom.devdb stop || true
	@rm -rf .venv var/static var/test-pgdata .*_cache .hypothesis .coverage
	@find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: reset
reset: ## delete the newsroom's data for good: articles, pictures, accounts
	@printf 'This deletes every article, picture and account in var/. Type DELETE: '; read -r answer; \
	test "$$answer" = DELETE || { echo "Nothing was deleted."; exit 1; }
	@test ! -x $(BIN)/python || $(BIN)/python -m newsroom.devdb stop
	@test ! -x $(BIN)/python || $(BIN)/python -m newsroom.devdb stop --test
	@rm -rf var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Newsroom needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)."; \
	  echo "Name another one: make PYTHON=python3.12 …"; \
	  exit 1; \
	}
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv || { \
	  rm -rf .venv; echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; \
	}

$(RUN): requirements.lock | .venv/bin/python
	@echo "Installing what it needs …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing what developers need …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
