from .core import ChLink, ChObj, ChVector3d


class ChBeamSectionEulerEasyRectangular(ChObj):
    def __init__(self, width_y, width_z, E, G, density):
        self.make()

    def SetRayleighDamping(self, value):
        pass


class ChNodeFEAxyzrot(ChObj):
    def __init__(self, pos):
        self.make()
        self.pos = pos

    def GetPos(self):
        return self.pos

    def GetPosDt(self):
        return ChVector3d(0, 0, 3)

    def IsFixed(self):
        return False


class ChElementBeamEuler(ChObj):
    def SetSection(self, section):
        self.section = section

    def GetSection(self):
        return self.section


class ChMesh(ChObj):
    def __init__(self):
        self.make()
        self.nodes, self.elements = [], []

    def AddNode(self, node):
        self.nodes.append(node)

    def AddElement(self, element):
        self.elements.append(element)

    def GetNodes(self):
        return self.nodes

    def GetElements(self):
        return self.elements

    def GetAutomaticGravity(self):
        return False


class ChLinkNodeFrame(ChLink):
    """A joint that comes back from the system as a ChLink, for which there is no cast."""

    def Initialize(self, node, body, pos=None):
        self.tied = node, body
