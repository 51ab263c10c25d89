"""The policy: what the gate asks for, as people wrote it in `resources/`."""

import datetime
import fnmatch
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from readiness.evidence import TestRecord
from readiness.patterns import found

LANGUAGES = ("ko", "en")


class PolicyError(Exception):
    """The policy cannot be used.

    Args:
        problems: one line each, with file, line and cure.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    ko: str
    en: str

    def in_language(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Sla:
    """A limit that a figure must stay below; at `critical` and beyond it is Critical."""

    name: str
    limit: float
    unit: str
    critical: float | None = None


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """Severities that evidence brings about."""

    untagged: str = "high"
    server_error: str = "critical"
    sla_violated: str = "high"
    not_demonstrated: str = "high"


@dataclass(frozen=True, slots=True)
class Go:
    """How many findings a GO bears, and how long a known issue may wait."""

    critical: int = 0
    high: int = 5
    waiver_days: int = 30


@dataclass(frozen=True, slots=True)
class DodItem:
    """One line of a task's Definition of Done."""

    id: str
    task: int
    title: Text
    kind: str
    targets: tuple[str, ...]
    sla: str | None = None

    def lacks(self, target: str, access: frozenset[str]) -> tuple[str, ...] | None:
        """What a campaign's target would have to give for the item to apply.

        Args:
            target: embedded, compose or external.
            access: what the target gives, as of `CAPABILITIES`.

        Returns:
            Nothing when the item applies; None when it does not name the target at all.
        """
        needs = [entry.split("+")[1:] for entry in self.targets if entry.split("+")[0] == target]
        lacking = [tuple(name for name in names if name not in access) for names in needs]
        return min(lacking, key=len, default=None)


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the plan."""

    id: int
    title: Text
    dod: tuple[DodItem, ...]


@dataclass(frozen=True, slots=True)
class DeliverableRule:
    """A file that the plan wants, relative to the project."""

    task: int
    path: str


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """A failure that is known, planned for and owned, until its due date."""

    id: str
    title: str
    test: str
    message: str
    cause: str
    plan: str
    owner: str
    due: datetime.date

    def is_about(self, test: TestRecord) -> bool:
        return fnmatch.fnmatchcase(test.longname, self.test)

    def explains(self, test: TestRecord, message: str) -> bool:
        """Whether it explains a failure: of several in one test, each."""
        return self.is_about(test) and all(found(self.message, part) for part in _parts(message))

    def expired(self, day: datetime.date) -> bool:
        return day > self.due


_SEVERAL = "Several failures occurred:"
_NUMBERED = re.compile(r"\n\n(?=[0-9]+\) )")
_ALSO = re.compile(r"\n\nAlso (?:parent suite )?(?:setup|teardown) failed:\n")


def _parts(message: str) -> list[str]:
    """The failures that a message tells of: Robot puts several of them into one."""
    first, *also = _ALSO.split(message)
    if first.startswith(_SEVERAL):
        return [*_NUMBERED.split(first)[1:], *also]
    return [first, *also]


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to be decided before the next phase starts."""

    id: str
    title: Text
    state: str
    owner: str
    note: Text


@dataclass(frozen=True, slots=True)
class Policy:
    """All of it, and the digest of the files it came from."""

    slas: dict[str, Sla]
    severity: SeverityRules
    go: Go
    tasks: tuple[Task, ...]
    deliverables: tuple[DeliverableRule, ...]
    known_issues: tuple[KnownIssue, ...]
    decisions: tuple[Decision, ...]
    digest: str

    @property
    def items(self) -> list[DodItem]:
        return [item for task in self.tasks for item in task.dod]


PLAN_DELIVERABLES = (
    "docs/coin/mvp/ENVIRONMENT_SETUP_CHECKLIST.md",
    "docs/coin/mvp/FRONTEND_E2E_TEST_RESULTS.md",
    "docs/coin/mvp/PERFORMANCE_BENCHMARK_RESULTS.md",
    "docs/coin/mvp/KNOWN_ISSUES_STATUS.md",
    "docs/coin/mvp/DATA_INFRASTRUCTURE_REPORT.md",
    "docs/coin/mvp/PHASE3_READINESS_REPORT.md",
    "scripts/performance_test.py",
)
"""What the plan wants to see on disk; a policy may ask for more, not for less."""

FILES = ("readiness.toml", "known_issues.toml", "decisions.toml")


def digest_of(folder: Path) -> str:
    """SHA-256 over the policy's files, names included.

    Args:
        folder: where they lie; a missing one counts as empty.
    """
    whole = hashlib.sha256()
    for name in FILES:
        path = folder / name
        whole.update(name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return whole.hexdigest()
