"""Where a project's policy, suites, templates and reports lie."""

import os
from dataclasses import dataclass
from pathlib import Path

POLICY = Path("resources/readiness.toml")
REPORT_FOLDER = "docs/coin/mvp"


@dataclass(frozen=True, slots=True)
class Project:
    """A directory with `resources/readiness.toml` and `suites/`."""

    root: Path

    @property
    def resources(self) -> Path:
        return self.root / "resources"

    @property
    def suites(self) -> Path:
        return self.root / "suites"

    @property
    def templates(self) -> Path:
        """The report templates; a project without its own uses those of the gate."""
        own = self.resources / "templates"
        return own if own.is_dir() else _home() / "resources" / "templates"

    @property
    def reports(self) -> Path:
        """Where the six reports go: `REPORT_DIR`, unless that is not set."""
        named = os.environ.get("REPORT_DIR")
        return Path(named).resolve() if named else self.root / REPORT_FOLDER

    @property
    def translations(self) -> Path:
        own = self.resources / "translations"
        return own if own.is_dir() else _home() / "resources" / "translations"


def find_project(source: str | Path | None = None) -> Project:
    """The project that some suites belong to.

    Args:
        source: a suite's path; the search goes upward from it, then from the working directory.

    Returns:
        The nearest project above; the gate's own when there is none.
    """
    named = os.environ.get("READINESS_PROJECT")
    if named:
        return Project(Path(named).resolve())
    starts = [Path(source).resolve()] if source else []
    for start in [*starts, Path.cwd()]:
        for folder in [start, *start.parents]:
            if (folder / POLICY).is_file():
                return Project(folder)
    return Project(_home())


def _home() -> Path:
    return Path(__file__).resolve().parents[2]
