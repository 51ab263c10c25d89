"""The plain Python door to the stack: start it, ask it, disturb it.

info = start_shared(Settings.read())
info.api_url, info.pids("backend"), info.log_of("worker")
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stack import compose, embedded_client, external
from stack.errors import ServiceError, StackError, UnsupportedError
from stack.info import StackInfo
from stack.services import SERVICES
from stack.settings import Settings

__all__ = ["Settings", "StackInfo", "current", "start_private", "start_shared", "stop_private"]

_settings: Settings | None = None
_active: list[StackInfo] = []


def start_shared(settings: Settings, wanted: Sequence[str] = SERVICES) -> StackInfo:
    """Start the campaign's app, or join the one that another process of the campaign has started.

    Args:
        settings: what to start.
        wanted: the services; of use to the embedded target only.

    Raises:
        StackError: no app could be brought up at all; a single service that is down is in `info.services`.
    """
    global _settings
    if _active and _settings == settings:
        return _refreshed(0)
    _settings = settings
    if settings.target == "external":
        info = external.attach(settings)
        external.share(info)
    elif settings.target == "compose":
        info = compose.start(settings)
    else:
        info = embedded_client.start(settings, wanted)
    _active[:] = [info]
    return info


def start_private(
    empty_store: bool = True, ui: bool = True, symbols: int | None = None, data_root: Path | None = None
) -> StackInfo:
    """Start an app of one's own beside the shared one; under external, get the shared one alone.

    Args:
        empty_store: False when stored runs do no harm; under external the store is what it is.
        ui: False spares the front end.
        symbols: how many symbols' candles it gets; None for all.
        data_root: a folder to copy whole, stored results included, instead of the campaign's candles.

    Raises:
        UnsupportedError: a data root was given and the target cannot start an app over it.
        ServiceError: one of its services did not come up.
    """
    settings = _known()
    if settings.target == "embedded":
        wanted = tuple(name for name in SERVICES if ui or name != "frontend")
        info = embedded_client.start_private(settings, wanted, symbols, data_root)
        down = [str(service["error"]) for service in info.services.values() if service["error"]]
        if down:
            embedded_client.take_down(info.name)
            raise ServiceError("the private app did not come up: " + "\n".join(down))
    elif data_root:
        raise UnsupportedError(f"the target {settings.target} cannot start an app over {data_root}")
    else:
        info = external.take_alone(current())
    _active.append(info)
    return info


def stop_private() -> StackInfo:
    """Take the private app down and return the shared one."""
    if len(_active) < 2:
        raise StackError("no private app is running")
    info = _active.pop()
    if info.target == "embedded":
        embedded_client.take_down(info.name)
    else:
        external.share(info)
    return current()


def has_private() -> bool:
    """Say whether a private app runs."""
    return len(_active) > 1


def current() -> StackInfo:
    """Return the app that tests of this process work on now: the private one if there is one.

    Raises:
        StackError: none was started.
    """
    if not _active:
        raise StackError("the app was not started: the suite setup 'Start The App' has not run")
    return _active[-1]


def refreshed() -> StackInfo:
    """Return the current app with the services' states as they are now."""
    return _refreshed(len(_active) - 1)


def stop_service(name: str) -> StackInfo:
    """Stop a service of the current app: an outage begins."""
    return _disturb("stop", name)


def start_service(name: str) -> StackInfo:
    """Start a service of the current app and wait until it is ready: its outage ends."""
    return _disturb("start", name)


def outages() -> list[dict[str, object]]:
    """Return all outages declared in this campaign so far, of all its apps."""
    settings = _known()
    if settings.target == "embedded":
        return embedded_client.outages()
    return external.outages()


def app_names() -> list[str]:
    """Return the names of all apps of this campaign, those that are gone included."""
    if _known().target == "embedded":
        return embedded_client.app_names()
    return [current().name]


def logs_folder() -> Path | None:
    """Return the folder of the current app's logs; None when the target has none."""
    return current().logs


def _disturb(request: str, name: str) -> StackInfo:
    info = current()
    if name not in SERVICES:
        raise ValueError(f"unknown service {name!r}: expected one of {', '.join(SERVICES)}")
    if not info.can("stop-services"):
        raise UnsupportedError(f"the target {info.target} cannot {request} a service")
    if info.target == "embedded":
        embedded_client.disturb(request, info.name, name)
    else:
        external.disturb(_known(), request, name)
    return refreshed()


def _refreshed(position: int) -> StackInfo:
    info = current() if position < 0 else _active[position]
    if info.target == "embedded":
        _active[position] = embedded_client.look_at(_known(), info.name)
    return _active[position]


def _known() -> Settings:
    if _settings is None:
        current()
    assert _settings is not None
    return _settings
