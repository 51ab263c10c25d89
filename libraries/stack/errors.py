"""What can go wrong with the environment.

StackError              the environment is not ready
├── SettingsError       a setting is missing or wrong
├── ServiceError        a service did not come up, or is not in the state it should be in
├── BusyError           another campaign is in the way
└── UnsupportedError    this target cannot do that
"""

from __future__ import annotations


class StackError(Exception):
    """The environment is not ready; the message says what to do."""

    # Robot then prints the message without the class's name before it.
    ROBOT_SUPPRESS_NAME = True


class SettingsError(StackError):
    """A setting is missing or wrong."""


class ServiceError(StackError):
    """A service did not come up, or is not in the state that it should be in."""


class BusyError(StackError):
    """Another campaign is in the way."""


class UnsupportedError(StackError):
    """This target cannot do what was asked for."""
