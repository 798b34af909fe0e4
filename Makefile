# ClaimTrack's commands; `make help` lists them. Python >= 3.11 with venv is all that is needed.

# The first Python on this machine that is new enough; make run PYTHON=... names another.
ifndef PYTHON
PYTHON := $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done),python3)
endif
BIN := .venv/bin/python
INSTALL = @command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer." >&2; exit 1; }; \
	$(PYTHON) -I claimtrack/install.py
COMPILE = uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-config \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements'

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench clean messages requirements install install-dev install-semantic install-releases install-s3

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name what; do printf '  %-18s %s\n' "$$name" "$$what"; done

run: install ## Start ClaimTrack with the worked example on http://127.0.0.1:8000/ (PORT=, DATABASE_URL=)
	@exec $(BIN) -m claimtrack.run

test: check ## Run all checks and the whole suite, on a temporary database of its own
	@exec $(BIN) -m pytest -n 2 --dist loadgroup

check: install-dev ## Check style, types, layers and migrations
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	.venv/bin/lint-imports
	$(BIN) manage.py makemigrations --check --dry-run

fix: install-dev ## Format the code and mend what can be mended without a thought
	$(BIN) -m ruff check --fix .
	$(BIN) -m ruff format .

bench: install-dev ## Measure speed on generated data
	@exec $(BIN) -m bench

clean: ## Remove .venv and caches; the database in .data stays
	rm -rf .venv .static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

messages: ## Collect the words of the interface into locale/ and compile them (needs GNU gettext)
	$(BIN) manage.py makemessages
	$(BIN) manage.py compilemessages --ignore .venv

requirements: ## Compile the hashed requirements from requirements*.in (needs uv)
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-semantic.in -o requirements-semantic.txt
	$(COMPILE) requirements-releases.in -o requirements-releases.txt
	$(COMPILE) requirements-s3.in -o requirements-s3.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) bench/requirements.in -o bench/requirements.txt

install: ## Make .venv with what is needed to run
	$(INSTALL) requirements.txt

install-dev: ## Make .venv with what is needed to develop
	$(INSTALL) requirements-dev.txt

install-semantic: ## Add to .venv what matching by meaning needs
	$(INSTALL) requirements-semantic.txt

install-releases: ## Add to .venv what data releases need for Parquet files
	$(INSTALL) requirements-releases.txt

install-s3: ## Add to .venv what data releases need for S3-compatible storage
	$(INSTALL) requirements-s3.txt
