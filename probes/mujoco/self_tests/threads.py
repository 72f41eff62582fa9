import threading

import mujoco
import numpy

model = mujoco.MjModel.from_xml_string(
    '<mujoco><worldbody><body pos="0 0 1"><freejoint/><geom size=".1"/></body></worldbody></mujoco>'
)
data = mujoco.MjData(model)
thread = threading.Thread(target=mujoco.mj_step, args=(model, data))
thread.start()
thread.join()
assert data.time > 0, "a step in a thread did nothing"
assert numpy.linalg.solve(numpy.eye(100), numpy.ones(100)).sum() == 100, "linear algebra is wrong"
