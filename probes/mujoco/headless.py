"""Windows and renderers that need no display: viewer loops run until the horizon and then end, so that the code after them runs too."""

import contextlib
import sys
import types


class Handle:
    """What mujoco.viewer.launch_passive returns, without a window."""

    def __init__(self, context, mujoco, model, data):
        self._context, self._model, self._data, self._closed = context, model, data, False
        self.cam, self.opt, self.perturb = mujoco.MjvCamera(), mujoco.MjvOption(), mujoco.MjvPerturb()
        self.user_scn = mujoco.MjvScene(model, 10000)
        self.m, self.d = model, data
        self.viewport = mujoco.MjrRect(0, 0, 640, 480)

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

    def _nothing_to_show(self, *args, **kwargs):
        pass

    set_figures = clear_figures = set_texts = clear_texts = set_images = clear_images = _nothing_to_show
    update_hfield = update_mesh = update_texture = _nothing_to_show

    def close(self):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()


def viewer_module(context, mujoco, add_visual):
    """The functions of mujoco.viewer, which take and refuse the same arguments."""
    module = types.ModuleType("mujoco.viewer")
    module.__package__ = "mujoco"
    module.Handle = Handle
    forward = mujoco.mj_forward

    def launch_passive(model, data, *, key_callback=None, show_left_ui=True, show_right_ui=True):
        if not isinstance(model, mujoco.MjModel):
            raise ValueError(f"`model` is not a mujoco.MjModel: got {model!r}")
        if not isinstance(data, mujoco.MjData):
            raise ValueError(f"`data` is not a mujoco.MjData: got {data!r}")
        if key_callback is not None and not callable(key_callback):
            raise ValueError(f"`key_callback` is not callable: got {key_callback!r}")
        add_visual({"kind": "window", "args": [], "title": "mujoco.viewer.launch_passive"})
        forward(model, data)
        return Handle(context, mujoco, model, data)

    def run_to_horizon(model, data):
        while not context.horizon_reached():
            mujoco.mj_step(model, data)
        context.neutral.close_window()

    def launch(model=None, data=None, *, loader=None, show_left_ui=True, show_right_ui=True):
        if model is None and data is not None:
            raise ValueError("mjData is specified but mjModel is not")
        if loader is not None and model is not None:
            raise ValueError("model and loader are both specified")
        add_visual({"kind": "window", "args": [], "title": "mujoco.viewer.launch"})
        if loader is not None:
            model, data = loader()[:2]
        if model is None:
            return
        run_to_horizon(model, mujoco.MjData(model) if data is None else data)

    def launch_from_path(path):
        launch(mujoco.MjModel.from_xml_path(path))

    for function in (launch, launch_passive, launch_from_path):
        function.__qualname__ = function.__name__
        setattr(module, function.__name__, function)
    return module


def _renderer(mujoco, numpy, add_visual):
    name2id = mujoco.mj_name2id

    class Renderer:
        """mujoco.Renderer without a graphics context: the scene is real, pictures of it are black."""

        def __init__(self, model, height=240, width=320, max_geom=10000, font_scale=None):
            if not isinstance(model, mujoco.MjModel):
                raise TypeError("Renderer() needs an MjModel")
            if width > model.vis.global_.offwidth or height > model.vis.global_.offheight:
                raise ValueError(
                    f"Image width {width} or height {height} > framebuffer "
                    f"{model.vis.global_.offwidth} x {model.vis.global_.offheight}"
                )
            self._model, self._width, self._height = model, width, height
            self._scene, self._scene_option = mujoco.MjvScene(model, max_geom), mujoco.MjvOption()
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
            option = scene_option or self._scene_option
            mujoco.mjv_updateScene(
                self._model, data, option, None, self._camera(camera), mujoco.mjtCatBit.mjCAT_ALL.value, self._scene
            )

        def _camera(self, wanted):
            if isinstance(wanted, mujoco.MjvCamera):
                return wanted
            number = wanted
            if isinstance(wanted, str):
                number = name2id(self._model, mujoco.mjtObj.mjOBJ_CAMERA, wanted)
                if number == -1:
                    raise ValueError(f'The camera "{wanted}" does not exist.')
            if not -1 <= number < self._model.ncam:
                raise ValueError(f"The camera id {number} is out of range [-1, {self._model.ncam}).")
            camera = mujoco.MjvCamera()
            if number == -1:
                mujoco.mjv_defaultFreeCamera(self._model, camera)
            else:
                camera.type, camera.fixedcamid = mujoco.mjtCamera.mjCAMERA_FIXED, number
            return camera

        def render(self, *, out=None):
            shape = (
                (self._height, self._width)
                if self._depth
                else (self._height, self._width, 2 if self._segmentation else 3)
            )
            picture = numpy.zeros(
                shape, numpy.float32 if self._depth else numpy.int32 if self._segmentation else numpy.uint8
            )
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

    sys.modules["mujoco.viewer"] = viewer_module(context, mujoco, add_visual)
    glfw = context.load("mujoco/glfw_standin.py").glfw_module(context, add_visual)
    sys.modules["glfw"] = glfw
    sys.modules["mujoco.glfw"] = mujoco.glfw = types.ModuleType("mujoco.glfw")
    mujoco.glfw.glfw = glfw
    renderer = types.ModuleType("mujoco.renderer")
    mujoco.Renderer = renderer.Renderer = _renderer(mujoco, numpy, add_visual)
    sys.modules["mujoco.renderer"] = renderer
    if "mujoco.rendering.classic.renderer" in sys.modules:
        sys.modules["mujoco.rendering.classic.renderer"].Renderer = mujoco.Renderer

    class Context:
        """An OpenGL context that there isn't."""

        def __init__(self, *args, **kwargs):
            self.offWidth, self.offHeight, self.currentBuffer = 640, 480, 0

        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            return lambda *args, **kwargs: None

    mujoco.GLContext = mujoco.MjrContext = mujoco.glfw.GLContext = Context
    for name in dir(mujoco):
        if name.startswith("mjr_"):
            setattr(mujoco, name, (lambda rectangle: lambda *args, **kwargs: rectangle)(mujoco.MjrRect(0, 0, 640, 480)))
