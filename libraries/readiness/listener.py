"""The reporter's door in a plain `robot suites/`: a library that listens."""

from typing import Any


class ReadinessListener:
    """Attached by `Library    readiness.listener.ReadinessListener` in the root suite's `__init__.robot`."""

    ROBOT_LIBRARY_SCOPE = "GLOBAL"
    ROBOT_LISTENER_API_VERSION = 3

    def __init__(self) -> None:
        self.ROBOT_LIBRARY_LISTENER = self

    def start_suite(self, data: Any, result: Any) -> None:
        """Nothing yet."""
