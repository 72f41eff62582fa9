"""A warm runner: the simulator is imported once; each request is served by a forked child, one after the other.

The parent sends the child's descriptors over a socket (descriptor 3) and gets back how the child ended. The runner ends when the socket
closes. It runs only inside namespaces of its own, so that sweeping all processes sweeps nobody else's.
"""

import array
import gc
import io
import json
import os
import select
import shutil
import signal
import socket
import sys

CONTROL_FD = 3
DESCRIPTORS = 6  # stdin, stdout, stderr, configuration, trace, crash notes
FOLDERS = ("/candidate", "/tmp", "/dev/shm")


def receive(control):
    """The descriptors of the next run, or None when the parent has gone."""
    data, ancillary, _, _ = control.recvmsg(1, socket.CMSG_SPACE(DESCRIPTORS * array.array("i").itemsize))
    if not data:
        return None
    descriptors = array.array("i")
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(payload)
    return list(descriptors)


def become_candidate(control, descriptors):
    control.close()
    high = [os.dup2(fd, 64 + i, inheritable=True) for i, fd in enumerate(descriptors)]
    for i, fd in enumerate(high):
        os.dup2(fd, i, inheritable=True)
    os.closerange(DESCRIPTORS, 256)
    sys.stdout = sys.__stdout__ = fresh_stream(1, sys.stdout)
    sys.stderr = sys.__stderr__ = fresh_stream(2, sys.stderr)


def fresh_stream(fd, before):
    """As the interpreter (-u) opened it; the one from before the fork remembers of its descriptor whether it could seek."""
    raw = open(fd, "wb", buffering=0, closefd=False)
    raw.name = before.name
    return io.TextIOWrapper(
        raw, before.encoding, before.errors, line_buffering=before.line_buffering, write_through=True
    )


def end_others():
    """Ends all other processes of the namespace: bubblewrap stays as long as one of them does."""
    if os.getpid() < 10:  # never outside a pid namespace of our own
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass


def sweep():
    """Ends what a run may have left behind and empties its folders."""
    end_others()
    for folder in FOLDERS:
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                os.unlink(path)


def wait_for(child, control):
    """How the child ended; ends this process when the parent goes first."""
    handle = os.pidfd_open(child)
    ready, _, _ = select.select([handle, control], [], [])
    if handle not in ready:
        end_others()
        os._exit(0)
    os.close(handle)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {
        "exit_code": code if code >= 0 else -1,
        "signal": -code if code < 0 else 0,
        "cpu_s": usage.ru_utime + usage.ru_stime,
    }


def serve(modules, run_once):
    control = socket.socket(fileno=CONTROL_FD)
    gc.collect()
    gc.freeze()
    control.send(b"ready")
    while True:
        descriptors = receive(control)
        if descriptors is None:
            os._exit(0)
        child = os.fork()
        if child == 0:
            try:
                become_candidate(control, descriptors)
                run_once(modules)
            except BaseException as error:
                sys.stderr.write(f"runner: {type(error).__name__}: {error}\n")
            os._exit(70)
        for fd in descriptors:
            os.close(fd)
        answer = wait_for(child, control)
        sweep()
        control.send(json.dumps(answer).encode())
