"""Whether docker-compose.yml gives the app what it needs to find and keep its data."""

from __future__ import annotations

import posixpath
import re

from infrastructure.declared import ROLES, Mount, Service

WAYS = {
    "Redis": re.compile(r"REDIS|VALKEY|BROKER|QUEUE|CELERY"),
    "PostgreSQL": re.compile(r"DATABASE|POSTGRES|^PG|(?:^|_)(?:DB|SQL)(?:_|$)|SQLALCHEMY"),
}
"""Names of variables that lead to a service: the contract leaves them to the app."""
POSTGRES_HOME = "/var/lib/postgresql"


def problems(declared: dict[str, Service]) -> list[str]:
    """Return what a declaration lacks for the app to find and keep its data, and to tell its health."""
    found = [f"no service for the {role} is declared" for role in ROLES if role not in declared]
    if found:
        return found
    for role, folders in (("backend", ("results", "strategies")), ("worker", ("results",))):
        found += _of_the_app(role, declared[role], folders)
    for folder in ("", "results"):
        sources = {}
        for role in ("backend", "worker"):
            held = mount_of(data_folder(declared[role], folder), declared[role])
            sources[role] = held.source if held else None
        if len(set(sources.values())) > 1 or "" in sources.values():
            found.append(f"backend and worker do not share one volume for DATA_ROOT/{folder}: {sources}")
    if not keeps_tables(declared["postgres"]):
        found.append("postgres has no volume to write its tables on: they end with the container")
    if not any(mount.writable for mount in declared["redis"].mounts.values()):
        found.append("redis has no volume: its data end with the container")
    return found + [f"{role} has no health check" for role in ROLES if not declared[role].watched]


def _of_the_app(role: str, service: Service, folders: tuple[str, ...]) -> list[str]:
    given = service.variables
    found = [
        f"{role} is given no way to {what}"
        for what, names in WAYS.items()
        if not any(names.search(name) for name in given)
    ]
    if not given.get("DATA_ROOT"):
        return [*found, f"{role} is not given DATA_ROOT"]
    for folder in folders:
        place = data_folder(service, folder)
        held = mount_of(place, service)
        if held is None:
            found.append(f"{role}: {place} lies on no volume: what is stored ends with the container")
        elif not held.writable:
            found.append(f"{role}: {place} lies on a volume that cannot be written")
    return found


def data_folder(service: Service, folder: str) -> str:
    """Return a folder of DATA_ROOT in the container."""
    root = posixpath.join(service.working_dir, service.variables.get("DATA_ROOT", ""), folder)
    return posixpath.normpath(root)


def mount_of(path: str, service: Service) -> Mount | None:
    """Return the innermost mount that holds a path."""
    places = [place for place in service.mounts if within(path, place)]
    return service.mounts[max(places, key=len)] if places else None


def keeps_tables(service: Service) -> bool:
    """Say whether PostgreSQL's tables lie on a writable mount.

    Where they lie says PGDATA, or the official image; another image may have a place of its own.
    """
    writable = [place for place, mount in service.mounts.items() if mount.writable]
    tables = service.variables.get("PGDATA", "")
    if not tables and re.search(r"(?:^|/)postgres(?:[:@]|$)", service.image):
        tables = f"{POSTGRES_HOME}/data"
    if not tables:
        return bool(writable)
    return any(within(tables, place) or within(place, POSTGRES_HOME) for place in writable)


def within(path: str, place: str) -> bool:
    """Say whether a path is a mount's place or lies below it."""
    return path == place or path.startswith(place.rstrip("/") + "/")
