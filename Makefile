# What people type. Every target makes .venv from requirements.lock first when it is not there.
PYTHON ?= python3
BIN := .venv/bin

# make report NAME=mine ARTICLES=folder-or-file TOPICS=dictionary.yaml
NAME ?= sample
ARTICLES ?= $(if $(filter sample,$(NAME)),data/sample/articles,)
TOPICS ?= $(if $(filter sample,$(NAME)),data/sample/topics.yaml,)
CORPUS := data/$(if $(filter sample,$(NAME)),sample/corpus,$(NAME))
NOTEBOOKS := 01-corpus-profile 02-term-frequency 03-claim-timeline 04-keyness
# Which word to look up is a question of one's own; the sample has one.
NOTEBOOKS += $(if $(filter sample,$(NAME)),05-concordance) 06-sources
# Gold data for the benchmarks; not part of the repository.
EVAL ?= ../shared/eval
# What the benchmarks compare with, in an environment of its own.
PEERS := .venv-peers

.PHONY: setup report test lab bench lint docs lock notebooks sample

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Dateline needs Python 3.11 or later; say which: make setup PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

report: .venv/ready
	@test -n "$(ARTICLES)" || { echo 'Which articles? make report NAME=$(NAME) ARTICLES=folder-or-file'; exit 2; }
	$(BIN)/dateline read "$(ARTICLES)" -o "$(CORPUS)"
	$(BIN)/dateline copies "$(CORPUS)"
	$(BIN)/dateline tag "$(CORPUS)" $(if $(TOPICS),--topics "$(TOPICS)")
	$(BIN)/dateline threads "$(CORPUS)"
	$(BIN)/dateline report $(NOTEBOOKS) --corpus "$(CORPUS)" -o "reports/$(NAME)" --workers 2

test: .venv/ready
	$(BIN)/python -m pytest --nbval --nbval-current-env tests notebooks

lab: .venv/ready
	$(BIN)/jupyter lab notebooks/00-start-here.ipynb

bench: .venv/ready $(PEERS)/ready
	$(BIN)/python benchmarks/run.py --eval "$(EVAL)" --peer-python $(PEERS)/bin/python

$(PEERS)/ready: benchmarks/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install -qq --disable-pip-version-check -r benchmarks/peers.txt
	touch $@

lint: .venv/ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

# The documentation, as a folder of pages in site/.
docs: .venv/ready
	$(BIN)/python docs/generate.py
	$(BIN)/mkdocs build --quiet --strict

# The lock and the conda environment, made from pyproject.toml.
lock: .venv/ready
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" --extra dev pyproject.toml -o requirements.lock
	$(BIN)/pyproject2conda yaml --extra dev --req "--editable ." --name dateline --python-include "python>=3.11" \
	  --custom-command "make lock" --overwrite force -o environment.yml

# The tables that come with the sample, as the engines make them now.
sample: .venv/ready
	$(BIN)/python data/sample/keep.py

# The notebooks as stored: run anew on the sample corpus, with the outputs that make test compares.
notebooks: sample
	$(BIN)/python -m dateline.reports.store notebooks
