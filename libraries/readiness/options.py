"""Reads options from the command line of Robot Framework or pabot, in each form that these take."""

from collections.abc import Sequence
from itertools import pairwise


def values_of(arguments: Sequence[str], *names: str) -> list[str]:
    """The values that an option is given, in order, as `--name value` or `--name=value`.

    Args:
        arguments: of a command line.
        names: of the one option, such as `-d` and `--outputdir`.
    """
    found = []
    for argument, following in pairwise([*arguments, ""]):
        name, joined, value = argument.partition("=")
        if argument in names:
            found.append(following)
        elif joined and name.startswith("--") and name in names:
            found.append(value)
    return found
