"""The part of a sensor module that needs no GPU: cameras are missing, as in a build without one."""

from .core import ChObj


class ChFilter(ChObj):
    pass


class ChFilterAccelAccess(ChFilter):
    def __init__(self):
        self.make()


class ChNoiseModel(ChObj):
    pass


class ChNoiseNone(ChNoiseModel):
    def __init__(self):
        self.make()


class ChSensor(ChObj):
    def PushFilter(self, item):
        if not isinstance(item, ChFilter):
            raise TypeError("in method 'ChSensor_PushFilter', argument 2")

    def SetLag(self, lag):
        pass


class AccelBuffer:
    def HasData(self):
        return True

    def GetAccelData(self):
        return [0.0, 0.0, 9.81]


class ChAccelerometerSensor(ChSensor):
    def __init__(self, parent, rate, pose, noise):
        self.make()

    def GetMostRecentAccelBuffer(self):
        return AccelBuffer()


class ChSensorManager(ChObj):
    def __init__(self, system):
        self.make()

    def AddSensor(self, sensor):
        if not isinstance(sensor, ChSensor):
            raise TypeError("in method 'ChSensorManager_AddSensor', argument 2")

    def Update(self):
        pass
