import mujoco

model = mujoco.MjModel.from_xml_string(
    '<mujoco><worldbody><body pos="0 0 1"><freejoint/><geom size=".1"/></body></worldbody></mujoco>'
)
data = mujoco.MjData(model)
for _ in range(10):
    mujoco.mj_step(model, data)
assert data.qvel[2] < 0, "gravity doesn't act"
