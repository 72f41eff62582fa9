#!/usr/bin/env bash
# grade.sh MODEL LEAST [BASE]: grades a model on a suite, writes report and JUnit file, and ends with 100 if its pass@1
# is below LEAST, or worse than in the run folder BASE by more than chance.
# From the environment: SIMBENCH (the program), SUITE (default mujoco), OUT (default runs/ci); the model's key.
# OUT is a fresh folder: models that an earlier call left in it are judged, too.
set -euo pipefail
model=$1 least=$2 base=${3:-}
simbench=${SIMBENCH:-simbench} suite=${SUITE:-mujoco} out=${OUT:-runs/ci}

status=0
"$simbench" run --suite "$suite" --model "$model" --fail-under "$least" --out "$out" || status=$?
[ $status -eq 0 ] || [ $status -eq 100 ] || exit $status  # nothing to report on; the message says why
"$simbench" report "$out"
"$simbench" export "$out" --format junit --out "$out/results"
compared=0
[ -z "$base" ] || "$simbench" compare "$out" --fail-if-worse "$base" || compared=$?
[ $status -ne 0 ] || status=$compared  # a model that is below LEAST stays so, whatever the comparison ends with
exit $status
