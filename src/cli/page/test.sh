#!/usr/bin/env bash
# Grades the answer and leaves the rewards where the harness looks for them. No network: the grader is the wheel beside
# this file, or SIMBENCH_PROGRAM, or the `simbench` on the PATH; MuJoCo is the environment's.
# No reward is left where nothing could be decided: that is no failure of the model's.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec python3 "$here/grade.py" "$here"
