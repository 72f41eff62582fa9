import ctypes
import os
import sys


def library(name):
    return ctypes.CDLL(next(p for p in (os.path.join(folder, name) for folder in sys.path) if os.path.exists(p)))


library("libIrrlicht_standin.so")
_chrono = library("libChrono_standin.so")
for _name, _result, _arguments in (
    ("standin_new", ctypes.c_void_p, [ctypes.c_char_p]),
    ("standin_add", None, [ctypes.c_void_p] * 2),
    ("standin_state", ctypes.POINTER(ctypes.c_double), [ctypes.c_void_p]),
    ("standin_fixed", ctypes.POINTER(ctypes.c_int), [ctypes.c_void_p]),
    ("standin_system", ctypes.POINTER(ctypes.c_double), [ctypes.c_void_p]),
    ("standin_step", ctypes.c_int, [ctypes.c_void_p, ctypes.c_double]),
    ("standin_random", ctypes.c_uint, []),
):
    getattr(_chrono, _name).restype, getattr(_chrono, _name).argtypes = _result, _arguments


class Pointer:
    """SWIG's `this`: a number, and a text that names the C++ type."""

    def __init__(self, address, kind):
        self.address, self.kind, self.owns = address, kind, True

    def own(self):
        return self.owns

    def disown(self):
        self.owns = False

    def __int__(self):
        return self.address

    def __repr__(self):
        return f"<Swig Object of type '{self.kind}' at {self.address:#x}>"


class Proxy:
    thisown = property(lambda this: True)
    native = ""  # C++ class; "" = the proxy's own name
    is_shared = True
    _count = 0

    def __init__(self, *args):
        self.make()

    def make(self):
        name = self.native or type(self).__name__
        Proxy._count += 1
        self.identifier = Proxy._count
        self.this = Pointer(
            _chrono.standin_new(name.encode()),
            f"std::shared_ptr< chrono::{name} > *" if self.is_shared else f"chrono::{name} *",
        )


def proxy(cls, this, **fields):
    """Another proxy of the same object, as getters give it."""
    made = cls.__new__(cls)
    made.this = this
    made.__dict__.update(fields)
    return made


def put(numbers, first, v):
    for i, x in enumerate((v.x, v.y, v.z)):
        numbers[first + i] = x


class ChVector3d:
    thisown = property(lambda this: True)

    def __init__(self, x=0.0, y=0.0, z=0.0):
        self.x, self.y, self.z = float(x), float(y), float(z)

    def __sub__(self, other):
        return ChVector3d(self.x - other.x, self.y - other.y, self.z - other.z)

    def Length(self):
        return (self.x * self.x + self.y * self.y + self.z * self.z) ** 0.5


class ChQuaterniond:
    thisown = property(lambda this: True)

    def __init__(self, e0=1.0, e1=0.0, e2=0.0, e3=0.0):
        self.e0, self.e1, self.e2, self.e3 = e0, e1, e2, e3

    def Rotate(self, v):
        return v

    def GetConjugate(self):
        return self

    def __mul__(self, other):
        return self


class ChFramed:
    thisown = property(lambda this: True)

    def __init__(self, pos=None, rot=None):
        self.pos, self.rot = pos or ChVector3d(), rot or ChQuaterniond()

    def GetPos(self):
        return self.pos

    def GetRot(self):
        return self.rot

    def GetRotMat(self):
        return self

    def GetAxisZ(self):
        return ChVector3d(0, 0, 1)


class ChBodyFrame(ChFramed):
    """Bodies inherit the methods that place them."""

    def SetPos(self, pos):
        if not isinstance(pos, ChVector3d):
            raise TypeError("in method 'ChFramed_SetPos', argument 2 of type 'chrono::ChVector3< double > const &'")
        put(self.state, 0, pos)


ChFramed.SetPos = ChBodyFrame.SetPos
del ChBodyFrame.SetPos


class ChObj(Proxy):
    def GetIdentifier(self):
        return self.identifier

    def GetName(self):
        return getattr(self, "name", "")

    def SetName(self, name):
        self.name = name


