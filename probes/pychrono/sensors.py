"""Sensors as they were made: what the constructor's arguments mean, the filters pushed, and what the real ones read."""

import weakref

NAN = float("nan")
OPTIC = ("resolution_w", "resolution_h")
FIRST = ("parent", "rate_Hz", "pose")
# class → (neutral type, names of the constructor's arguments after parent, rate and pose)
SENSORS = {
    "ChAccelerometerSensor": ("accelerometer", ("noise",)),
    "ChGyroscopeSensor": ("gyro", ("noise",)),
    "ChMagnetometerSensor": ("magnetometer", ("noise", "gps_reference")),
    "ChGPSSensor": ("gps", ("gps_reference", "noise")),
    "ChTachometerSensor": ("tachometer", ()),
    "ChCameraSensor": ("camera", (*OPTIC, "fov_rad", "supersample")),
    "ChPhysCameraSensor": ("camera", OPTIC),
    "ChSegmentationCamera": ("camera", (*OPTIC, "fov_rad")),
    "ChNormalCamera": ("camera", (*OPTIC, "fov_rad")),
    "ChDepthCamera": ("depth", (*OPTIC, "fov_rad", "range_m")),
    "ChLidarSensor": ("lidar", (*OPTIC, "fov_rad", "max_vertical_rad", "min_vertical_rad", "range_m")),
    "ChRadarSensor": ("radar", (*OPTIC, "fov_rad", "vertical_fov_rad", "range_m")),
}
# neutral type → (buffer getter, data getter): what is read at a sample; no data until the first reading is due
READINGS = {
    "accelerometer": ("GetMostRecentAccelBuffer", "GetAccelData"),
    "gyro": ("GetMostRecentGyroBuffer", "GetGyroData"),
    "magnetometer": ("GetMostRecentMagnetBuffer", "GetMagnetData"),
    "gps": ("GetMostRecentGPSBuffer", "GetGPSData"),
}
NOISE = {
    "ChNoiseNormal": ("mean", "stdev"),
    "ChNoiseNormalDrift": ("update_rate_Hz", "mean", "stdev", "drift_bias", "tau_drift"),
    "ChNoiseRandomWalks": ("mean", "stdev", "update_rate_Hz"),
}
SETTERS = {
    "SetLag": "lag_s",
    "SetUpdateRate": "rate_Hz",
    "SetName": "name",
    "SetCollectionWindow": "collection_window_s",
}


class Sensor:
    def __init__(self, identifier, proxy, cls):
        self.id, self.cls, self.proxy = identifier, cls, weakref.ref(proxy)
        self.type, self.values, self.filters, self.managed = SENSORS[cls][0], {}, [], False
        self.is_double = getattr(type(proxy), "is_double", False)
        self.width = 0  # of its readings in a sample


class Sensors:
    def __init__(self):
        self.all = weakref.WeakKeyDictionary()
        self.noises = weakref.WeakKeyDictionary()  # noise model → {type, mean, …}
        self.in_census = set()

    def follow(self, cls, method):
        if method == "__init__" and cls in SENSORS:
            return self.made
        if method == "__init__" and cls.startswith("ChNoise"):
            return self.noise
        if cls == "ChSensor" and method in ("PushFilter", "PushFilterFront"):
            return self.filter if method == "PushFilter" else self.filter_first
        if cls == "ChSensor" and method in SETTERS:
            return lambda this, args, result: this in self.all and self.all[this].values.update(
                {SETTERS[method]: args[0]}
            )
        return self.managed if (cls, method) == ("ChSensorManager", "AddSensor") else None

    def made(self, this, args, result):
        cls = next(k.__name__ for k in type(this).__mro__ if k.__name__ in SENSORS)
        sensor = self.all[this] = Sensor(len(self.all) + 1, this, cls)
        sensor.values.update(zip((*FIRST, *SENSORS[cls][1]), args))

    def noise(self, this, args, result):
        cls = type(this).__name__
        self.noises[this] = {"type": cls, **dict(zip(NOISE.get(cls, ()), args))}

    def filter(self, this, args, result):
        if this in self.all:
            self.all[this].filters.append(type(args[0]).__name__)

    def filter_first(self, this, args, result):
        if this in self.all:
            self.all[this].filters.insert(0, type(args[0]).__name__)

    def managed(self, this, args, result):
        if args[0] in self.all:
            self.all[args[0]].managed = True

    for function in (made, filter, filter_first, managed):
        function.raw = True

    # ---- the census: sensors that a manager updates ----
    def fresh(self, rtti, time_s):
        fresh = [s for s in self.all.values() if s.managed and s.id not in self.in_census]
        self.in_census.update(s.id for s in fresh)
        return [self.entry(s, rtti, time_s) for s in sorted(fresh, key=lambda s: s.id)]

    def entry(self, sensor, rtti, time_s):
        v = sensor.values
        pose, parent, noise = v.get("pose"), v.get("parent"), v.get("noise")
        sensor.width = 3 if sensor.type in READINGS and not sensor.is_double else 0
        entry = {
            "id": sensor.id,
            "name": v.get("name", ""),
            "type": sensor.type,
            "class": sensor.cls,
            "filters": sensor.filters,
            "body": parent.GetIdentifier() if parent is not None else None,
            "pos_m": rtti.vector(pose.GetPos()),
            "quat": rtti.quaternion(pose.GetRot()),
            "lag_s": v.get("lag_s", 0.0),
            "noise": self.noises.get(noise, {}) if noise is not None else {},
            "created_s": time_s,
        }
        if "resolution_w" in v:
            entry["resolution"] = [v["resolution_w"], v["resolution_h"]]
        reference = v.get("gps_reference")
        if reference is not None:
            entry["gps_reference"] = rtti.vector(reference)
        entry.update(
            {
                k: v[k]
                for k in (
                    "rate_Hz",
                    "fov_rad",
                    "range_m",
                    "max_vertical_rad",
                    "min_vertical_rad",
                    "vertical_fov_rad",
                    "collection_window_s",
                )
                if k in v
            }
        )
        return entry

    # ---- samples ----
    def read(self, sensor):
        """Its most recent reading; NaN as long as there is none."""
        proxy = sensor.proxy()
        buffer_of, data_of = READINGS[sensor.type]
        buffer = getattr(proxy, buffer_of)() if proxy is not None else None
        if buffer is None or not buffer.HasData():
            return [NAN] * sensor.width
        return [float(x) for x in list(getattr(buffer, data_of)())[: sensor.width]]
