"""Where a campaign keeps its files, and how names become parts of paths."""

import hashlib
import re
from pathlib import Path
from typing import Any


def campaign_output() -> Path:
    """Where the campaign writes: the output directory, under pabot the parent of `pabot_results`."""
    output = Path(str(builtin().get_variable_value("${OUTPUT DIR}"))).resolve()
    return campaign_output_of(output)


def campaign_output_of(output: Path) -> Path:
    """The campaign's folder for the output directory of one process.

    Args:
        output: output directory of a `robot` process.

    Returns:
        The parent of `pabot_results` when the process is one of pabot's, else the directory itself.
    """
    parts = output.parts
    if "pabot_results" in parts:
        last = len(parts) - 1 - parts[::-1].index("pabot_results")
        return Path(*parts[:last])
    return output


def artifact_folder(output: Path) -> Path:
    """The running test's own folder below `<output>/artifacts`."""
    built_in = builtin()
    suite = str(built_in.get_variable_value("${SUITE NAME}") or "suite")
    test = str(built_in.get_variable_value("${TEST NAME}") or "setup")
    return output / "artifacts" / slug(suite) / slug(test)


def slug(name: str) -> str:
    """A name as part of a path: letters, digits, `.` and `-`; beyond 80 bytes it ends in a digest."""
    plain = re.sub(r"[^\w.-]+", "_", name).strip("_.") or "unnamed"
    if len(plain.encode()) <= 80:
        return plain
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return plain.encode()[:70].decode(errors="ignore") + "-" + digest


def builtin() -> Any:
    """Robot's own library; imported only when something asks for the running test."""
    from robot.libraries.BuiltIn import BuiltIn

    return BuiltIn()
