"""The services of a docker-compose.yml as it declares them: variables, mounts and health checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from dotenv import dotenv_values

NAMES = ("docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml")
ROLES = {
    "worker": {"worker", "celery", "rq", "arq", "dramatiq", "jobs"},
    "postgres": {"postgres", "postgresql", "db", "database", "pg"},
    "redis": {"redis", "valkey", "queue", "broker"},
    "frontend": {"frontend", "web", "ui", "nginx"},
    "backend": {"backend", "api", "server", "app"},
}
"""Words by which a service is known; a `queue-worker` is a worker, so that comes first."""
STORES = {"postgres", "postgresql", "redis", "valkey"}
REFERENCE = re.compile(r"\$(?:\{(\w+)(?::?([-?+])([^{}]*))?\}|(\w+))")
ENDING = re.compile(r"\\\r?\n")
PAIR = re.compile(r"""(\w+)=("[^"]*"|'[^']*'|\S*)""")


@dataclass(frozen=True)
class Mount:
    """Where a mount comes from; an anonymous volume has no source."""

    source: str
    writable: bool


@dataclass(frozen=True)
class Service:
    """A declared service; what its Dockerfile says counts as well.

    Attributes:
        image: the image's name; empty for one that is built and not named.
        mounts: by the place in the container.
        working_dir: where a relative path begins.
        watched: whether a health check is declared, or may be part of an image that is not built here.
    """

    image: str
    variables: dict[str, str]
    mounts: dict[str, Mount]
    working_dir: str
    watched: bool


def compose_file(*folders: Path) -> Path | None:
    """Return the first compose file in some folders."""
    return next((folder / name for folder in folders for name in NAMES if (folder / name).exists()), None)


def services(path: Path) -> dict[str, Service]:
    """Return the declared services by role; one that is not declared is absent."""
    values = {**pairs(path.with_name(".env.example")), **pairs(path.with_name(".env"))}
    told = filled_in(yaml.safe_load(path.read_text()).get("services") or {}, values)
    declared = {name: service or {} for name, service in told.items()}
    built = {each["image"]: each["build"] for each in declared.values() if {"image", "build"} <= set(each)}
    found = {}
    for role, each in by_role(declared).items():
        build = each.get("build") or built.get(each.get("image"))
        found[role] = _read(each, dockerfile(build, path.parent), path, values)
    return found


def by_role(declared: Mapping[str, Any]) -> dict[str, Any]:
    """Tell services by their names, else by the image of a store, a word of the name, or of the command."""
    clues: tuple[Callable[[str], set[str]], ...] = (
        lambda name: {name.lower()},
        lambda name: words(declared[name].get("image")) & STORES,
        lambda name: words(name),
        lambda name: words(declared[name].get("image")),
        lambda name: words(declared[name].get("command")),
    )
    found: dict[str, str] = {}
    for clue in clues:
        for role, known in ROLES.items():
            free = (name for name in declared if name not in found.values() and clue(name) & known)
            if role not in found and (match := next(free, None)):
                found[role] = match
    return {role: declared[found[role]] for role in ROLES if role in found}


def words(text: Any) -> set[str]:
    """Return the words of a name, an image or a command."""
    return set(re.findall(r"[a-z]+", str(text or "").lower()))


def filled_in(node: Any, values: Mapping[str, str]) -> Any:
    """Return a part of a compose file with its `${NAME:-default}` filled in; unknown ones stay."""
    if isinstance(node, dict):
        return {name: filled_in(child, values) for name, child in node.items()}
    if isinstance(node, list):
        return [filled_in(child, values) for child in node]
    if not isinstance(node, str):
        return node

    def value(hit: re.Match[str]) -> str:
        name = hit[1] or hit[4]
        return values.get(name) or (hit[3] if hit[2] == "-" else f"${name}")

    before = None
    while before != node:
        before, node = node, REFERENCE.sub(value, node)
    return node


def dockerfile(build: Any, folder: Path) -> str:
    """Return the Dockerfile of a `build:`, its continued lines joined; empty where there is none."""
    if not build:
        return ""
    told = build if isinstance(build, dict) else {"context": build}
    path = folder / str(told.get("context", ".")) / str(told.get("dockerfile", "Dockerfile"))
    return ENDING.sub(" ", path.read_text()) if path.is_file() else ""


def pairs(path: Path) -> dict[str, str]:
    """Return the variables of an env file; none when it is not there."""
    told = dotenv_values(path, interpolate=False) if path.is_file() else {}
    return {name: value or "" for name, value in told.items()}


def variables(declared: Any, values: Mapping[str, str]) -> dict[str, str]:
    """Return variables, whichever of the two notations declares them; one without a value is passed on."""
    if isinstance(declared, list):
        declared = {
            name: value if given else None for name, given, value in (e.partition("=") for e in declared)
        }
    return {
        name: values.get(name, "") if value is None else str(value)
        for name, value in (declared or {}).items()
    }


def mounts(entries: Any) -> dict[str, Mount]:
    """Return mounts by their place in the container, in both notations; memory is none."""
    found = {}
    for entry in entries or []:
        if not isinstance(entry, dict):
            parts = str(entry).split(":")
            source, place, options = (["", *parts, ""] if len(parts) == 1 else [*parts, ""])[:3]
            found[place.rstrip("/")] = Mount(source.rstrip("/"), "ro" not in options.split(","))
        elif entry.get("type") != "tmpfs":
            place, source = str(entry.get("target")), str(entry.get("source") or "")
            found[place.rstrip("/")] = Mount(source.rstrip("/"), not entry.get("read_only"))
    return found


def _read(told: dict[str, Any], built: str, path: Path, values: Mapping[str, str]) -> Service:
    given: dict[str, str] = {}
    for line in re.findall(r"^\s*ENV\s+(.+)$", built, re.M | re.I):
        found = PAIR.findall(line) or [tuple((*line.split(None, 1), "")[:2])]
        given |= {name: value.strip("\"'") for name, value in found}
    files = told.get("env_file") or []
    for file in files if isinstance(files, list) else [files]:
        given |= pairs(path.parent / str(file["path"] if isinstance(file, dict) else file))
    place = re.findall(r"^\s*WORKDIR\s+(\S+)", built, re.M | re.I)
    check = told.get("healthcheck") or {}
    off = check.get("disable") or check.get("test") in ("NONE", ["NONE"])
    image = str(told.get("image") or "")
    unknown = not built and not words(image) & STORES  # those have none of their own
    own = bool(re.search(r"^\s*HEALTHCHECK\s+(?!NONE)", built, re.M | re.I))
    return Service(
        image,
        given | variables(told.get("environment"), values),
        mounts(told.get("volumes")),
        str(told.get("working_dir") or (place[-1] if place else "/")),
        not off and bool(check or own or unknown),
    )
