"""What endpoints ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from coin.services import Services


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


App = Annotated[Services, Depends(_services)]
