#!/usr/bin/env bash
# MuJoCo 4.0.0: a damper whose other end is on a moving mocap body doesn't feel that motion.
#
# A mocap body is moved by writing data.mocap_pos each step. It has a place, and springs on it follow that place; but it has no
# joints, so its velocity is zero by construction, however fast it is moved. A tendon's damping (and a joint's, an equality's,
# an actuator's kv) takes the relative velocity from joint velocities alone: the damper brakes the other end against the world.
# A base that shakes a mass through a spring and a damper is thus simulated as one that shakes it through the spring, with a
# dashpot to the ground: near resonance the amplitude is right within some per cent and the phase is not. No warning is given.
# The same support on a slide joint of its own gives the damper's whole force. Sensors on the mocap body read zero velocity, too.
#
# Seen: mocap support moved at 1 m/s: spring force 5.000 N, damper force 0.000 N, velocity sensor 0.000 m/s
#       support on a slide joint at 1 m/s: spring force 5.000 N, damper force 8.000 N, velocity sensor 1.000 m/s
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet mujoco==4.0.0
"$folder/env/bin/python" - <<'PY'
import mujoco

XML = """
<mujoco>
  <option timestep="0.001" gravity="0 0 0"/>
  <worldbody>
    <body name="support" pos="0 0 1" {mocap}>
      {joint}
      <geom size="0.01" mass="1" contype="0" conaffinity="0"/>
      <site name="above"/>
    </body>
    <body name="block">
      <joint name="block" type="slide" axis="0 0 1"/>
      <geom size="0.01" mass="1" contype="0" conaffinity="0"/>
      <site name="below"/>
    </body>
  </worldbody>
  <tendon>
    <spatial name="link" stiffness="10" damping="8" springlength="0.6"><site site="above"/><site site="below"/></spatial>
  </tendon>
  <sensor><framelinvel objtype="body" objname="support"/></sensor>
</mujoco>
"""


def forces(mocap):
    """Spring and damper force on the block, and the support's measured speed, as the support passes z = 1.1 m at 1 m/s."""
    if mocap:
        model = mujoco.MjModel.from_xml_string(XML.format(mocap='mocap="true"', joint=""))
    else:
        model = mujoco.MjModel.from_xml_string(XML.format(mocap="", joint='<joint name="support" type="slide" axis="0 0 1"/>'))
    data = mujoco.MjData(model)
    for i in range(101):  # 0.1 s at 1 m/s; the block is held where it is
        data.qvel[:] = 0
        data.joint("block").qpos[0] = 0
        if mocap:
            data.mocap_pos[0] = [0, 0, 1 + 0.001 * i]
        else:
            data.joint("support").qpos[0], data.joint("support").qvel[0] = 0.001 * i, 1
        mujoco.mj_forward(model, data)
    dof = model.joint("block").dofadr[0]
    return data.qfrc_spring[dof], data.qfrc_damper[dof], data.sensordata[2]


print("MuJoCo", mujoco.__version__)
seen = {name: forces(mocap) for name, mocap in (("mocap support", True), ("support on a slide joint", False))}
for name, (spring, damper, speed) in seen.items():
    print(f"{name} at 1 m/s: spring force {spring:.3f} N, damper force {damper:.3f} N, velocity sensor {speed:.3f} m/s")
assert abs(seen["mocap support"][0] - 5) < 1e-6 and abs(seen["mocap support"][1]) < 1e-9 and seen["mocap support"][2] == 0
assert all(abs(a - b) < 1e-6 for a, b in zip(seen["support on a slide joint"], (5, 8, 1)))
PY
