# Two commands for newcomers; everything else is CMake presets (CMakePresets.json).
#   make quickstart   install what is missing, build, run the MuJoCo suite with the control models, write a report
#   make test         install what is missing, build, pass every test
SHELL := /bin/bash
JOBS  ?= $(shell nproc)
OUT   ?= runs/quickstart

.PHONY: quickstart test test-fast setup parity clean

setup:
	@tools/setup.sh

build-%: setup
	@mkdir -p build
	@cmake --preset $* > build/configure-$*.log 2>&1 || (cat build/configure-$*.log; exit 1)
	@cmake --build build/$* -j $(JOBS) --target $(or $(TARGETS),all)

quickstart: setup
	@$(MAKE) --no-print-directory build-release TARGETS=simbench
	@tools/quickstart.sh build/release/simbench $(OUT)

# Tests use the test preset: it compiles a room as one file, and warnings are errors.
test: build-test
	@cd build/test && ctest --output-on-failure -j $(JOBS)

test-fast: build-test
	@cd build/test && ctest --output-on-failure -j $(JOBS) -L fast

# Differential tests against the reference Python packages (codebleu, rouge-score); `make test` uses their frozen goldens.
parity: build-test
	@tools/setup.sh parity
	@cd build/test && ctest --output-on-failure -L parity

clean:
	rm -rf build
