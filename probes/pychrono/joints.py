"""What scripts' calls tell of joints and no getter gives back."""


class Joints:
    def __init__(self, rtti):
        self.rtti = rtti
        self.limited = (
            set()
        )  # addresses of joints whose limits the script has asked for: asking any other for one would make it
        self.ends = {}  # address of a joint with a mesh node → addresses of the node and of what holds it

    def follow(self, cls, method):
        if method.startswith("Limit"):
            return lambda this, args, result: self.limited.add(self.rtti.identity(this)[1])
        return self.tied if cls.startswith("ChLinkNode") and method == "Initialize" else None

    def tied(self, this, args, result):
        """Initialize(node, body or node, …): from the system these joints come back as their base class, and there is no cast for them."""
        self.ends[self.rtti.identity(this)[1]] = [self.rtti.identity(end)[1] for end in args[:2]]

    tied.raw = True
