"""When a script prints: the first number of each line goes to the wire, which knows how far the simulation is at that instant. The text itself passes
through as it is. What is heard is what reaches the buffers of sys.stdout and sys.stderr, so also bytes, and text by a stream that a script lays over
one of them. A descriptor that it opens itself is not listened to, but told: what came there nobody knows."""

import gc
import io
import os
import re
import sys

LINES = 20_000  # that are looked at; who prints more has said how often
HEAD = 400  # characters of a line: its number is looked for in these
LOOKS = 64  # kinds of lines that are told apart
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
GLUED = re.compile(NUMBER.pattern.replace(r"(?<![\w.])", r"(?<![0-9.])"))  # "t0.50s": where no other stands
NO_LETTER = re.compile(r"[\W\d_]+")
PLACES = (
    {1, 2}
    | {f"/{folder}/{n}" for folder in ("dev/fd", "proc/self/fd") for n in (1, 2)}
    | {"/dev/stdout", "/dev/stderr"}
)

heard = []  # the Lines of this process


class Looks:
    """Numbers for lines that differ in their numbers only."""

    def __init__(self):
        self.numbers = {}  # letters of a line → its number

    def of(self, line):
        """0: one of too many kinds."""
        letters = NO_LETTER.sub("", NUMBER.sub("", line))
        if letters not in self.numbers and len(self.numbers) < LOOKS:
            self.numbers[letters] = len(self.numbers) + 1
        return self.numbers.get(letters, 0)


class Lines:
    """The lines of one buffer."""

    def __init__(self, buffer, library, looks):
        self.buffer, self.library, self.looks, self.real = buffer, library, looks, buffer.write
        self.head, self.left = "", LINES

    def write(self, data):
        written = self.real(data)  # first: what it refuses, it refuses as ever
        if self.left > 0:
            self.see(str(data, "utf-8", "replace"))
        return written

    def see(self, text):
        """Pieces of a line come one by one: `print` writes each argument for itself. A counter goes back to the line's start."""
        rest, *lines = text.replace("\r", "\n").split("\n", self.left)
        self.head += rest[: HEAD - len(self.head)]
        for line in lines:
            self.end_line()
            self.head = line[:HEAD]

    def end_line(self):
        found = NUMBER.search(self.head) or GLUED.search(self.head)
        if found:
            self.library.simbench_wire_printed(float(found[0]), self.looks.of(self.head))
        self.left -= 1
        if self.left == 0:
            self.library.simbench_wire_printed_enough()
            vars(self.buffer).pop("write", None)


def install(library):
    """From here on. They are still the same streams, with their buffers, descriptors and settings, but that text doesn't wait before the buffer."""
    from ctypes import c_double, c_int

    library.simbench_wire_printed.argtypes = [c_double, c_int]
    looks = Looks()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(write_through=True)
        heard.append(Lines(stream.buffer, library, looks))
        stream.buffer.write = heard[-1].write
    write = os.write

    def look_at(event, arguments):
        if event == "open" and isinstance(arguments[0], (int, str)) and arguments[0] in PLACES:
            library.simbench_wire_printed_elsewhere()

    def write_to(fd, data):
        if fd in (1, 2):
            library.simbench_wire_printed_elsewhere()
        return write(fd, data)

    sys.addaudithook(look_at)
    os.write = write_to


def flush():
    """What the interpreter does at its end: no text stays in a stream, whoever made it."""
    for stream in [sys.stdout, sys.stderr, *(it for it in gc.get_objects() if isinstance(it, io.TextIOWrapper))]:
        try:
            stream.flush()
        except Exception:
            pass  # closed, or no stream at all
    for lines in heard:
        if lines.left > 0 and lines.head:
            lines.end_line()  # a last line that wasn't completed
            lines.head = ""
