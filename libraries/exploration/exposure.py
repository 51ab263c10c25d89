"""Cross-origin rules, headers and secrets: what an answer gives away, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


def strangers(ui_url: str) -> list[str]:
    """Return origins that must not be allowed: plain ones, and look-alikes of the front end's own."""
    place = urlsplit(ui_url)
    host, port = place.hostname or "localhost", place.port or 80
    return [
        "http://evil.example",
        "https://evil.example:8443",
        "null",
        f"{place.scheme}://{host}.evil.example",
        f"{place.scheme}://{host}:{port}.evil.example",
        f"{place.scheme}://evil{host}:{port}",
        f"{place.scheme}://evil.example/{host}:{port}",
        f"{place.scheme}://{host}:{1 if port != 1 else 2}",
        "file://",
        "*",
    ]


def origin_problem(origin: str, headers: Mapping[str, str]) -> str | None:
    """Say what is wrong with an answer to a stranger, or None (contract, "Cross-origin and exposure")."""
    allowed = headers.get("access-control-allow-origin")
    if allowed is not None:
        credentials = headers.get("access-control-allow-credentials", "absent")
        return (
            f"access-control-allow-origin is '{allowed}' for origin '{origin}' (credentials: {credentials})"
        )
    return None


def allowed_problem(origin: str, headers: Mapping[str, str]) -> str | None:
    """Say what is wrong with an answer to the front end's own origin, or None."""
    allowed = headers.get("access-control-allow-origin")
    if allowed != origin:
        return f"access-control-allow-origin is '{allowed}' for the front end's own origin '{origin}'"
    return None


def preflight_problem(status: int, headers: Mapping[str, str], method: str, origin: str) -> str | None:
    """Say why a browser would not send a request with a JSON body after this preflight, or None."""
    if not 200 <= status < 300:
        return f"it is answered with {status}"
    if problem := allowed_problem(origin, headers):
        return problem
    for name, wanted in (("methods", method), ("headers", "content-type")):
        allowed = headers.get(f"access-control-allow-{name}", "")
        words = {word.strip().lower() for word in allowed.split(",")}
        simple = wanted in ("GET", "HEAD", "POST")  # these need no leave
        if not simple and not words & {wanted.lower(), "*"}:
            return f"access-control-allow-{name} is '{allowed}', without {wanted}"
    return None


def secrets_of(urls: Iterable[str]) -> list[str]:
    """Return what must never be shown of connection strings: themselves, and their passwords.

    A password that is a word of its address as well, such as `postgres`, is found in that address alone.
    """
    found: list[str] = []
    for url in urls:
        if url:
            found.append(url)
            parts = urlsplit(url)
            password = parts.password
            open_words = {parts.scheme, parts.username, parts.hostname, parts.path.strip("/")}
            if password and len(password) >= 8 and password not in open_words:
                found += [password, unquote(password)]
    return sorted(set(found), key=len, reverse=True)


ADDRESS = re.compile(r"(?:postgres(?:ql)?|redis)(?:\+\w+)?://[^\s:@/]*:(?!\*)[^\s@/]+@", re.I)


def addresses(text: str) -> list[str]:
    """Name the connection strings with a password that a text holds, whoever's they are; masked ones pass."""
    return [f"a connection string ({hit.split(':')[0]}://…)" for hit in sorted(set(ADDRESS.findall(text)))]


def folder_shown(text: str, folder: Path) -> list[str]:
    """Return the folder when a text shows it as a path.

    A folder right below the root, such as /data in a container, may be an address of the app as well: what
    lies in it is none.
    """
    end = "/" if len(folder.parts) < 3 else r"(?![\w-])"
    found = re.search(rf"(?<![\w./~-]){re.escape(str(folder))}{end}", text)
    return [f"the data folder {folder}"] if found else []


def shown(text: str, secrets: Iterable[str]) -> list[str]:
    """Return the secrets that a text holds, shortened so that the report does not show them again."""
    return [f"{secret[:4]}… ({len(secret)} characters)" for secret in secrets if secret and secret in text]
