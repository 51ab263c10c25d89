"""CPU seconds, time and peak memory of a command and of the processes below it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# A process starts with the peak of the one that made it: a small one in between keeps that out.
LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
wall = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, wall]))
"""
PARSE = """
import sys
from xml.parsers import expat
parser = expat.ParserCreate()
with open(sys.argv[1], "rb") as stream:
    while block := stream.read(1 << 18):
        parser.Parse(block, False)
parser.Parse(b"", True)
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: its exit code, CPU seconds, MiB at its peak, and seconds on the clock."""

    code: int
    cpu: float
    peak: float
    wall: float


def cost_of(*command: str | Path, project: Path) -> Cost:
    """Run a command to its end.

    Args:
        command: program and arguments.
        project: the project whose policy `readiness` is to use.
    """
    environment = {**os.environ, "READINESS_PROJECT": str(project), "REPORT_LANG": "en"}
    for name in ("TARGET", "APP_DIR", "READINESS_RUN", "REPORT_DIR"):
        environment.pop(name, None)
    whole = [sys.executable, "-I", "-S", "-c", LAUNCHER, *map(str, command)]
    done = subprocess.run(whole, env=environment, cwd=project, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(*json.loads(done.stdout))


def bare_parse(path: Path, project: Path) -> Cost:
    """Parse a file with expat and no handlers: the least that reading it can cost."""
    return cost_of(sys.executable, "-I", "-S", "-c", PARSE, path, project=project)


def report(path: Path, project: Path) -> Cost:
    """Judge an output.xml and write its reports."""
    command = Path(sys.executable).with_name("readiness")
    return cost_of(command, "report", path, "--output", path.parent / "written", project=project)


def rebot(path: Path, project: Path) -> Cost:
    """Have Robot Framework read the same file and write its log and report."""
    command = Path(sys.executable).with_name("rebot")
    return cost_of(command, "--output", "NONE", "--outputdir", path.parent / "rebot", path, project=project)
