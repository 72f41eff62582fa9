#!/usr/bin/env bash
# MuJoCo 4.0.0: a sensor's `interval` does nothing, silently, unless `nsample` gives the sensor a history.
#
# 4.0 can sample a sensor: `interval="0.1"` renews its reading every 0.1 s and holds it in between. The held value lives in the
# sensor's history buffer, which `nsample` makes (default 0: none). Written alone, `interval` is read, kept in
# model.sensor_interval, written back by MjSpec.to_xml, and the reading is renewed every step. `delay`, which needs the same
# buffer, is refused by the compiler without it, so one expects the same of `interval`. A controller tested against a "10 Hz"
# sensor was then tested against a continuous one. Who reads rates off a model must look at model.sensor_history, too.
#
# Seen: interval="0.1": 100 different readings in 1 s (model.sensor_interval 0.1)
#       interval="0.1" nsample="1": 10 different readings in 1 s (model.sensor_interval 0.1)
#       delay="0.1": refused (setting delay > 0 without a history buffer)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet mujoco==4.0.0
"$folder/env/bin/python" - <<'PY'
import mujoco

XML = """
<mujoco>
  <option timestep="0.01" gravity="1 0 0"/>
  <worldbody>
    <body><joint name="slide" type="slide" axis="1 0 0"/><geom size="0.1"/></body>
  </worldbody>
  <sensor><jointpos joint="slide" {attributes}/></sensor>
</mujoco>
"""


def readings(attributes):
    """How many different values an accelerating body's place is read as within a second, and the interval in the model."""
    model = mujoco.MjModel.from_xml_string(XML.format(attributes=attributes))
    data, seen = mujoco.MjData(model), set()
    for _ in range(100):
        mujoco.mj_step(model, data)
        seen.add(float(data.sensordata[0]))
    return len(seen), float(model.sensor_interval[0][0])


print("MuJoCo", mujoco.__version__)
for attributes, expected in (('interval="0.1"', 100), ('interval="0.1" nsample="1"', 10)):
    number, interval = readings(attributes)
    print(f"{attributes}: {number} different readings in 1 s (model.sensor_interval {interval})")
    assert (number, interval) == (expected, 0.1)
try:
    readings('delay="0.1"')
    raise SystemExit("a delay without a history is taken now")
except ValueError as error:
    print(f'delay="0.1": refused ({str(error).splitlines()[0].removeprefix("Error: ")})')
PY
