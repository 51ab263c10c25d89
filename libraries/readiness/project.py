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
        source: a suite's path; the search goes upward from it.

    Returns:
        The nearest project above the suites, whose policy no variable replaces; where they are not here, the
        one that `READINESS_PROJECT` names, else the nearest above the working directory, else the gate's own.
    """
    named = os.environ.get("READINESS_PROJECT")
    found = _above(Path(source).resolve()) if source and os.path.lexists(source) else None
    if named and not found:
        return Project(Path(named).resolve())
    return found or _above(Path.cwd()) or Project(_home())


def _above(start: Path) -> Project | None:
    folders = (folder for folder in [start, *start.parents] if (folder / POLICY).is_file())
    return next(map(Project, folders), None)


def _home() -> Path:
    return Path(__file__).resolve().parents[2]
