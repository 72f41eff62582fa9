# For newcomers; everything else is CMake presets (CMakePresets.json).
#   make quickstart   install what is missing, build, run the MuJoCo suite with the control models, write a report
#   make quickstart-llm   the same of three tasks with a small real model that runs here: no key
#   make test         install what is missing, build, pass every test
#   make install      build, and put the program with its data into PREFIX (~/.local)
#   make wheel        build dist/simbench-….whl and its source package: pip install dist/*.whl is all that another machine needs
# Before a change is called done: make lint, and make sanitize; make bench and make parity where they concern it.
SHELL := /bin/bash
JOBS  ?= $(shell nproc)
OUT   ?= runs/quickstart

.DEFAULT_GOAL := help
.PHONY: help quickstart quickstart-llm test test-fast setup lint sanitize fuzz bench parity install wheel clean

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

setup:
	@tools/setup.sh

build-%: setup
	@mkdir -p build
	@cmake --preset $* > build/configure-$*.log 2>&1 || (cat build/configure-$*.log; exit 1)
	@cmake --build build/$* -j $(JOBS) --target $(or $(TARGETS),all)

quickstart: setup
	@$(MAKE) --no-print-directory build-release TARGETS=simbench
	@tools/quickstart.sh build/release/simbench $(OUT)

LLM_OUT ?= runs/quickstart-llm
quickstart-llm: setup
	@tools/setup.sh llm
	@$(MAKE) --no-print-directory build-release TARGETS=simbench
	@tools/quickstart_llm.sh build/release/simbench $(LLM_OUT)

# Tests use the test preset: it compiles all rooms as three files, and warnings are errors.
test: build-test
	@cd build/test && ctest --output-on-failure -j $(JOBS)

test-fast: build-test
	@cd build/test && ctest --output-on-failure -j $(JOBS) -L fast

# Format, clang-tidy's checks, shellcheck, ruff: silent when all is well.
lint:
	@tools/lint.sh

# The fast tests under address and undefined-behaviour sanitizers, then under the thread sanitizer; a minute of each fuzz target.
sanitize: build-asan build-tsan
	@cd build/asan && ctest --output-on-failure -j $(JOBS) -L fast
	@cd build/tsan && ctest --output-on-failure -j $(JOBS) -L fast
	@$(MAKE) --no-print-directory fuzz

FUZZ_SECONDS ?= 60
fuzz: setup
	@tools/setup.sh fuzz
	@$(MAKE) --no-print-directory build-fuzz TARGETS=fuzz_all
	@for target in build/fuzz/fuzz_*; do echo "$$target"; \
	  log=build/fuzz/log_$${target##*/fuzz_}; \
	  $$target -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 2>$$log || { tail -40 $$log; exit 1; }; done

# The measured figures of docs/: similarity's and the checker's cost.
bench: setup
	@$(MAKE) --no-print-directory build-release TARGETS=bench_all
	@build/release/bench_metric sizes
	@build/release/bench_conformance sizes
	@build/release/bench_conformance scripts mujoco-4.0.0 suites/mujoco/systems/*/turn*/reference.py

# Differential tests against the reference Python packages (codebleu, rouge-score); `make test` uses their frozen goldens.
parity: build-test
	@tools/setup.sh parity
	@cd build/test && ctest --output-on-failure -L parity

PREFIX ?= $(HOME)/.local
install: setup
	@$(MAKE) --no-print-directory build-release TARGETS=simbench
	@cmake --install build/release --prefix "$(PREFIX)" > build/install.log || (cat build/install.log; exit 1)
	@echo "$(PREFIX)/bin/simbench"

# What the wheel bundles is told in cmake/install.cmake; its name says the oldest C library that it runs on: this machine's.
wheel: setup
	@tools/setup.sh wheel
	@rm -rf dist && mkdir -p build
	@CC=cc CXX=c++ .deps/wheel/bin/python -m build --no-isolation --sdist --wheel . > build/wheel.log 2>&1 || (tail -40 build/wheel.log; exit 1)
	@.deps/wheel/bin/python -m wheel tags --remove --platform-tag "manylinux_2_$$(getconf GNU_LIBC_VERSION | cut -d. -f2)_$$(uname -m)" dist/*.whl >> build/wheel.log
	@ls dist/*

clean:
	rm -rf build
