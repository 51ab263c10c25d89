"""Become a service's command that dies with its parent: run as a script, knows only the standard library.

PDEATHSIG is set here, after the change of user, because that change clears it.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
NOTHING_STARTED = 125  # exit code when the command was not even tried


def main(arguments: list[str]) -> None:
    """Change user, tie this process to its parent and replace it by the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--death-signal", type=int, required=True)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if options.uid is not None:
        os.setgroups([])
        os.setgid(options.gid)
        os.setuid(options.uid)
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, options.death_signal)
    if os.getppid() != options.parent:  # it died before the line above
        sys.exit(NOTHING_STARTED)
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
