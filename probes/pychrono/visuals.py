"""What a script wants to be seen: windows, cameras, lights, sky, logo, in the order of its requests."""

DEFAULT_WINDOW = {
    "size_px": [800, 600],
    "title": "Chrono",
}  # of a visual system that is given its Chrono system at once
DEFAULT_CAMERA = ([2.0, 2.0, 2.0], [0.0, 0.0, 0.0])


class Visuals:
    def __init__(self):
        self.entries = []
        self.in_census = 0  # how many of them a census has had

    def follow(self, cls, method):
        """What to do after a call of `method` of proxy class `cls`; None for calls that aren't visual requests."""
        if "VisualSystem" not in cls:
            return None
        if method == "__init__":
            return self.made if cls == "ChVisualSystemIrrlicht" else None
        if method.startswith("AddLight") or method == "AddTypicalLights":
            return self.light
        return {
            "AddCamera": self.camera,
            "SetChaseCamera": self.chase_camera,
            "AddSkyBox": self.sky,
            "AddLogo": self.logo,
            "SetWindowSize": self.window_size,
            "SetWindowTitle": self.window_title,
            "Initialize": self.window,
        }.get(method)

    def fresh(self):
        """The entries that no census has had yet."""
        fresh, self.in_census = self.entries[self.in_census :], len(self.entries)
        return fresh

    # ---- one function a request; `args` are plain values ----
    def made(self, this, args, result):
        if not args:
            return
        self.window(this, args, result).update(DEFAULT_WINDOW)
        self.logo(this, [], result)
        self.sky(this, [], result)
        self.light(this, [], result)
        given = args[1:]
        self.camera(this, [*given, *DEFAULT_CAMERA[len(given) :]], result)

    def camera(self, this, args, result):
        self.add("camera", args, pos_m=args[0] if args else None, target_m=args[1] if len(args) > 1 else [0, 0, 0])

    def chase_camera(self, this, args, result):
        self.add("camera", args, pos_m=None, target_m=args[0] if args else None)

    def light(self, this, args, result):
        self.add("light", args, pos_m=args[0] if args and isinstance(args[0], list) else None)

    def sky(self, this, args, result):
        self.add("sky", args)

    def logo(self, this, args, result):
        self.add("logo", args)

    def window(self, this, args, result):
        window = next((v for v in self.entries if v["kind"] == "window"), None)
        return window or self.add("window", [])

    def window_size(self, this, args, result):
        self.window(this, args, result)["size_px"] = args[0] if len(args) == 1 else args

    def window_title(self, this, args, result):
        self.window(this, args, result)["title"] = args[0] if args else ""

    def add(self, kind, args, **fields):
        entry = {"kind": kind, "args": args, **fields}
        self.entries.append(entry)
        return entry
