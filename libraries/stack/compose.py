"""The app in containers, by docker-compose.yml on a Docker engine."""

from __future__ import annotations

from stack.errors import UnsupportedError
from stack.info import StackInfo
from stack.settings import Settings


def start(settings: Settings) -> StackInfo:
    """Start the app in containers.

    Raises:
        UnsupportedError: always, until this runtime is built.
    """
    raise UnsupportedError("TARGET=compose is not built yet: use TARGET=embedded or TARGET=external")
