from .core import ChBody


class TurtleBot:
    thisown = property(lambda this: True)

    def __init__(self, system, place, orientation):
        self.system = system

    def Initialize(self):
        chassis = ChBody()
        chassis.SetName("chassis_body")
        self.system.Add(chassis)

    def SetMotorSpeed(self, speed, index):
        pass
