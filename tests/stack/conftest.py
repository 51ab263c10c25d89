from collections.abc import Iterator
from pathlib import Path

import pytest

from stack.processes import ProcessId
from stack.runs import Run


@pytest.fixture
def runs_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of runs of one's own."""
    folder = tmp_path / "runs"
    folder.mkdir()
    monkeypatch.setattr("stack.runs.runs_folder", lambda: folder)
    return folder


@pytest.fixture
def run(runs_folder: Path) -> Iterator[Run]:
    """A run that this process owns."""
    run = Run(ProcessId.own())
    run.folder.mkdir()
    yield run
    run.remove()


@pytest.fixture
def gone() -> ProcessId:
    """A process that does not exist: this pid was started at another time."""
    own = ProcessId.own()
    return ProcessId(own.pid, own.started - 1)
