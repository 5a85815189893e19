# make demo    extract the sample papers to claims.csv, show the top rows and the score
# make check   everything that has to hold: format, lint, types, imports, tests, score
# make compiled  build the optional compiled form, a wheel in dist/; needs a C compiler, see docs/compiled.md
# make release  the sources, a pure wheel and a compiled wheel for each Python at hand, in dist/; Linux, a C compiler, network
# make wheels  see that all of requirements.lock is there as wheels for each Python that we support (Linux, x86-64; network)
# make weights learn anew how sure each thing found is; needs the metadata of the labelled papers, see gold/README.md
#
# Needs Python 3.11 or later and make; the rest goes into .venv, at the versions in requirements.lock.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PAPERS ?= ../shared/corpus/arxiv-systems.jsonl.gz
WORKERS ?= 2

PYTHONS := 3.11 3.12 3.13 3.14
INTERPRETERS ?= $(or $(shell for version in $(PYTHONS); do command -v python$$version; done),$(PYTHON))
LINUX := $(foreach tag,manylinux_2_28 manylinux_2_27 manylinux_2_24 manylinux2014 manylinux_2_5,--platform $(tag)_x86_64)

.PHONY: demo check compiled release wheels weights format lock clean

demo: $(READY)
	@$(BIN)/claims extract gold/seeds/*.txt -o claims.csv --preview 12
	@$(BIN)/claims score

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile
	$(BIN)/claims score --accepted gold/scores.toml

compiled: $(READY)
	CLAIMS_MYPYC=1 $(BIN)/python -m hatchling build --target wheel --directory dist

# Where both are, pip takes the compiled wheel on the systems that it is for, and the pure one on all others.
release: $(READY)
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		$(BIN)/python -m venv "$$folder/tools" && "$$folder/tools/bin/pip" install --quiet --upgrade pip && \
		"$$folder/tools/bin/pip" install --quiet --group release && \
		for python in $(INTERPRETERS); do \
			CLAIMS_MYPYC=1 $$python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$$folder/built" . \
				|| exit 1; \
		done && \
		for wheel in "$$folder"/built/*.whl; do \
			PATH="$$folder/tools/bin:$$PATH" auditwheel repair --wheel-dir dist "$$wheel" || exit 1; \
		done && ls dist

wheels: $(READY)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && for version in $(PYTHONS); do \
		$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary=:all: \
			--python-version $$version --implementation cp $(LINUX) --dest "$$folder/$$version" -r requirements.lock \
			|| exit 1; \
		echo "Python $$version: $$(ls "$$folder/$$version" | wc -l) wheels"; done

weights: $(READY)
	$(BIN)/claims train gold/labels/unseen.jsonl gold/labels/mentions.jsonl --seen gold/seeds.jsonl --seen gold/labels/seen.jsonl \
		--papers $(PAPERS) -o src/claims/trained/confidence.json --plot docs/reliability.svg

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# After a change of the dependencies in pyproject.toml; one file for Python 3.11 and later on every system.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) claims.csv claims.quarantine.jsonl dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or later found. Install one, or say make PYTHON=…" >&2; exit 1; }
	@echo "Setting up $(VENV); the first time this downloads what requirements.lock names." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
