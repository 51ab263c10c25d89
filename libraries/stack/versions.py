"""Versions of everything that a verdict rests on."""

from __future__ import annotations

import json
import platform
import urllib.request
from importlib.metadata import PackageNotFoundError, version

import psycopg
import redis

from stack.binaries import node_folder, node_version
from stack.browser import browser_version
from stack.errors import StackError
from stack.info import StackInfo

PACKAGES = ("robotframework", "robotframework-pabot", "robotframework-browser", "pytest")
UNKNOWN = "unknown"


def versions(info: StackInfo) -> dict[str, str]:
    """Return versions by name; "unknown" where the target does not tell."""
    found = {
        "app": _app(info),
        "PostgreSQL": _postgres(info),
        "Redis protocol server": _redis(info),
        "Node": _node(),
        "Python": platform.python_version(),
        "browser": browser_version() or UNKNOWN,
    }
    return {**found, **{name: _package(name) for name in PACKAGES}}


def _app(info: StackInfo) -> str:
    try:
        with urllib.request.urlopen(f"{info.api_url}/", timeout=5) as answer:
            return str(json.load(answer)["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN


def _postgres(info: StackInfo) -> str:
    if not info.database_url:
        return UNKNOWN
    try:
        with psycopg.connect(info.database_url, connect_timeout=5) as session:
            row = session.execute("SHOW server_version").fetchone()
    except psycopg.Error:
        return UNKNOWN
    return str(row[0]) if row else UNKNOWN


def _redis(info: StackInfo) -> str:
    if not info.redis_url:
        return UNKNOWN
    try:
        with redis.Redis.from_url(info.redis_url, socket_timeout=5) as client:
            told = client.info("server")
    except redis.RedisError:
        return UNKNOWN
    if "valkey_version" in told:
        return f"Valkey {told['valkey_version']}"
    return f"Redis {told.get('redis_version', UNKNOWN)}"


def _node() -> str:
    try:
        return node_version(node_folder()) or UNKNOWN
    except StackError:
        return UNKNOWN


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return UNKNOWN
