# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same drop in two phases; the rod is written from its points and the tie names its two bodies in the other order.
import mujoco

POINTS = " ".join(f"{0.05 * i:.3f} 0 1" for i in range(21))
CHAIN = " ".join(f"{i} {i + 1}" for i in range(20))

model = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="0.001"/>
  <default><geom solref="0.01 1"/></default>
  <worldbody>
    <body name="ball" pos="1 0 1">
      <joint type="free"/>
      <inertial pos="0 0 0" mass="0.03" diaginertia="4.8e-6 4.8e-6 4.8e-6"/>
      <geom type="sphere" size="0.02" contype="1" conaffinity="1"/>
    </body>
    <flexcomp name="stick" type="direct" dim="1" point="{POINTS}" element="{CHAIN}" mass="0.1" radius="0.006">
      <pin id="0 1"/>
      <contact selfcollide="none" contype="0" conaffinity="0"/>
      <elasticity young="2e9" poisson="0.3" damping="0.02"/>
      <edge equality="true"/>
    </flexcomp>
    <body name="ground"><geom type="plane" size="0 0 1"/></body>
  </worldbody>
  <equality>
    <connect name="tie" body1="stick_20" body2="ball" anchor="0 0 0"/>
  </equality>
</mujoco>""")
data = mujoco.MjData(model)


def advance(until_s):
    while data.time < until_s - 1e-9:
        mujoco.mj_step(model, data, nstep=250)
        mujoco.mj_kinematics(model, data)
        mujoco.mj_flex(model, data)
        print(f"{data.time:.2f} {1 - data.flexvert_xpos[20, 2]:.4f} {data.body('ball').xpos[2]:.4f}")


advance(3.0)
data.eq_active[model.equality("tie").id] = False
advance(5.0)
