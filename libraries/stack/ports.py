"""Free ports on the loopback interface."""

from __future__ import annotations

import random
import socket

from stack.errors import BusyError

# Below the range from which the kernel takes ports for outgoing connections: nothing slips in between here.
FIRST, LAST = 15_000, 32_000
HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Say whether a server could listen on this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port(avoid: set[int]) -> int:
    """Return a free port and add it to those to avoid.

    Raises:
        BusyError: no free port was found.
    """
    for _ in range(500):
        port = random.randrange(FIRST, LAST)
        if port not in avoid and is_free(port):
            avoid.add(port)
            return port
    raise BusyError(f"no free port between {FIRST} and {LAST} on {HOST}: end what occupies them")
