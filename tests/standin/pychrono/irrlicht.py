from .core import ChObj, _chrono


class ChVisualSystemIrrlicht(ChObj):
    frames = 0

    def __init__(self, system=None, camera_pos=None, camera_targ=None):
        self.make()
        if system is not None:
            self.Initialize()

    def AttachSystem(self, system):
        pass

    def SetWindowSize(self, width, height):
        pass

    def SetWindowTitle(self, title):
        pass

    def Initialize(self):
        self.driver = _chrono.standin_open_window() - 100

    def AddCamera(self, pos, target=None):
        pass

    def AddTypicalLights(self):
        pass

    def Run(self):
        return True

    def BeginScene(self):
        pass

    def Render(self):
        self.frames += 1

    def EndScene(self):
        pass
