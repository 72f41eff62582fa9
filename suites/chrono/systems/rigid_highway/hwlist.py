INIT = "    car.Initialize()\n"
TSTEP = "    car.SetTireStepSize(STEP_S)\n"
AIRL = "    car.SetAerodynamicDrag(DRAG, AREA_M2, AIR_KG_M3)\n"
NEUTRAL = "    car.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)\n"
MOVING = "    set_moving(car)\n    system = "
SPIN = "    car.SetInitWheelAngVel([SPEED_M_S / ROLLING_RADIUS_M] * 4)\n"
DRV = "    driver = veh.ChDriver(car.GetVehicle())\n    driver.Initialize()\n"
THR = "        driver.SetThrottle(throttle(car.GetVehicle().GetSpeed()))\n"
STE = "        driver.SetSteering(steering(car.GetVehicle()))\n"
MANUAL = "    gearbox.SetShiftMode(veh.ChAutomaticTransmission.ShiftMode_MANUAL)\n"
HELD = "    gearbox.SetGear(GEAR)\n"
LAW = "GAIN_H_KM * (WANTED_KM_H - speed_m_s * KM_H_PER_M_S)"
EYE = "STEER_GAIN_1_M * right_of_middle(ahead.x, ahead.y)"
M = [
 ("a-sedan", 1, ["model"], 5, "the sedan", [("veh.HMMWV_Reduced()", "veh.Sedan()"), ("    car.SetDriveType(veh.DrivelineTypeWV_RWD)\n", "")]),
 ("smooth-contacts", 1, ["non-smooth"], 2, "a smooth (SMC) system", [("ChContactMethod_NSC", "ChContactMethod_SMC"), ("chrono.ChContactMaterialNSC()", "chrono.ChContactMaterialSMC()")]),
 ("all-wheels", 1, ["drive"], 3, "all wheels driven", [("DrivelineTypeWV_RWD", "DrivelineTypeWV_AWD")]),
 ("rigid-tires", 1, ["tires"], 3, "rigid tires", [("TireModelType_TMEASY", "TireModelType_RIGID")]),
 ("road-lowered", 1, ["surface"], 4, "the road lies 10 cm lower: the car falls onto it", [("asphalt, chrono.CSYSNORM,", "asphalt, chrono.ChCoordsysd(chrono.ChVector3d(0, 0, -0.1), chrono.QUNIT),")]),
 ("left-lane", 1, ["start-place", "in-lane"], 3, "the car is in the left lane", [("-LANE_WIDTH_M / 2, START_HEIGHT_M", "LANE_WIDTH_M / 2, START_HEIGHT_M")]),
 ("turned-a-little", 1, ["start-turn"], 3, "the car is turned by 2°, and leaves its lane", [("chrono.ChCoordsysd(right_lane, chrono.QUNIT)", "chrono.ChCoordsysd(right_lane, chrono.QuatFromAngleZ(0.035))")]),
 ("only-the-chassis", 1, ["whole-car"], 3, "the forward speed is given to the model alone, which moves nothing but the chassis", [(MOVING, "    system = ")]),
 ("wheels-stand", 1, ["wheels-roll"], 3, "the wheels stand at the start", [(SPIN, "")]),
 ("in-gear", 1, ["slows"], 4, "the gearbox is in gear: the engine brakes", [(NEUTRAL, "")]),
 ("presses-and-steers", 1, ["no-throttle", "no-brake", "no-steering"], 3, "somebody presses throttle and brake and steers", [(DRV, DRV + "    driver.SetThrottle(0.1)\n    driver.SetBraking(0.02)\n    driver.SetSteering(0.02)\n")]),
 ("tires-step-coarse", 1, ["tire-step"], 2, "the tires keep a step of their own", [(TSTEP, "")]),
 ("no-air", 1, ["slows"], 4, "air without resistance", [(AIRL, "")]),
 ("air-too-late", 1, ["slows"], 4, "the air is told to the model after it was initialised, when it does nothing", [(AIRL, ""), (INIT, INIT + AIRL)]),
 ("speed-in-km-h", 1, ["start-speed", "spins-up"], 4, "km/h are taken for m/s", [("SPEED_M_S = SPEED_KM_H / KM_H_PER_M_S", "SPEED_M_S = SPEED_KM_H / 2")]),
 ("weak-gravity", 1, ["gravity"], 3, "gravity of Mars", [("0, -GRAVITY_M_S2))", "0, -3.71))")]),
 ("one-lane", 1, ["highway"], 2, "a highway of one lane, and icy", [("2 * LANE_WIDTH_M)", "LANE_WIDTH_M)"), ("SetFriction(FRICTION)", "SetFriction(FRICTION / 4)")]),
 ("ends-too-early", 1, ["duration", "prints"], 2, "stops early, and prints less often", [("DURATION_S = 3.0  #: duration", "DURATION_S = 1.5  #: duration / 2"), ("PRINT_EVERY_S = 0.2  #: print_every", "PRINT_EVERY_S = 0.3  #: 1.5 * print_every")]),
 ("coarse-step", 1, ["step"], 2, "a step of 5 ms", [("STEP_S = 0.002  #: step in s", "STEP_S = 0.005  #: 2.5 * step")]),
 ("old-names", 1, ["model", "duration"], 4, "names of the releases before 9: ChVectorD", [("right_lane = chrono.ChVector3d(", "right_lane = chrono.ChVectorD(")]),
 # ---- turn 2
 ("all-wheels", 2, ["drive"], 3, "all wheels driven", [("DrivelineTypeWV_RWD", "DrivelineTypeWV_AWD")]),
 ("only-the-chassis", 2, ["whole-car"], 3, "the forward speed is given to the model alone, which moves nothing but the chassis", [(MOVING, "    system = ")]),
 ("shafts-kept", 2, ["engine"], 3, "the engine of shafts", [("    car.SetEngineType(veh.EngineModelType_SIMPLE_MAP)\n", "")]),
 ("gearbox-kept", 2, ["gearbox"], 3, "the gearbox of shafts", [("    car.SetTransmissionType(veh.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)\n", "")]),
 ("still-in-neutral", 2, ["halfway", "ends"], 5, "the gearbox is in neutral", [(HELD, "    gearbox.SetDriveMode(veh.ChAutomaticTransmission.DriveMode_NEUTRAL)\n")]),
 ("shifts-by-itself", 2, ["halfway"], 3, "the gearbox isn't told to keep its gear", [(MANUAL, "")]),
 ("set-once", 2, ["law", "ends"], 4, "the throttle is set once, before the loop", [(THR, ""), ("    next_print_s = 0.0\n", "    driver.SetThrottle(throttle(car.GetVehicle().GetSpeed()))\n    next_print_s = 0.0\n")]),
 ("in-metres-per-second", 2, ["law", "ends"], 4, "the car's speed is taken in m/s, the wanted one in km/h", [(LAW, "GAIN_H_KM * (WANTED_KM_H - speed_m_s)")]),
 ("not-held", 2, ["held"], 3, "the throttle is passed on as it comes", [("    return min(1.0, max(0.0, %s))" % LAW, "    return %s" % LAW), (THR, ""), ("car.Synchronize(time_s, driver.GetInputs(), highway)", "car.Synchronize(time_s, inputs, highway)"), ("        highway.Synchronize(time_s)\n", "        highway.Synchronize(time_s)\n        inputs = driver.GetInputs()\n        inputs.m_throttle = throttle(car.GetVehicle().GetSpeed())\n")]),
 ("brakes-and-steers", 2, ["no-brake", "no-steering"], 2, "the driver brakes and steers a little, too", [(DRV, DRV + "    driver.SetBraking(0.02)\n    driver.SetSteering(0.02)\n")]),
 ("tires-step-coarse", 2, ["tire-step"], 2, "the tires keep a step of their own", [(TSTEP, "")]),
 ("air-still-too-late", 2, ["ends"], 4, "the air is still told to the model after it was initialised", [(AIRL, ""), (INIT, INIT + AIRL)]),
 ("wheels-still-too-fast", 2, ["wheels-roll"], 3, "the wheels' speed is still computed from km/h", [(SPIN, SPIN.replace("SPEED_M_S", "SPEED_KM_H"))]),
 ("integral-added", 2, ["ends"], 2, "the gain is ten times as large, and no error is left", [("max(0.0, GAIN_H_KM * (", "max(0.0, 10 * GAIN_H_KM * (")]),
 ("old-names", 2, ["car", "duration"], 4, "names of the releases before 9: GetVehicleSpeed", [("throttle(car.GetVehicle().GetSpeed())", "throttle(car.GetVehicle().GetVehicleSpeed())")]),
 ("weak-gravity", 2, ["gravity"], 3, "gravity of Mars", [("0, -GRAVITY_M_S2))", "0, -3.71))")]),
 ("left-lane", 2, ["start-place", "in-lane"], 3, "the car is in the left lane", [("-LANE_WIDTH_M / 2, START_HEIGHT_M", "LANE_WIDTH_M / 2, START_HEIGHT_M")]),
 # ---- turn 3
 ("wrong-side", 3, ["follows"], 5, "the car steers away from the middle", [(EYE, "-" + EYE)]),
 ("bends-to-the-right", 3, ["turns-left"], 5, "the bend goes to the right", [("y_m + LANE_WIDTH_M / 2 - RADIUS_M) - RADIUS_M", "y_m + LANE_WIDTH_M / 2 + RADIUS_M) - RADIUS_M"), ("    return math.hypot", "    return -1 * (math.hypot"), ("+ RADIUS_M) - RADIUS_M", "+ RADIUS_M) - RADIUS_M)")]),
 ("own-place", 3, ["law"], 4, "the car's own place is compared with the middle, not the point ahead", [(" * LOOK_AHEAD_M\n", " * 0\n")]),
 ("follows-the-line", 3, ["follows"], 4, "the line between the lanes is followed in place of the lane's middle", [("    return math.hypot(x_m - START_X_M - RUN_M, y_m + LANE_WIDTH_M / 2 - RADIUS_M) - RADIUS_M", "    return math.hypot(x_m - START_X_M - RUN_M, y_m - RADIUS_M) - RADIUS_M")]),
 ("set-once", 3, ["law", "turns"], 4, "the steering is set once, before the loop", [(STE, ""), ("    next_print_s = 0.0\n", "    driver.SetSteering(steering(car.GetVehicle()))\n    next_print_s = 0.0\n")]),
 ("world-axis", 3, ["law"], 4, "the point lies ahead along the world's X, not along the nose", [("car_nose", "car_nose")]),
]
