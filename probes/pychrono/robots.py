"""Robots: chassis, wheels, driver and what their motors are commanded."""

import math
import weakref

NAN = float("nan")
DC_MOTOR = "DCMotorControl"  # drivers that turn the wheels through shafts: what is commanded is a no-load speed
NO_LOAD_SPEED = math.pi  # rad/s, of a DC motor that the script leaves as it is
CORNERS = ("LF", "RF", "LB", "RB")


def wheels_of(count):
    return lambda robot: [robot.GetWheel(i).GetBody().GetIdentifier() for i in range(count)]


def value(function, time_s):
    return function.GetVal(time_s) if hasattr(function, "GetVal") else NAN


def rover_commands(robot, time_s, given):
    """Functions of the motors at the wheels, or the no-load speeds of DC motors; then functions of the motors that steer."""
    return [
        given["no_load"][i] if i in given["no_load"] else value(function, time_s)
        for i, function in enumerate(given["functions"])
    ]


def turtlebot_commands(robot, time_s, given):
    return [given.get(i, 0.0) for i in range(2)]


def arm_commands(robot, time_s, given):
    return [value(f, time_s) for f in robot.GetMotionFunctions()]


# model → (body of the chassis, or its name where there is no getter, ids of wheel bodies, names of the commands, their values)
MODELS = {
    "Viper": (
        lambda r: r.GetChassis().GetBody(),
        wheels_of(4),
        [f"drive_{c}" for c in CORNERS] + [f"steer_{c}" for c in CORNERS],
        rover_commands,
    ),
    "Curiosity": (
        lambda r: r.GetChassis().GetBody(),
        wheels_of(6),
        ["drive_LF", "drive_RF", "drive_LM", "drive_RM", "drive_LB", "drive_RB"]
        + ["steer_LF", "steer_RF", "steer_LB", "steer_RB"],
        rover_commands,
    ),
    "TurtleBot": ("chassis_body", None, ["drive_LD", "drive_RD"], turtlebot_commands),
    "RoboSimian": (
        lambda r: r.GetChassisBody(),
        lambda r: [r.GetWheelBody(i).GetIdentifier() for i in range(4)],
        [],
        None,
    ),
    "Copter": (lambda r: r.GetChassis(), None, [], None),
    "IndustrialRobot": (lambda r: r.GetBase(), None, None, arm_commands),
}
NAMES = {
    "ChCopter4": "Copter",
    "ChCopter6": "Copter",
    "Little_Hexy": "Copter",
    "IndustrialRobotSCARA": "IndustrialRobot",
    "IndustrialRobotSCARA_CAD": "IndustrialRobot",
    "IndustrialRobot6dof": "IndustrialRobot",
    "IndustrialRobot6dofCAD": "IndustrialRobot",
}


class Robot:
    def __init__(self, identifier, proxy, cls):
        self.id, self.proxy, self.cls, self.model = identifier, weakref.ref(proxy), cls, MODELS[NAMES.get(cls, cls)]
        self.driver, self.given, self.width = None, {"no_load": {}}, 0


class Robots:
    def __init__(self):
        self.all = weakref.WeakKeyDictionary()
        self.no_load = weakref.WeakKeyDictionary()  # driver → {wheel: no-load speed of its DC motor}
        self.in_census = set()

    def follow(self, cls, method):
        if cls.endswith(DC_MOTOR):
            return {"__init__": self.dc_motors, "SetMotorNoLoadSpeed": self.no_load_speed}.get(method)
        if NAMES.get(cls, cls) not in MODELS:
            return None
        return {"__init__": self.made, "SetDriver": self.driver, "SetMotorSpeed": self.motor_speed}.get(method)

    def made(self, this, args, result):
        if this not in self.all:
            cls = next(k.__name__ for k in type(this).__mro__ if NAMES.get(k.__name__, k.__name__) in MODELS)
            self.all[this] = Robot(len(self.all) + 1, this, cls)

    def driver(self, this, args, result):
        self.all[this].driver = type(args[0]).__name__
        self.all[this].given["no_load"] = self.no_load.get(args[0], {})

    driver.raw = True

    def dc_motors(self, this, args, result):
        wheels = 6 if type(this).__name__.startswith("Curiosity") else 4
        self.no_load[this] = dict.fromkeys(range(wheels), NO_LOAD_SPEED)

    def no_load_speed(self, this, args, result):
        speed, wheel = args[:2]
        self.no_load[this][int(wheel)] = float(speed)

    def motor_speed(self, this, args, result):
        speed, index = args[:2]
        self.all[this].given[int(index)] = float(speed)

    def fresh(self, world, joints, time_s):
        """The robots that no census has had yet."""
        fresh = [r for r in self.all.values() if r.id not in self.in_census]
        self.in_census.update(r.id for r in fresh)
        return [self.entry(r, world, joints, time_s) for r in sorted(fresh, key=lambda r: r.id)]

    def entry(self, robot, world, joints, time_s):
        chassis, wheels, names, commands = robot.model
        proxy = robot.proxy()
        if commands is rover_commands:
            robot.given["functions"] = self.functions(
                proxy, chassis(proxy).GetIdentifier(), wheels(proxy), world, joints
            )
        robot.width = len(commands(proxy, time_s, robot.given)) if commands else 0
        body = (
            next((b for b in world.bodies.values() if b.GetName() == chassis), None)
            if isinstance(chassis, str)
            else chassis(proxy)
        )
        return {
            "id": robot.id,
            "model": robot.cls,
            "driver": robot.driver,
            "chassis_body": body.GetIdentifier() if body is not None else None,
            "wheel_bodies": wheels(proxy) if wheels else [],
            "commands": names if names is not None else [f"motor_{i}" for i in range(robot.width)],
            "created_s": time_s,
        }

    def functions(self, proxy, chassis, wheels, world, joints):
        """The getters of motors give nothing that Python can use: they are found among the joints, at each wheel, and then those away from
        the chassis, left before right and front before back as the models make them."""
        motors = [j for j in joints if j["type"].startswith("motor_rotation")]
        drives = [next((j for j in motors if wheel in j["bodies"]), None) for wheel in wheels]
        steers = sorted(
            (j for j in motors if j not in drives and chassis not in j["bodies"]),
            key=lambda j: min(b for b in j["bodies"] if b is not None),
        )
        return [world.links[j["id"]][1].GetMotorFunction() if j else None for j in (*drives, *steers)]

    def commands(self, robot, time_s):
        proxy = robot.proxy()
        return robot.model[3](proxy, time_s, robot.given) if proxy is not None else [NAN] * robot.width
