"""Windows and renderers that need no display: viewer loops run until the horizon and then end, so that the code after them runs too."""
import contextlib
import sys
import types


class Handle:
    """What mujoco.viewer.launch_passive returns, without a window."""

    def __init__(self, context, mujoco, model, data):
        self._context, self._model, self._data, self._closed = context, model, data, False
        self.cam, self.opt, self.perturb = mujoco.MjvCamera(), mujoco.MjvOption(), mujoco.MjvPerturb()
        self.user_scn = mujoco.MjvScene(model, 1000)
        self.m, self.d = model, data
        self.viewport = None

    def is_running(self):
        self._context.neutral.poll("viewer.is_running")
        if self._context.horizon_reached():
            self._context.neutral.close_window()
            self._closed = True
        return not self._closed

    def sync(self, state_only=False):
        self._context.neutral.poll("viewer.sync")

    def lock(self):
        return contextlib.nullcontext()

    def close(self):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.startswith(("set_", "clear_", "update_")):
            return lambda *args, **kwargs: None
        raise AttributeError(f"'Handle' object has no attribute '{name}'")


def viewer_module(context, mujoco, add_visual):
    module = types.ModuleType("mujoco.viewer")
    module.__package__ = "mujoco"
    module.Handle = Handle

    def launch_passive(model, data, *, key_callback=None, show_left_ui=True, show_right_ui=True, handle_key_events=True, **options):
        add_visual({"kind": "window", "args": [], "title": "mujoco.viewer.launch_passive"})
        return Handle(context, mujoco, model, data)

    def run_to_horizon(model, data):
        while not context.horizon_reached():
            mujoco.mj_step(model, data)
        context.neutral.close_window()

    def launch(model=None, data=None, *, loader=None, **options):
        add_visual({"kind": "window", "args": [], "title": "mujoco.viewer.launch"})
        if loader is not None:
            model, data = loader()[:2]
        if model is None:
            return
        run_to_horizon(model, mujoco.MjData(model) if data is None else data)

    def launch_from_path(path):
        launch(mujoco.MjModel.from_xml_path(path))

    module.launch, module.launch_passive, module.launch_from_path = launch, launch_passive, launch_from_path
    return module


class Anything:
    """Stands for a window, a cursor or a constant of GLFW: it can be called, compared and passed on, and does nothing."""

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


def glfw_module(context, add_visual):
    """A GLFW whose window closes at the horizon."""
    module = types.ModuleType("glfw")
    state = {"closed": False}

    def window_should_close(window):
        context.neutral.poll("glfw.window_should_close")
        if context.horizon_reached():
            context.neutral.close_window()
            return True
        return state["closed"]

    def set_window_should_close(window, value):
        state["closed"] = bool(value)

    def create_window(width, height, title, monitor=None, share=None):
        add_visual({"kind": "window", "args": [], "size_px": [int(width), int(height)], "title": str(title)})
        return Anything()

    known = {
        "init": lambda: True, "terminate": lambda: None, "create_window": create_window,
        "window_should_close": window_should_close, "set_window_should_close": set_window_should_close,
        "poll_events": lambda: context.neutral.poll("glfw.poll_events"), "swap_buffers": lambda window: None,
        "get_framebuffer_size": lambda window: (640, 480), "get_window_size": lambda window: (640, 480),
        "get_cursor_pos": lambda window: (0.0, 0.0), "get_key": lambda window, key: 0, "get_mouse_button": lambda window, button: 0,
        "get_time": context.neutral.elapsed, "wait_events_timeout": lambda timeout=0: context.neutral.poll("glfw.wait_events"),
        "get_version_string": lambda: b"none", "GLFWError": type("GLFWError", (UserWarning,), {}),
    }
    for name, value in known.items():
        setattr(module, name, value)
    constants = {"PRESS": 1, "RELEASE": 0, "REPEAT": 2}

    def missing(name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name.isupper() or name.upper() == name:
            return constants.get(name, 1)
        return lambda *args, **kwargs: None

    module.__getattr__ = missing
    return module


def _renderer(mujoco, numpy, add_visual):
    class Renderer:
        """mujoco.Renderer without a graphics context: pictures are black."""

        def __init__(self, model, height=240, width=320, max_geom=10000, **options):
            if not isinstance(model, mujoco.MjModel):
                raise TypeError("Renderer() needs an MjModel")
            if width > model.vis.global_.offwidth or height > model.vis.global_.offheight:
                raise ValueError(f"Image width {width} or height {height} > framebuffer "
                                 f"{model.vis.global_.offwidth} x {model.vis.global_.offheight}")
            self._model, self._width, self._height = model, width, height
            self._scene = mujoco.MjvScene(model, max_geom)
            self._depth = self._segmentation = False
            add_visual({"kind": "recorder", "args": [], "size_px": [width, height], "title": "mujoco.Renderer"})

        model = property(lambda self: self._model)
        height = property(lambda self: self._height)
        width = property(lambda self: self._width)
        scene = property(lambda self: self._scene)

        def enable_depth_rendering(self):
            self._depth, self._segmentation = True, False

        def disable_depth_rendering(self):
            self._depth = False

        def enable_segmentation_rendering(self):
            self._segmentation, self._depth = True, False

        def disable_segmentation_rendering(self):
            self._segmentation = False

        def update_scene(self, data, camera=-1, scene_option=None):
            if isinstance(camera, str) and mujoco.mj_name2id(self._model, mujoco.mjtObj.mjOBJ_CAMERA, camera) == -1:
                raise ValueError(f'The camera "{camera}" does not exist.')

        def render(self, *, out=None):
            shape = (self._height, self._width) if self._depth else (self._height, self._width, 2 if self._segmentation else 3)
            picture = numpy.zeros(shape, numpy.float32 if self._depth else numpy.int32 if self._segmentation else numpy.uint8)
            if out is None:
                return picture
            out[...] = picture
            return out

        def close(self):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *exc):
            pass

    return Renderer


def install(context, mujoco, add_visual):
    import numpy
    viewer = viewer_module(context, mujoco, add_visual)
    glfw = glfw_module(context, add_visual)
    sys.modules["mujoco.viewer"] = mujoco.viewer = viewer
    sys.modules["glfw"] = glfw
    sys.modules["mujoco.glfw"] = types.ModuleType("mujoco.glfw")
    sys.modules["mujoco.glfw"].glfw = glfw
    sys.modules["mujoco.renderer"] = renderer = types.ModuleType("mujoco.renderer")
    mujoco.Renderer = renderer.Renderer = _renderer(mujoco, numpy, add_visual)
    mujoco.renderer = renderer

    class Context:
        """An OpenGL context that there isn't."""

        def __init__(self, *args, **kwargs):
            self.offWidth, self.offHeight, self.currentBuffer = 640, 480, 0

        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return lambda *args, **kwargs: None

    mujoco.GLContext = mujoco.MjrContext = Context
    for name in dir(mujoco):
        if name.startswith("mjr_"):
            setattr(mujoco, name, (lambda rectangle: lambda *args, **kwargs: rectangle)(mujoco.MjrRect(0, 0, 640, 480)))
