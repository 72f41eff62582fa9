# Two commands for newcomers; everything else is CMake presets (CMakePresets.json).
#   make quickstart   install what is missing, build, run the MuJoCo suite with the control models, write a report
#   make test         install what is missing, build, pass every test
SHELL  := /bin/bash
PRESET ?= release
BUILD  := build/$(PRESET)
JOBS   ?= $(shell nproc)
OUT    ?= runs/quickstart

.PHONY: quickstart test test-fast build setup parity clean

setup:
	@tools/setup.sh

build: setup
	@cmake --preset $(PRESET) > build.log 2>&1 || (cat build.log; exit 1)
	@rm -f build.log
	@cmake --build $(BUILD) -j $(JOBS)

quickstart: build
	@tools/quickstart.sh $(BUILD)/simbench $(OUT)

test: build
	@cd $(BUILD) && ctest --output-on-failure -j $(JOBS)

test-fast: build
	@cd $(BUILD) && ctest --output-on-failure -j $(JOBS) -L fast

# Differential tests against the reference Python packages (codebleu, rouge-score); goldens are enough for `make test`.
parity: build
	@tools/setup.sh parity
	@cd $(BUILD) && ctest --output-on-failure -L parity

clean:
	rm -rf build
