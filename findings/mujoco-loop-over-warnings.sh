#!/usr/bin/env bash
# MuJoCo 4.0.0: a `for` loop over data.warning, data.timer or data.contact costs more than many whole steps.
#
# "Stop if a warning was raised" is asked after every step, so a loop over the seven entries of data.warning looks free. These
# lists have __getitem__ and __len__ but no __iter__: Python's loop reads them by index until an IndexError ends it, and that
# error is a C++ exception which every extension module of the package that is loaded looks at in turn (the more of them are
# imported, the dearer: 118 us with mujoco alone, 182 us with rollout, batch, renderer and viewer). In scripts with flexes this check was three quarters of
# the run. The same entries by index, or the arrays that the lists have (data.warning.number.any()), cost next to nothing.
#
# Seen: a step 2 us, a loop over data.warning 172 us, its entries by index 19 us, data.warning.number.any() 4 us
#       (the ratios are what is asserted, and that neither list has __iter__)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet mujoco==4.0.0
"$folder/env/bin/python" - <<'PY'
import timeit

import mujoco
import mujoco.rollout

ROUNDS = 2000
model = mujoco.MjModel.from_xml_string(
    "<mujoco><worldbody><body><joint/><geom size='.1'/></body></worldbody></mujoco>"
)
data = mujoco.MjData(model)


def microseconds(action):
    return min(timeit.repeat(action, number=ROUNDS, repeat=5)) / ROUNDS * 1e6


step = microseconds(lambda: mujoco.mj_step(model, data))
loop = microseconds(lambda: any(warning.number for warning in data.warning))
by_index = microseconds(lambda: any(data.warning[i].number for i in range(len(data.warning))))
array = microseconds(lambda: data.warning.number.any())
print(
    f"MuJoCo {mujoco.__version__}: a step {step:.0f} us, a loop over data.warning {loop:.0f} us, "
    f"its entries by index {by_index:.0f} us, data.warning.number.any() {array:.0f} us"
)
assert loop > 5 * by_index and loop > 5 * array, "loops over data.warning have become cheap"
for entries in (data.warning, data.timer, data.contact):
    assert not hasattr(type(entries), "__iter__"), f"{type(entries).__name__} has an iterator now"
PY
