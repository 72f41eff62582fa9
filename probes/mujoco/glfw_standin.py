"""A GLFW without windows: what a script asks for is told, and its window closes at the horizon."""

import collections
import importlib.machinery
import re
import types

SCREEN = (1920, 1080)

Size = collections.namedtuple("Size", ("width", "height"))
Bits = collections.namedtuple("Bits", ("red", "green", "blue"))
VideoMode = collections.namedtuple("GLFWvidmode", ("size", "bits", "refresh_rate"))


class Anything:
    """Stands for a window, a monitor or a cursor: it can be called, compared and passed on, and does nothing."""

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __bool__(self):
        return True

    def __iter__(self):
        return iter((0, 0))

    def __int__(self):
        return 0

    __index__ = __int__


def installed_names():
    """Functions and constants of the installed package, read but not run (its library wants a display); None where there is no package."""
    found = importlib.machinery.PathFinder.find_spec("glfw")
    if found is None or not found.origin:
        return None
    with open(found.origin, encoding="utf-8") as file:
        text = file.read()
    names = dict.fromkeys(re.findall(r"^(?: {4})?def ([a-z]\w*)\(", text, re.MULTILINE))
    for name, value in re.findall(r"^(?: {4})?([A-Z][A-Z0-9_]*) = (\w+)$", text, re.MULTILINE):
        number = re.fullmatch(r"0x[0-9A-Fa-f]+|\d+", value)
        names[name] = int(value, 0) if number else names.get(value)
    return names


def _window_functions(context, add_visual):
    state = {"closed": False, "size": (640, 480)}

    def create_window(width, height, title, monitor=None, share=None):
        state["size"] = (int(width), int(height))
        add_visual({"kind": "window", "args": [], "size_px": list(state["size"]), "title": str(title)})
        return Anything()

    def window_should_close(window):
        context.neutral.poll("glfw.window_should_close")
        if context.horizon_reached():
            context.neutral.close_window()
            return True
        return state["closed"]

    def set_window_should_close(window, value):
        state["closed"] = bool(value)

    size = lambda window: state["size"]
    return {
        "create_window": create_window,
        "window_should_close": window_should_close,
        "set_window_should_close": set_window_should_close,
        "get_window_size": size,
        "get_framebuffer_size": size,
    }


def _answers(context):
    """What must answer with something a script can go on with."""
    neutral, mode = context.neutral, VideoMode(Size(*SCREEN), Bits(8, 8, 8), 60)
    values = {
        "init": True,
        "get_version": (3, 4, 0),
        "get_version_string": b"none",
        "get_error": (0, None),
        "get_primary_monitor": Anything(),
        "get_monitors": [Anything()],
        "get_monitor_pos": (0, 0),
        "get_monitor_workarea": (0, 0, *SCREEN),
        "get_monitor_physical_size": (520, 290),
        "get_monitor_content_scale": (1.0, 1.0),
        "get_monitor_name": b"none",
        "get_video_mode": mode,
        "get_video_modes": [mode],
        "get_window_pos": (0, 0),
        "get_window_content_scale": (1.0, 1.0),
        "get_window_opacity": 1.0,
        "get_window_frame_size": (0, 0, 0, 0),
        "get_window_attrib": 1,
        "get_input_mode": 0,
        "get_key": 0,
        "get_mouse_button": 0,
        "get_cursor_pos": (0.0, 0.0),
        "joystick_present": 0,
        "joystick_is_gamepad": False,
        "get_joystick_axes": ([], 0),
        "get_joystick_buttons": ([], 0),
        "get_clipboard_string": b"",
        "get_timer_value": 0,
        "get_timer_frequency": 1,
        "create_cursor": Anything(),
        "create_standard_cursor": Anything(),
        "get_current_context": Anything(),
        "extension_supported": False,
        "raw_mouse_motion_supported": False,
    }
    answers = {name: (lambda value: lambda *args, **kwargs: value)(value) for name, value in values.items()}
    for name in ("poll_events", "wait_events", "wait_events_timeout"):
        answers[name] = (lambda name: lambda timeout=0: neutral.poll("glfw." + name))(name)
    answers["get_time"] = neutral.elapsed
    return answers


def glfw_module(context, add_visual):
    module = types.ModuleType("glfw")
    known = (
        _answers(context)
        | _window_functions(context, add_visual)
        | {"GLFWError": type("GLFWError", (UserWarning,), {}), "ERROR_REPORTING": "warn"}
    )
    for name, value in known.items():
        setattr(module, name, value)
    installed = []

    def other(name):
        if not installed:
            installed.append(installed_names())
        names = installed[0]
        if name.startswith("__") or (names is not None and name not in names):
            raise AttributeError(f"module 'glfw' has no attribute '{name}'")
        if name.upper() == name:
            return names.get(name, 1) if names else {"RELEASE": 0, "FALSE": 0, "REPEAT": 2}.get(name, 1)
        return lambda *args, **kwargs: None

    module.__getattr__ = other
    return module
