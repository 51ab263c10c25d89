"""Configuration from the environment."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

# Where the app's own front end is served: compose, Vite's dev server and its preview.
FRONT_END_ORIGINS = [
    f"http://{host}:{port}" for host in ("localhost", "127.0.0.1") for port in (8080, 5173, 4173)
]


class Settings(BaseSettings):
    """What the backend and the worker are told from outside.

    Attributes:
        data_root: folder of the candles, the stored results and the presets.
        database_url: PostgreSQL, ``postgresql://user:password@host:port/name``.
        redis_url: Redis, ``redis://host:port/number``.
        cors_origins: origins that browsers may call from, comma separated; never a wildcard.
        environment: a name that stored results carry.
        log_level: least severe level that is logged.
    """

    model_config = SettingsConfigDict(extra="ignore")

    data_root: Path = Path("data")
    database_url: str = "postgresql://coin@127.0.0.1:5432/coin"
    redis_url: str = "redis://127.0.0.1:6379/0"
    cors_origins: Annotated[list[str], NoDecode] = FRONT_END_ORIGINS
    environment: str = "development"
    log_level: str = "INFO"

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return [origin.strip().rstrip("/") for origin in value.split(",") if origin.strip()]

    @field_validator("cors_origins")
    @classmethod
    def _no_wildcard(cls, value: list[str]) -> list[str]:
        if any("*" in origin for origin in value):
            raise ValueError("name each origin: a wildcard would let any site call the API")
        return value

    @field_validator("log_level")
    @classmethod
    def _upper_level(cls, value: str) -> str:
        return value.upper()

    @property
    def results_dir(self) -> Path:
        return self.data_root / "results"

    @property
    def presets_file(self) -> Path:
        return self.data_root / "strategies" / "presets.json"


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
