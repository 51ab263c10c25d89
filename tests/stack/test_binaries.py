"""Node is taken from PATH or from a wheel; its npm must run either way."""

from __future__ import annotations

import subprocess

import pytest

from stack import binaries
from stack.binaries import node_folder, npm_command, with_node


def test_the_npm_of_the_wheel_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries.shutil, "which", lambda name: None)
    node_folder.cache_clear()
    try:
        done = subprocess.run(
            [*npm_command(), "--version"], env=with_node({}), capture_output=True, text=True, check=False
        )
    finally:
        node_folder.cache_clear()
    assert done.returncode == 0, done.stderr
    assert done.stdout[0].isdigit()