class ChBody(ChObj, ChBodyFrame):
    def __init__(self, *args):
        self.make()

    @property
    def state(self):
        return _chrono.standin_state(int(self.this))

    def vector(self, first):
        return ChVector3d(*self.state[first : first + 3])

    def GetPos(self):
        return self.vector(0)

    def GetPosDt(self):
        return self.vector(3)

    def SetPosDt(self, v):
        put(self.state, 3, v)

    def GetMass(self):
        return self.state[6]

    def SetMass(self, mass):
        self.state[6] = mass

    def GetRot(self):
        return ChQuaterniond()

    def GetInertiaXX(self):
        return ChVector3d(1, 1, 1)

    def GetInertiaXY(self):
        return ChVector3d()

    GetAngVelParent = GetAngVelLocal = GetInertiaXY

    def GetContactForce(self):
        if getattr(self, "removed", False):
            _chrono.standin_abort()  # its system is asked, and it has none
        return ChVector3d()

    def IsFixed(self):
        return bool(_chrono.standin_fixed(int(self.this))[0])

    def SetFixed(self, fixed):
        _chrono.standin_fixed(int(self.this))[0] = int(fixed)

    def IsCollisionEnabled(self):
        return getattr(self, "collides", False)

    def EnableCollision(self, state):
        self.collides = state

    def GetVisualModel(self):
        return None

    GetCollisionModel = GetVisualModel


class BareFrame(Pointer):
    """A ChFrame without a proxy, as 9.0.1 gives it: a vtable, a position, a quaternion."""

    def __init__(self, *numbers):
        self.memory = (ctypes.c_double * 8)(0.0, *numbers)
        super().__init__(ctypes.addressof(self.memory), "chrono::ChFrame< double > *")


class ChCollisionShapeBox(ChObj):
    def __init__(self, lengths):
        self.make()
        self.lengths = lengths

    def GetLengths(self):
        return self.lengths

    def GetMaterial(self):
        return None


class ChCollisionModel(ChObj):
    def __init__(self, *instances):
        self.make()
        self.instances = instances

    def GetNumShapes(self):
        return len(self.instances)

    def GetShapeInstance(self, i):
        return self.instances[i]


class ChBodyEasyBox(ChBody):
    def __init__(self, x, y, z, density, visualize=False, collide=False):
        self.make()
        self.SetMass(x * y * z * density)
        if collide:
            self.model = ChCollisionModel((ChCollisionShapeBox(ChVector3d(x, y, z)), BareFrame(0.5, 0, -1, 0, 1, 0, 0)))

    def GetCollisionModel(self):
        return getattr(self, "model", None)


class ChWrench:
    force = torque = ChVector3d()


class ChLink(ChObj):
    def make(self):
        super().make()
        self.holds = [True]

    def IsActive(self):
        return self.holds[0]  # shared by all proxies of the joint

    def SetDisabled(self, disabled):
        self.holds[0] = not disabled

    is_bare = False  # a joint that isn't initialised

    def GetFrame1Abs(self):
        if self.is_bare:
            crash()
        return ChFramed()

    GetFrame2Abs = GetFrame1Abs

    def GetReaction2(self):
        return ChWrench()


class ChLinkLockRevolute(ChLink):
    def __init__(self):
        self.make()
        self.ends, self.is_bare = (None, None), True

    def Initialize(self, first, second, frame):
        self.ends, self.is_bare = (first, second), False

    def GetBody1(self):
        return self.ends[0]

    def GetBody2(self):
        return self.ends[1]


def CastToChLinkLockRevolute(link):
    return proxy(ChLinkLockRevolute, link.this, **{k: v for k, v in link.__dict__.items() if k != "this"})


class double_ptr:
    """What stands for a C++ `double&`."""


class ChVectorDynamicd:
    thisown = property(lambda this: True)

    def __init__(self, size=0):
        self.numbers = [7.0] * size  # as undefined as Eigen leaves them

    def SetZero(self):
        self.numbers = [0.0] * len(self.numbers)

    def Size(self):
        return len(self.numbers)

    def GetItem(self, i):
        return self.numbers[i]


class ChState(ChVectorDynamicd):
    pass


class ChStateDelta(ChVectorDynamicd):
    pass


