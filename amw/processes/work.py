"""One process of a pool: calls functions that it is asked for over a socket and answers. Started by `amw.processes.spawn`, never by hand.

A frame is eight bytes of length (big-endian) and a pickle, of a limit and a call or of an answer; both ends are this package in one
version, and nothing from the network is unpickled: pages travel as opaque bytes inside. The process ends when its parent closes the
socket or dies.
"""

from __future__ import annotations

import gc
import pickle
import resource
import signal
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from pkgutil import resolve_name
from typing import Any, BinaryIO

HEADER = struct.Struct(">Q")
OUT_OF_TIME = signal.SIGPROF  # what a process ends by whose call has used up its processor time


def called(function: str, *arguments: Any, **named: Any) -> Any:
    """What `function` ("module:function") gives: a call that can be asked for without loading what answers it."""
    return resolve_name(function)(*arguments, **named)


def pack(value: Any) -> bytes:
    """`value` as a frame."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(body)) + body


def _read(stream: BinaryIO) -> Any:
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    (size,) = HEADER.unpack(header)
    body = stream.read(size)
    if len(body) < size:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - from the parent process alone


def _answer(limit: float, call: Callable[[], Any]) -> tuple[bool, Any]:
    """What `call` gives. The kernel ends this process once the call has had `limit` seconds of a processor, whatever code it is in."""
    signal.signal(OUT_OF_TIME, signal.SIG_DFL)  # ends the process, whatever a call before, or a library in it, made of this signal
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        return True, call()
    except MemoryError:
        raise  # what is left of this process is not to be trusted
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def serve(descriptor: str, memory: str, warm: str) -> None:
    """Call `warm` ("module:function", "" for nothing), say so, and answer until the parent hangs up: (True, value), or (False, what was
    raised).

    `descriptor` is the inherited socket, `memory` the limit of address space in bytes; decimal numbers, as arguments of a
    command are.
    """
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM):  # which may come to the whole group: the parent's to handle; it closes the socket
        signal.signal(asked_to_stop, signal.SIG_IGN)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    with socket.socket(fileno=int(descriptor)) as link, link.makefile("rb") as stream, suppress(EOFError, BrokenPipeError, ConnectionError):
        gc.disable()  # what is loaded is never garbage: looking through it again and again is a tenth of the time
        if warm:
            resolve_name(warm)()
        gc.freeze()  # without it a collection takes as long as a page
        gc.enable()
        link.sendall(pack("ready"))
        while True:
            link.sendall(pack(_answer(*_read(stream))))
