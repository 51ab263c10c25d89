"""Robot keywords on the data folder, volumes and variables."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import psutil
from robot.api import SkipExecution
from robot.api.deco import keyword, library

from backtest.choosing import data_root
from infrastructure import declared, inventory, volumes
from readiness.recorder import record_fact, record_measure
from stack import client
from stack.settings import PROJECT


@library(scope="GLOBAL")
class InfrastructureLibrary:
    """Compares what lies on disk and is declared with what the app says and does."""

    @keyword
    def each_file_should_lie_in_its_place(self) -> None:
        """Check that below DATA_ROOT lie candle files, as the contract names them, and the app's own."""
        if found := inventory.misplaced(data_root()):
            raise AssertionError(f"Not <SYMBOL>/<TIMEFRAME>/<YEAR>.parquet: {', '.join(found[:10])}")

    @keyword
    def each_candle_file_should_have_the_columns(self) -> None:
        """Check names and types of the columns of each candle file."""
        problems = inventory.schema_problems(data_root())
        if problems or not inventory.candle_files(data_root()):
            raise AssertionError("\n".join(problems[:10]) or "There is no candle file.")

    @keyword
    def record_the_data_tree(self) -> None:
        """Record the folders of the data root and each candle file, for the report."""
        record_fact("data-tree", "DATA_ROOT: folders", inventory.tree(data_root()))
        files = [file.__dict__ for file in inventory.candle_files(data_root())]
        record_fact("candle-files", "DATA_ROOT: candle files", files[:200])
        if not files:
            raise AssertionError("There is no candle file.")

    @keyword
    def inventory_should_list_the_files(self, files: list[dict[str, Any]], **filters: str) -> None:
        """Check that the API lists exactly the files on disk that a filter leaves.

        Args:
            files: What the API listed.
            filters: symbol, timeframe (in any case), year.
        """
        lying = [
            file
            for file in inventory.candle_files(data_root())
            if filters.get("symbol", file.symbol) == file.symbol
            and filters.get("timeframe", file.timeframe).upper() == file.timeframe.upper()
            and int(filters.get("year", file.year)) == file.year
        ]
        wanted, seen = inventory.lying(lying), inventory.listed(files)
        if wanted != seen or len(files) != len(seen):
            raise AssertionError(
                f"With {filters or 'no filter'} the inventory should list {len(wanted)} files, it lists "
                f"{len(files)}. Missing: {sorted(wanted - seen)[:3]}; more: {sorted(seen - wanted)[:3]}\n"
                "Contract: 1, GET /api/data/inventory"
            )
        if late := inventory.wrongly_dated(files, data_root()):
            raise AssertionError(
                f"modified_at is not when the file was written: {'; '.join(late[:3])}\n"
                "Contract: 1, GET /api/data/inventory"
            )

    @keyword
    def inventory_paths_should_lead_to_files(self, files: list[dict[str, Any]]) -> None:
        """Check that each relative path of the inventory is one, and leads from DATA_ROOT to its own file."""
        if astray := inventory.astray(files, data_root()):
            raise AssertionError(
                f"The relative_path '{astray[0]}' leads from DATA_ROOT to another file, or to none.\n"
                "Contract: 1, GET /api/data/inventory"
            )

    @keyword
    def declared_volumes_should_keep_the_data(self) -> None:
        """Check services, volumes, variables and health checks in docker-compose.yml."""
        info = client.current()
        app_dir = info.app_dir or PROJECT / "app"
        places: tuple[Path, ...] = (app_dir, app_dir.parent, PROJECT)
        if info.target == "external":  # the project's own file says nothing about somebody else's app
            places = places[:2] if info.app_dir else ()
        path = declared.compose_file(*places)
        if path is None and info.target == "external":
            raise SkipExecution("No docker-compose.yml lies beside the app's source (APP_DIR).")
        if path is None:
            raise AssertionError("There is no docker-compose.yml beside the app.")
        found = declared.services(path)
        rows = [
            {
                "service": role,
                "variables": sorted(service.variables),
                "volumes": {place: mount.source for place, mount in service.mounts.items()},
            }
            for role, service in found.items()
        ]
        record_fact("volumes", "Volumes and variables as declared", rows)
        if problems := volumes.problems(found):
            raise AssertionError(f"{path.name}: {'; '.join(problems)}")

    @keyword
    def variable_should_be_in_effect(self, service: str, name: str) -> str:
        """Return a variable of a running service; it fails when the service was not given it."""
        pids = client.refreshed().pids(service)
        if not pids:
            raise SkipExecution(f"The processes of {service} cannot be seen here.")
        value = psutil.Process(pids[0]).environ().get(name)
        if not value:
            raise AssertionError(f"{service} runs without {name}.")
        return value

    @keyword
    def there_should_be_room(self, gibibytes: float) -> None:
        """Check and record the free space where DATA_ROOT lies."""
        free = shutil.disk_usage(data_root()).free
        record_measure(
            "disk-free", value=float(free), unit="B", limit=gibibytes * 2**30, comparison=">=", n=1
        )
        if free < gibibytes * 2**30:
            raise AssertionError(f"{free / 2**30:.1f} GiB are free at DATA_ROOT, {gibibytes} should be.")
