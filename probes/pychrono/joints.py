"""What scripts' calls tell of joints and no getter gives back."""

HELD = ("SetMotion", "SetSpindleConstraint", "SetConstrainedCoords")  # what changes the axes that a joint holds


class Joints:
    def __init__(self, rtti, look_again):
        """`look_again`: has the system looked at before its next step."""
        self.rtti, self.look_again = rtti, look_again
        self.limited = (
            set()
        )  # addresses of joints whose limits the script has asked for: asking any other for one would make it
        self.ends = {}  # address of a joint with a mesh node → addresses of the node and of what holds it

    def follow(self, cls, method):
        if cls.startswith("ChLink") and method.startswith(HELD):
            return self.held_otherwise
        if method.startswith("Limit"):
            return lambda this, args, result: self.limited.add(self.rtti.identity(this)[1])
        return self.tied if cls.startswith("ChLinkNode") and method == "Initialize" else None

    def held_otherwise(self, this, args, result):
        self.look_again()

    def tied(self, this, args, result):
        """Initialize(node, body or node, …): from the system these joints come back as their base class, and there is no cast for them."""
        self.ends[self.rtti.identity(this)[1]] = [self.rtti.identity(end)[1] for end in args[:2]]

    tied.raw = True
