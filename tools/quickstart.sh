#!/usr/bin/env bash
# quickstart.sh SIMBENCH OUT: the main job for real, with the control models: nothing to pay, nothing to configure.
set -euo pipefail
cd "$(dirname "$0")/.."
simbench=$1 out=$2
controls=control/reference,control/equivalent,control/echo,control/mutant,control/drift,control/prose,control/empty

"$simbench" doctor || true
echo
"$simbench" run --suite mujoco --model "$controls" --judge judge/requirements,judge/conformance,judge/similarity --out "$out"
"$simbench" report "$out"
# One script beside the reference, as `view` shows it: a pendulum that swings wrongly.
"$simbench" suite show mujoco/pendulum/1/03-axis-x > "$out/wrong_pendulum.py"
"$simbench" view "$out/wrong_pendulum.py" --task mujoco/pendulum/1 --out "$out/wrong_pendulum.html"
