"""Volumes and environment variables as docker-compose.yml declares them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

NAMES = ("docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml")
ROLES = {
    "backend": ("backend", "api"),
    "worker": ("worker",),
    "frontend": ("frontend", "web", "ui"),
    "postgres": ("postgres", "db", "database"),
    "redis": ("redis", "queue", "valkey"),
}
Service = dict[str, Any]


def compose_file(*folders: Path) -> Path | None:
    """Return the first compose file in some folders."""
    return next((folder / name for folder in folders for name in NAMES if (folder / name).exists()), None)


def services(path: Path) -> dict[str, Service]:
    """Return the declared services by role; one that is not declared is absent."""
    declared: dict[str, Service] = yaml.safe_load(path.read_text()).get("services", {})
    found = {}
    for role, names in ROLES.items():
        match = next((name for name in names if name in declared), None)
        if match:
            found[role] = declared[match]
    return found


def environment(service: Service) -> dict[str, str]:
    """Return a service's variables, whichever of the two notations declares them."""
    declared = service.get("environment") or {}
    if isinstance(declared, list):
        declared = dict(entry.partition("=")[::2] for entry in declared)
    return {name: "" if value is None else str(value) for name, value in declared.items()}


def mounts(service: Service) -> dict[str, str]:
    """Return a service's mounts: place in the container to source."""
    found = {}
    for entry in service.get("volumes") or []:
        if isinstance(entry, dict):
            found[str(entry.get("target"))] = str(entry.get("source"))
        else:
            source, _, place = str(entry).removesuffix(":ro").removesuffix(":rw").rpartition(":")
            found[place] = source
    return found


def problems(declared: dict[str, Service]) -> list[str]:
    """Return what a declaration lacks for the app to find and keep its data."""
    found = [f"no service for the {role} is declared" for role in ROLES if role not in declared]
    if found:
        return found
    roots = {}
    for role in ("backend", "worker"):
        variables = environment(declared[role])
        for names in (("DATA_ROOT",), ("REDIS_URL",), ("DATABASE_URL", "DATABASE_HOST"), ("ENVIRONMENT",)):
            if not any(name in variables for name in names):
                found.append(f"{role} is not given {' or '.join(names)}")
        root = variables.get("DATA_ROOT", "")
        held = mounts(declared[role])
        roots[role] = next((source for place, source in held.items() if within(root, place)), None)
        if roots[role] is None:
            found.append(f"{role}: DATA_ROOT={root} lies on no volume: results end with the container")
    if len(set(roots.values())) > 1:
        found.append(f"backend and worker do not share one data volume: {roots}")
    if "CORS_ORIGINS" not in environment(declared["backend"]):
        found.append("backend is not given CORS_ORIGINS")
    for role in ("postgres", "redis"):
        if not mounts(declared[role]):
            found.append(f"{role} has no volume: its data end with the container")
    return found


def within(path: str, place: str) -> bool:
    """Say whether a path is a mount's place or lies below it."""
    return bool(path) and (path == place or path.startswith(place.rstrip("/") + "/"))
