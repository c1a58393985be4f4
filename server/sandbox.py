"""What a query process may not do: more memory, the network, other programs.

Memory is capped wherever the system can; the system calls are closed by seccomp on Linux.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

if sys.platform != "win32":
    import resource

# Linux system call numbers: socket, connect, bind, listen, execve, execveat, ptrace, io_uring_setup
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 49, 50, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 201, 221, 281, 117, 425)),
}
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # classic BPF
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER_AT, _MACHINE_AT = 0, 4  # offsets in struct seccomp_data
_SET_SECCOMP, _NO_NEW_PRIVILEGES, _FILTER = 22, 38, 2  # prctl


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction)))


def confine(memory_mb: int, *, network: bool = False) -> None:
    """Gives up, for good, what a query never needs; with `network`, it may ask other hosts."""
    if sys.platform != "win32":
        size = memory_mb << 20
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":  # elsewhere the limit is not kept
            resource.setrlimit(resource.RLIMIT_AS, (size, size))
    if not network:
        close_network()


def close_network() -> bool:
    """Makes the system refuse sockets and other programs from now on; whether it could."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _CALLS:
        return False
    program = _program(*_CALLS[machine])
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _program(machine: int, calls: tuple[int, ...]) -> _Program:
    """Allows every call of another machine type's numbering to fail by itself, refuses ours."""
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_IF_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    left = len(calls)
    steps += [(_JUMP_IF_EQUAL, left - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    listed = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    return _Program(len(steps), listed)
