"""Compose files that keep the app's data, however they say it, and some that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from infrastructure.declared import compose_file, filled_in, mounts, services, variables
from infrastructure.volumes import problems

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = """
services:
  backend: &b
    environment: {DATA_ROOT: /data, DATABASE_URL: x, REDIS_URL: y}
    volumes: ["data:/data"]
    healthcheck: &h {test: ["CMD", "true"]}
  worker: *b
  frontend: {healthcheck: *h}
  postgres: {image: "postgres:16", volumes: ["pg:/var/lib/postgresql/data", "s:/secrets:ro"], healthcheck: *h}
  redis: {image: "redis:7", volumes: ["${R:-./r}:/data"], healthcheck: *h}
"""
OTHERWISE = """
services:
  pg: {image: "postgres:18", volumes: ["pg:/var/lib/postgresql"], healthcheck: &h {test: ["CMD", "true"]}}
  redis-queue: {image: "valkey/valkey:8", volumes: ["r:/data"], healthcheck: *h}
  migrate: {build: ./backend, image: coin}
  coin-backend: &b
    build: ./backend
    image: coin
    env_file: [{path: app.env, required: true}]
    environment: ["DATA_ROOT=${DATA_ROOT:-${FOLDER:-data}}", "APP_ENV"]
    volumes:
      - ./data:/srv/coin/data:ro
      - {type: volume, source: runs, target: /srv/coin/data/results}
      - presets:/srv/coin/data/strategies
  jobs:
    image: coin
    env_file: app.env
    command: celery -A coin worker
    environment: {POSTGRES_HOST: pg}
    volumes: ["./data:/srv/coin/data:ro,z", "runs:/srv/coin/data/results:rw"]
  coin-web: {image: "ghcr.io/coin/web:1"}
"""
DOCKERFILE = """FROM python
WORKDIR /srv/coin
ENV REDIS_HOST=redis-queue \\
    DATA_ROOT=data
HEALTHCHECK CMD true
"""


def found(path: Path, text: str) -> list[str]:
    (path / "compose.yaml").write_text(text)
    file = compose_file(path)
    assert file
    return problems(services(file))


def test_a_declaration_that_keeps_its_data(tmp_path: Path) -> None:
    assert found(tmp_path, COMPOSE) == []


def test_the_project_s_own_declaration_keeps_its_data() -> None:
    assert problems(services(ROOT / "docker-compose.yml")) == []


def test_a_declaration_that_says_it_otherwise(tmp_path: Path) -> None:
    (tmp_path / "backend").mkdir()
    (tmp_path / "backend" / "Dockerfile").write_text(DOCKERFILE)
    (tmp_path / "app.env").write_text("# the database\nPGHOST=pg\n")
    assert found(tmp_path, OTHERWISE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("data:/data", "data:/elsewhere", "backend: /data/results lies on no volume"),
        ("data:/data", "data:/data:ro", "worker: /data/results lies on a volume that cannot be written"),
        ("data:/data", "/data", "do not share"),
        ("DATA_ROOT: /data", "ROOT: /data", "backend is not given DATA_ROOT"),
        ("REDIS_URL", "LEVEL", "backend is given no way to Redis"),
        ("DATABASE_URL", "LEVEL", "worker is given no way to PostgreSQL"),
        ("pg:/var/lib/postgresql/data", "pg:/backup", "postgres has no volume"),
        ("pg:/var/lib/postgresql/data", "pg:/var/lib/postgresql/data:ro", "postgres has no volume"),
        ("frontend: {healthcheck: *h}", "frontend: {build: .}", "no health check"),
        ("./r}:/data\"], healthcheck: *h", "./r}:/data\"]", "redis has no health check"),
        ("  worker: *b\n", "", "no service for the worker"),
    ],
)  # fmt: skip
def test_what_a_declaration_lacks_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    (tmp_path / "Dockerfile").write_text("FROM node\nHEALTHCHECK NONE\n")
    assert any(told in problem for problem in found(tmp_path, COMPOSE.replace(old, new)))


def test_variables_in_a_list_are_read() -> None:
    assert variables(["A=1", "B=x=y", "C"], {"C": "z"}) == {"A": "1", "B": "x=y", "C": "z"}


def test_defaults_are_filled_in() -> None:
    assert filled_in(["${A:-${B:-b}}/$C", "${D:?say: D}"], {"C": "c"}) == ["b/c", "$D"]


def test_an_anonymous_volume_has_no_source() -> None:
    assert mounts(["/data"])["/data"].source == ""
