"""What an uncaught error of the candidate's is told as: its place in the candidate's own file."""

import errno
import itertools
import os
import re
import traceback

MAX_TEXT = 4000
ADDRESS = re.compile(r"(?<= at )0x[0-9a-fA-F]+")  # of an object, in its repr()


def place_in(script, error):
    """Line, first and last column (bytes, from 1; 0 where unknown) of the innermost place in the candidate's own file."""
    if isinstance(error, SyntaxError) and error.filename == script:
        return error.lineno or 0, *columns_of(error)
    line, code, at = 0, None, 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == script:
            line, code, at = trace.tb_lineno, trace.tb_frame.f_code, trace.tb_lasti
        trace = trace.tb_next
    if code is None:
        return 0, 0, 0
    _, end_line, first, last = next(itertools.islice(code.co_positions(), at // 2, None), (None,) * 4)
    return line, 0 if first is None else first + 1, last if last is not None and end_line == line else 0


def columns_of(error):
    """Of a syntax error, which counts in characters."""
    if not error.text or not error.offset:
        return 0, 0
    first = len(error.text[: error.offset - 1].encode("utf-8", "replace")) + 1
    last = error.end_offset - 1 if error.end_offset and error.end_lineno == error.lineno else 0
    return first, max(len(error.text[:last].encode("utf-8", "replace")), first) if last > 0 else 0


def text_of(error):
    """Its message; a class of the candidate's may fail to give one."""
    if isinstance(error, SyntaxError) and error.msg:
        return str(error.msg)  # without the place, which is told anyway
    try:
        return str(error)
    except Exception:
        return ""


def told_alike(error):
    """Its message as every run of the same script tells it: without the places of objects in this process."""
    return ADDRESS.sub("0x…", text_of(error))


def behind_it(error):
    """The error, and those that its `except` clauses answered."""
    for _ in range(50):  # a script can tie a knot in them
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


STARTERS = ("subprocess", "multiprocessing.", "concurrent.futures.process")
STARTING = re.compile(r"\b(fork(pty)?|exec[lv]\w*|(posix_)?spawn\w*|popen)\s*\(")  # called by the script itself
OPENING = re.compile(r"[Oo]pening file ['\"]([^'\"\n]+)['\"]|^(.+?) not found\.?$")


REFUSED = (errno.EPERM, errno.EACCES, errno.EROFS)


def forbidden(error):
    """What the cage didn't allow, in words; None if it was something else."""
    if isinstance(error, RuntimeError) and text_of(error) == "can't start new thread":
        return "start that many threads"
    if type(error).__name__ == "gaierror":  # nothing answers questions for names
        return "use the network"
    if not isinstance(error, OSError):
        return None
    frames = traceback.extract_tb(error.__traceback__)
    modules = [str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_tb(error.__traceback__)]
    if "pty" in modules:  # a terminal is there to start something in; its error has no number
        return "start processes"
    if error.errno not in REFUSED:
        return None
    if any(m.startswith(STARTERS) for m in modules) or (frames and STARTING.search(frames[-1].line or "")):
        return "start processes"
    if "socket" in modules:
        return "use the network"
    return "make that system call" if error.errno == errno.EPERM and error.filename is None else None


def outside_file(error):
    """The file that lies where a script may not read or write; None if that wasn't it."""
    refused = isinstance(error, OSError) and error.errno in REFUSED and error.filename is not None
    return os.fsdecode(error.filename) if refused and forbidden(error) is None else None


def missing_file(error):
    """The file that the script wanted and that isn't there; None if that wasn't it."""
    if isinstance(error, OSError) and error.errno == errno.ENOENT and error.filename:
        return os.fsdecode(error.filename)
    found = None if isinstance(error, ImportError) else OPENING.search(text_of(error).strip())
    name = found and (found[1] or (isinstance(error, FileNotFoundError) and found[2]))
    return name if name and not os.path.exists(name) else None


def lacking(error, folder):
    """What the script in `folder` needed and its world didn't have: {"kind", "name"}; None if nothing of that kind ended it."""
    for e in behind_it(error):
        for kind, find in (("forbidden", forbidden), ("outside_file", outside_file), ("missing_file", missing_file)):
            name = find(e)
            if name and kind == "missing_file":
                below = os.path.relpath(os.path.join(folder, name), folder)
                inside = not below.startswith("..")
                kind, name = (kind, below) if inside else ("outside_file", name)  # which nobody can give it
            if name:
                return {"kind": kind, "name": name[:MAX_TEXT]}
    return None


def failed_import(error):
    """The import that failed and so ended the program, perhaps through an exit or another error of the `except` clause; None if none did."""
    error = next((e for e in behind_it(error) if isinstance(e, ImportError)), None)
    if error is None:
        return None
    asked = re.match(r"cannot import name '(\w+)'", text_of(error))  # from package import module
    return {
        "module": f"{error.name}.{asked[1]}" if asked else str(error.name or ""),
        "message": text_of(error)[:MAX_TEXT],
    }


def report(wire, script, error, behind, last_calls):
    """`behind`: what a callback of the candidate's raised, where native code made `error` of it; None otherwise."""
    if behind is not None:
        error.__cause__ = behind
    failed = failed_import(error)
    if failed is not None:
        wire.event("import", ok=False, **failed)
    shown, called = (
        (error, "") if behind is None else (behind, f" (in a callback, called from line {place_in(script, error)[0]})")
    )
    line, column, end_column = place_in(script, shown)
    wire.event(
        "error",
        type=type(shown).__name__,
        message=told_alike(shown)[:MAX_TEXT] + called,
        line=line,
        column=column,
        end_column=end_column,
        last_calls=last_calls,
        lacking=lacking(error, os.path.dirname(script)),
    )
    traceback.print_exception(error)  # frames of ours are taken out by the parent, from whatever the script prints, too