class ChSystem(ChObj):
    is_shared = False

    def begin(self):
        self.make()
        self.bodies, self.links, self.meshes = [], [], []

    def Add(self, item):
        if isinstance(item, ChBody):
            _chrono.standin_add(int(self.this), int(item.this))
            self.bodies.append(item)
        elif isinstance(item, ChLink):  # as the base class, which is all that getters know
            self.links.append(proxy(ChLink, item.this, **{k: v for k, v in item.__dict__.items() if k != "this"}))
        else:
            self.meshes.append(item)

    AddLink = AddBody = Add

    def RemoveBody(self, body):
        body.removed = True
        _chrono.standin_remove(int(self.this), int(body.this))
        self.bodies = [other for other in self.bodies if other is not body]

    def SetGravitationalAcceleration(self, g):
        put(_chrono.standin_system(int(self.this)), 0, g)

    def GetGravitationalAcceleration(self):
        return ChVector3d(*_chrono.standin_system(int(self.this))[0:3])

    def GetChTime(self):
        return _chrono.standin_system(int(self.this))[3]

    def GetBodies(self):
        return self.bodies

    def GetLinks(self):
        return self.links

    def RemoveLink(self, link):
        self.links = [other for other in self.links if int(other.this) != int(link.this)]

    def GetMeshes(self):
        return self.meshes

    # ---- the state: the bodies' velocities, then those of the mesh's nodes, each of 2 kg ----
    def movers(self):
        return [(b.GetMass(), b.GetPosDt()) for b in self.bodies] + [
            (2.0, n.GetPosDt()) for m in self.meshes for n in m.GetNodes()
        ]

    def GetNumCoordsVelLevel(self):
        return 3 * len(self.movers())

    def StateSetup(self, x, v, a):
        for vector in (x, v, a):
            vector.numbers = [0.0] * self.GetNumCoordsVelLevel()

    def StateGather(self, x, v, time):
        if not isinstance(time, double_ptr):
            raise TypeError("in method 'ChSystem_StateGather', argument 4 of type 'double &'")
        v.numbers = [c for _, velocity in self.movers() for c in (velocity.x, velocity.y, velocity.z)]

    def LoadResidual_Mv(self, residual, w, factor):
        masses = [mass for mass, _ in self.movers() for _ in range(3)]
        residual.numbers = [r + factor * m * x for r, m, x in zip(residual.numbers, masses, w.numbers)]

    def GetSolver(self):
        return None

    GetTimestepper = GetSolver

    def GetStep(self):
        return 0.04

    def GetNumContacts(self):
        return 0

    def SetNumThreads(self, *args):
        self.threads = args

    def SetTimestepperType(self, kind):
        print("integrator", kind)

    def DoStepDynamics(self, dt):
        for functor in getattr(self, "functors", ()):
            director(functor, self.GetChTime())
        done = _chrono.standin_step(int(self.this), dt)
        for link in self.links:
            link.GetFrame1Abs()
        return done

    def RegisterForce(self, functor):
        self.functors = [*getattr(self, "functors", ()), functor]

    def DoFrameDynamics(self, time, dt):
        raise RuntimeError("the probe steps frames itself")

    def DoStepKinematics(self, dt):
        _chrono.standin_system(int(self.this))[3] += dt
        return 0

    def DoFrameKinematics(self, time, dt):
        """As C++ does it when one step reaches the frame's end."""
        assert abs(time - self.GetChTime() - dt) < 1e-12
        return self.DoStepKinematics.__wrapped__(self, dt)

    def DoStaticLinear(self):
        for node in (n for mesh in self.meshes for n in mesh.GetNodes()):
            node.pos = ChVector3d(node.pos.x, node.pos.y - 0.1, node.pos.z)
        return True


class ForceFunctor(ChObj):
    def evaluate(self, time):
        return 0.0


def director(functor, time):
    """As SWIG calls back into Python: what is raised there is lost."""
    failed = False
    try:
        functor.evaluate(time)
    except Exception:
        failed = True
    if failed:
        raise RuntimeError("SWIG director method error. Error detected when calling 'ForceFunctor.evaluate'")


class ChTimestepper:
    Type_HHT = 7


class ChSystemNSC(ChSystem):
    def __init__(self):
        self.begin()


class ChRealtimeStepTimer:
    thisown = property(lambda this: True)

    def Spin(self, step):
        raise RuntimeError("the probe doesn't wait")


def random():
    return _chrono.standin_random()


def GetChronoDataPath():
    return "/standin/data/"  # which isn't there, as in an installation without its data


def try_mesh(file):
    sys.stderr.write(f"Error loading OBJ file {file}: cannot open\n")


def load_mesh(file):
    """As Chrono loads a mesh that isn't there."""
    try_mesh(file)
    crash()


def read_tire(file):
    return _chrono.standin_read_tire(file.encode())


def crash():
    _chrono.standin_crash()


def abort():
    _chrono.standin_abort()
