"""What a campaign was to run, recorded before it starts."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

from readiness.vocabulary import held_once, task_number

PLAN_FILE = "plan.json"
_PIECES = 1024
"""So many at once: JSON comes in very small ones."""


@dataclass(frozen=True, slots=True)
class PlannedTest:
    """A test that the suites hold."""

    longname: str
    tags: tuple[str, ...] = ()

    @property
    def task(self) -> int | None:
        return task_number(self.tags)

    @property
    def dod(self) -> list[str]:
        return [tag[4:] for tag in self.tags if tag.startswith("dod:")]


@dataclass(frozen=True, slots=True)
class Plan:
    """All tests under `suites/`, and what they were to be judged by."""

    tests: tuple[PlannedTest, ...]
    policy: str = ""
    target: str = ""
    started: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)


class PlanError(Exception):
    """The plan of a campaign cannot be told."""


def write_plan(plan: Plan, output: Path) -> None:
    """Record the plan in a campaign's output directory, in one step.

    Args:
        plan: the plan.
        output: the directory, made when missing.
    """
    output.mkdir(parents=True, exist_ok=True)
    write_json(output / PLAN_FILE, asdict(plan))


def read_plan(output: Path) -> Plan | None:
    """The plan that was recorded there, None where none was.

    Raises:
        PlanError: a record that cannot be read.
    """
    path = output / PLAN_FILE
    if not path.is_file():
        return None
    try:
        data: dict[str, Any] = json.loads(path.read_bytes(), object_hook=_planned)
        plan = Plan(tuple(data.pop("tests")), **data)
        _check(plan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PlanError(f"{PLAN_FILE} cannot be read: {error}") from error
    return plan


def _check(plan: Plan) -> None:
    texts = (plan.policy, plan.target, plan.started, *plan.digests.values(), *plan.sources.values())
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a digest, target or time is no text")
    for test in plan.tests:
        if not isinstance(test, PlannedTest) or not isinstance(test.longname, str):
            raise TypeError("a planned test is no test")


def _planned(data: dict[str, Any]) -> Any:
    """A test as it is read: of tens of thousands no second copy is ever held, and their tags are shared."""
    return PlannedTest(data["longname"], held_once(data["tags"])) if "longname" in data else data


def plan_of_suites(suites: Path) -> tuple[PlannedTest, ...]:
    """All tests below a directory of suites, as Robot would name them.

    Raises:
        PlanError: when Robot cannot read the suites.
    """
    from robot.api import TestSuiteBuilder
    from robot.errors import RobotError

    try:
        root = TestSuiteBuilder().build(suites)
    except RobotError as error:
        raise PlanError(f"the suites under {suites.name} cannot be read: {error}") from error
    return tuple(
        PlannedTest(f"{test.parent.full_name}.{test.name}", tuple(sorted(str(tag) for tag in test.tags)))
        for test in root.all_tests
    )


def write_json(path: Path, document: Any) -> None:
    """Write a document as JSON, in one step, without ever holding all of its text."""
    encoder = json.JSONEncoder(ensure_ascii=False, indent=1)
    write_whole(path, chain(encoder.iterencode(document), ["\n"]))


def write_whole(path: Path, text: Iterable[str]) -> str:
    """Write a file so that a reader sees the old one or the new one, never a part.

    Args:
        path: of the file.
        text: its parts, one after the other, none of them empty.

    Returns:
        SHA-256 of what was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    digest = hashlib.sha256()
    try:
        with part.open("wb") as stream:
            pieces = iter(text)
            while block := "".join(islice(pieces, _PIECES)):
                data = block.encode()
                digest.update(data)
                stream.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest()
