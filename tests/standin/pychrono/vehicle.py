import ctypes

from .core import ChBody, ChObj, ChQuaterniond, ChSystemNSC, ChVector3d, Pointer, crash

TireModelType_RIGID, TireModelType_TMEASY = 0, 7


class DriverInputs:
    thisown = property(lambda this: True)
    m_throttle = m_steering = m_braking = 0.0


class ChVehicle(ChObj):
    pass


class Tire(ChObj):
    native = "Buggy_TMeasyTire"

    def GetTemplateName(self):
        return "TMeasyTire"


class NoTire(Tire):
    """A proxy of an empty shared_ptr, as getters make it that give a reference to one."""

    empty = (ctypes.c_void_p * 2)()

    def __init__(self):
        self.this = Pointer(ctypes.addressof(self.empty), "std::shared_ptr< chrono::Buggy_TMeasyTire > *")

    def GetTemplateName(self):
        crash()


class Wheel:
    def __init__(self, spindle, tire):
        self.spindle, self.tire = spindle, tire

    def GetTire(self):
        return self.tire()

    def GetSpindle(self):
        return self.spindle


class Axle:
    def __init__(self, wheels):
        self.m_wheels = wheels


class ChWheeledVehicle(ChVehicle):
    native = "Buggy_Vehicle"
    tire = Tire

    def __init__(self):
        self.make()
        self.system, self.chassis, self.wheel = ChSystemNSC.__new__(ChSystemNSC), ChBody(), ChBody()
        self.system.begin()  # made inside C++: no constructor of Python's was called
        for body in (self.chassis, self.wheel):
            self.system.Add(body)

    def GetSystem(self):
        return self.system

    def GetPos(self):
        return ChVector3d(0, 0, 0.5)

    def GetRot(self):
        return ChQuaterniond(0.7071067811865476, 0, 0, 0.7071067811865476)

    def GetChassisBody(self):
        return self.chassis

    def GetNumberAxles(self):
        return 1

    def GetAxle(self, i):
        return Axle([Wheel(self.wheel, self.tire)])

    def GetPowertrainAssembly(self):
        return None

    def GetSpeed(self):
        return 3.0


class Buggy:
    """A whole model: its vehicle is made inside C++."""

    thisown = property(lambda this: True)

    def __init__(self):
        self.vehicle = None

    def SetInitPosition(self, place):
        pass

    def SetTireType(self, kind):
        pass

    def Initialize(self):
        self.vehicle = ChWheeledVehicle()

    def GetVehicle(self):
        return self.vehicle

    def GetSystem(self):
        return self.vehicle.GetSystem()

    def Synchronize(self, time, inputs, terrain):
        pass

    def Advance(self, step):
        self.vehicle.GetSystem().DoStepDynamics(step)


class ChDriver(ChObj):
    def __init__(self, vehicle):
        self.make()
        self.inputs = DriverInputs()

    def SetThrottle(self, value):
        self.inputs.m_throttle = value

    def SetSteering(self, value):
        self.inputs.m_steering = value

    def SetBraking(self, value):
        self.inputs.m_braking = value

    def GetInputs(self):
        return self.inputs

    def Synchronize(self, time):
        pass

    def Advance(self, step):
        pass


class ChInteractiveDriver(ChDriver):
    def __init__(self, vehicle):
        ChDriver.__init__(self, vehicle)


class SCMTerrain(ChObj):
    def __init__(self, system):
        self.make()

    def SetSoilParameters(self, *numbers):
        pass

    def Initialize(self, *size):
        pass


class Patch:
    def __init__(self):
        self.body = ChBody()

    def GetGroundBody(self):
        return self.body


class RigidTerrain(ChObj):
    def __init__(self, system):
        self.make()

    def AddPatch(self, material, place, *size):
        self.patches = getattr(self, "patches", []) + [Patch()]
        return None

    def GetPatches(self):
        return getattr(self, "patches", [])

    def GetHeight(self, place):
        """A slope along x of 1 in 10."""
        return place.x / 10

    def LoadMap(self, file):
        raise RuntimeError("Cannot open height map image file")
