"""True C++ classes of SWIG proxies. SWIG gives the static type; the object's own vtable knows the real one."""

import ctypes
import functools

_word = ctypes.c_uint64.from_address
FLAT = {
    "ChMaterialBeamANCF",
    "ChMaterialShellANCF",
}  # classes without a vtable that the census looks at: their static type is the true one


def address(proxy):
    """Address of the C++ object behind a proxy (through the shared_ptr where SWIG holds one)."""
    this = proxy.this
    pointer = int(this)
    return _word(pointer).value if "shared_ptr" in repr(this) else pointer


def there(proxy):
    """False for None, and for a proxy of nothing, which getters make that give a reference to an empty shared_ptr: using it would end the process."""
    return proxy is not None and address(proxy) != 0


@functools.lru_cache(maxsize=4096)
def _name(type_info):
    return _demangle(ctypes.string_at(_word(type_info + 8).value).decode("ascii", "replace"))


def _demangle(mangled):
    """The innermost plain name of an Itanium type name: N6chrono13ChBodyEasyBoxE → ChBodyEasyBox."""
    text, last = mangled.lstrip("*N"), mangled
    while text and text[0].isdigit():
        digits = len(text) - len(text.lstrip("0123456789"))
        length = int(text[:digits])
        last, text = text[digits : digits + length], text[digits + length :]
    return last


def identity(proxy):
    """(class name, address of the most derived object). Only for polymorphic families: others have no vtable."""
    start = address(proxy)
    if start == 0:
        raise ValueError("a proxy of nothing")  # reading there would end the process
    if type(proxy).__name__ in FLAT:
        return type(proxy).__name__, start
    table = _word(start).value
    offset = ctypes.c_int64.from_address(table - 16).value
    return _name(_word(table - 8).value), start + offset


def class_of(proxy):
    return identity(proxy)[0]


@functools.lru_cache(maxsize=4096)
def _lineage(type_info):
    """Names of a class and of its first bases, from C++'s own type information (Itanium ABI)."""
    names = []
    while type_info:
        names.append(_name(type_info))
        kind = _name(_word(_word(type_info).value - 8).value)
        base = {"__si_class_type_info": 16, "__vmi_class_type_info": 24}.get(kind)
        type_info = _word(type_info + base).value if base else 0
    return names


def lineage(proxy):
    return _lineage(_word(_word(address(proxy)).value - 8).value)


def cast(module, proxy, name=None):
    """The proxy as its own class (module.CastTo<Name>), or as the nearest base that has a cast; else unchanged."""
    name = name or class_of(proxy)
    known = getattr(module, name, None)
    for candidate in [k.__name__ for k in known.__mro__] if isinstance(known, type) else lineage(proxy):
        function = getattr(module, "CastTo" + candidate, None)
        if function is None:
            continue
        try:
            typed = function(proxy)
        except (TypeError, ValueError):
            continue
        if typed is not None:
            return typed
    return proxy


def opaque_frame(pointer):
    """(position, quaternion) of a ChFrame<double> that comes back as a bare pointer, without a proxy's getters: behind its vtable."""
    pointer.disown()  # no destructor is known: SWIG would say so on stdout, which is the script's
    x, y, z, *rot = (ctypes.c_double * 7).from_address(int(pointer) + 8)
    return [x, y, z], rot


def vector(v):
    return [v.x, v.y, v.z]


def quaternion(q):
    return [q.e0, q.e1, q.e2, q.e3]
