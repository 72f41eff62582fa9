"""Vehicles and their drivers: what they are made of, what drives them, how fast and where to they go."""

import math
import weakref

NAN = float("nan")
ENUMS = {
    "SetTireType": "TireModelType_",
    "SetEngineType": "EngineModelType_",
    "SetTransmissionType": "TransmissionModelType_",
    "SetDriveType": "DrivelineTypeWV_",
    "SetSteeringType": "SteeringTypeWV_",
    "SetBrakeType": "BrakeType_",
    "SetTrackShoeType": "TrackShoeType_",
    "SetDrivelineType": "DrivelineTypeTV_",
}
INPUTS = ("m_throttle", "m_steering", "m_braking")


class Vehicle:
    """One vehicle: `owner` is the proxy that the script initialised (a whole model, a rig, or a ChVehicle), which outlives its parts."""

    def __init__(self, identifier, owner, getter):
        self.id, self.model, self.owner, self.getter = identifier, type(owner).__name__, weakref.ref(owner), getter
        self.inputs = (NAN, NAN, NAN)

    def proxy(self):
        """The ChVehicle, or None when the script has dropped it."""
        owner = self.owner()
        return owner and (getattr(owner, self.getter)() if self.getter else owner)


class Vehicles:
    def __init__(self, rtti, module):
        self.rtti, self.module = rtti, module
        self.by_address = {}  # most derived address of the ChVehicle → Vehicle
        self.settings = weakref.WeakKeyDictionary()  # proxy → {method: argument}
        self.shown = weakref.WeakKeyDictionary()  # visual system → address of the vehicle in it
        self.drivers = {}  # address of a ChVehicle → names of its driver's classes

    # ---- what the script does ----
    def follow(self, cls, method):
        known = getattr(self.module, cls, None)
        if not isinstance(known, type):
            return None
        is_part, is_model = issubclass(known, self.module.ChVehicle), hasattr(known, "SetInitPosition")
        is_rig = "TestRig" in cls and hasattr(known, "GetVehicle")
        if is_part or is_model or is_rig:
            if method in ENUMS:
                return lambda this, args, result: self.settings.setdefault(this, {}).update({method: args[0]})
            return {
                "Initialize": self.initialized,
                "Synchronize": self.synchronized,
                "__init__": self.made if is_part else None,
            }.get(method)
        if method == "__init__" and issubclass(known, self.module.ChDriver):
            return self.driver
        return self.attached if method == "AttachVehicle" else None

    def made(self, this, args, result):
        """A vehicle from a specification file: the file's name says more than the class."""
        file = next((a for a in args if isinstance(a, str)), None)
        if file:
            self.settings.setdefault(this, {})["file"] = file.rsplit("/", 1)[-1]

    def initialized(self, this, args, result):
        """A model initialises its ChVehicle inside C++; a ChVehicle is initialised by the script."""
        getter = next((g for g in ("GetVehicle", "GetTractor") if hasattr(this, g)), None)
        address = self.address(getattr(this, getter)() if getter else this)
        self.by_address[address] = Vehicle(len(self.by_address) + 1, this, getter)

    def synchronized(self, this, args, result):
        inputs = next((a for a in args if hasattr(a, INPUTS[0])), None)
        vehicle = self.of_owner(this)
        if inputs is not None and vehicle is not None:
            vehicle.inputs = tuple(getattr(inputs, name) for name in INPUTS)

    def attached(self, this, args, result):
        self.shown[this] = self.address(args[0])

    def driver(self, this, args, result):
        mro = [k.__name__ for k in type(this).__mro__]
        names = [n for n in mro[: mro.index("ChDriver")] if n != "ChClosedLoopDriver"] or ["ChDriver"]
        target = args[0]
        self.drivers[self.shown.get(target) if "VisualSystem" in type(target).__name__ else self.address(target)] = (
            names
        )

    for function in (initialized, synchronized, attached, driver):
        function.raw = True  # they want the proxies themselves

    def address(self, vehicle):
        return self.rtti.identity(vehicle)[1]

    def of_owner(self, owner):
        for vehicle in self.by_address.values():
            if vehicle.owner() is owner:
                return vehicle
        return self.by_address.get(self.address(owner)) if isinstance(owner, self.module.ChVehicle) else None

    # ---- the census ----
    def entry(self, address, vehicle, contact, time_s):
        proxy, settings = vehicle.proxy(), self.settings.get(vehicle.owner(), {})
        pos, rot = proxy.GetPos(), proxy.GetRot()
        return {
            "id": vehicle.id,
            "name": proxy.GetName(),
            "model": [n for n in (vehicle.model, settings.get("file")) if n],
            "class": self.rtti.class_of(proxy),
            "contact": contact,
            "tire": self.tire(proxy, settings),
            "powertrain": self.powertrain(proxy, settings),
            "drive": self.drive(proxy, settings),
            "driver": self.drivers.get(address),
            "chassis_body": proxy.GetChassisBody().GetIdentifier(),
            "wheel_bodies": [w.GetSpindle().GetIdentifier() for w in self.wheels(proxy)],
            "init_pos_m": self.rtti.vector(pos),
            "init_quat": self.rtti.quaternion(rot),
            "created_s": time_s,
        }

    def chosen(self, settings, method):
        """The asked enumerator's own part, as `TMEASY` of TireModelType_TMEASY, in a list: empty when nothing was asked."""
        value, prefix = settings.get(method), ENUMS[method]
        return [
            n.removeprefix(prefix)
            for n in dir(self.module)
            if n.startswith(prefix) and getattr(self.module, n) == value
        ]

    def wheels(self, proxy):
        if not hasattr(proxy, "GetNumberAxles"):
            return []  # a tracked vehicle
        return [wheel for i in range(proxy.GetNumberAxles()) for wheel in proxy.GetAxle(i).m_wheels]

    def tire(self, proxy, settings):
        """What was asked for, then the class, as TMeasyTire and HMMWV_TMeasyTire."""
        names = self.chosen(settings, "SetTireType")
        tire = next((w.GetTire() for w in self.wheels(proxy)), None)
        if self.rtti.there(tire):
            names += [tire.GetTemplateName(), self.rtti.class_of(tire)]
        return names or self.chosen(settings, "SetTrackShoeType")

    def powertrain(self, proxy, settings):
        parts = {}
        for key, getter, method in (
            ("engine", "GetEngine", "SetEngineType"),
            ("transmission", "GetTransmission", "SetTransmissionType"),
        ):
            part = getattr(proxy, getter)() if self.rtti.there(proxy.GetPowertrainAssembly()) else None
            if self.rtti.there(part):
                parts[key] = self.rtti.class_of(part)
            parts.update({key + "_type": name for name in self.chosen(settings, method)})
        return parts

    def drive(self, proxy, settings):
        driveline = proxy.GetDriveline() if hasattr(proxy, "GetDriveline") else None
        names = self.chosen(settings, "SetDriveType") or self.chosen(settings, "SetDrivelineType")
        return names + ([driveline.GetTemplateName()] if self.rtti.there(driveline) else [])

    # ---- samples ----
    def motion(self, vehicle, up):
        """Speed (m/s) and heading (rad): the angle of the chassis' x axis about `up`, from the world's x axis."""
        proxy = vehicle.proxy()
        if proxy is None:
            return NAN, NAN
        q = proxy.GetRot()
        forward = (
            q.e0 * q.e0 + q.e1 * q.e1 - q.e2 * q.e2 - q.e3 * q.e3,
            2 * (q.e1 * q.e2 + q.e0 * q.e3),
            2 * (q.e1 * q.e3 - q.e0 * q.e2),
        )
        left = (0.0, up[2], -up[1])  # up × x
        return proxy.GetSpeed(), math.atan2(sum(a * b for a, b in zip(forward, left)), forward[0])
