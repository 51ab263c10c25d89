"""Presets."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from coin.api.dependencies import App
from coin.api.responses import documented
from coin.models.requests import NewPreset, PresetBody
from coin.models.responses import Preset, Presets

router = APIRouter(prefix="/api/strategies/presets", tags=["presets"])


def _fields(body: Any) -> dict[str, Any]:
    """What is kept: the parameters as they were sent, without the defaults of today."""
    return {
        "strategy": body.strategy,
        "params": body.params.model_dump(exclude_unset=True),
        "description": body.description,
    }


@router.get("", response_model=Presets, responses=documented())
def list_presets(app: App) -> dict[str, Any]:
    """All presets, by name."""
    presets = app.presets.list()
    return {"presets": presets, "count": len(presets)}


@router.post("", status_code=201, response_model=Preset, responses=documented(409, 413))
def create_preset(app: App, body: NewPreset) -> dict[str, Any]:
    """Keep parameters under a new name."""
    return app.presets.create(body.name, _fields(body))


@router.get("/{name}", response_model=Preset, responses=documented(404))
def read_preset(app: App, name: str) -> dict[str, Any]:
    """One preset."""
    return app.presets.get(name)


@router.put("/{name}", response_model=Preset, responses=documented(404, 413))
def replace_preset(app: App, name: str, body: PresetBody) -> dict[str, Any]:
    """Put other parameters in the place of a preset's; its name stays."""
    return app.presets.replace(name, _fields(body))


@router.delete("/{name}", status_code=204, response_class=Response, responses=documented(404))
def delete_preset(app: App, name: str) -> None:
    """Forget a preset."""
    app.presets.delete(name)
