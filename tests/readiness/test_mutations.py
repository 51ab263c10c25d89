"""A damaged output, policy or list of known issues: a message, never a traceback, never a better verdict."""

import functools
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readiness import doors
from readiness.judging import Judgement, judge
from readiness.policy import Policy
from readiness.policy_loading import load_policy
from readiness.project import Project, find_project
from readiness.reader import read_output
from readiness.verifying import verify_campaign

ROUNDS = int(os.environ.get("MUTATIONS", "500"))
RANK = {"NO_GO": 0, "CONDITIONAL_GO": 1, "GO": 2}


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def drop_element(data: bytes, chance: random.Random) -> bytes:
    found = list(
        re.finditer(rb"<(kw|test|suite|meta|tag|status|msg|arg)\b[^>]*?(/>|>.*?</\1>)\n?", data, re.DOTALL)
    )
    one = chance.choice(found)
    return data[: one.start()] + data[one.end() :]


def double_element(data: bytes, chance: random.Random) -> bytes:
    found = list(re.finditer(rb"<(kw|test|meta|tag|status)\b[^>]*?(/>|>.*?</\1>)\n?", data, re.DOTALL))
    one = chance.choice(found)
    return data[: one.end()] + one[0] + data[one.end() :]


def change_attribute(data: bytes, chance: random.Random) -> bytes:
    one = chance.choice(list(re.finditer(rb'(\w+)="([^"]*)"', data)))
    value = chance.choice([b"", b"FAIL", b"SKIP", b"0", b"\xed\x95\x9c", b"&lt;"])
    return data[: one.start(2)] + value + data[one.end(2) :]


MUTATIONS = (flip_bytes, cut, drop_element, double_element, change_attribute)


@pytest.fixture(scope="module")
def failing(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished campaign in which one critical test failed."""
    root = tmp_path_factory.mktemp("failing") / "project"
    shutil.copytree(finished, root)
    output = root / "results" / "output.xml"
    text = output.read_text(encoding="utf-8")
    place = text.index('<test id="s1-s2-s1-t1"')
    end = text.index("</test>", place)
    status = text.rindex('<status status="PASS"', place, end)
    broken = text[:status] + '<status status="FAIL"' + text[status + len('<status status="PASS"') :]
    output.write_text(broken, encoding="utf-8")
    return root


def mutated(root: Path, tmp_path: Path) -> Iterator[tuple[Path, bytes]]:
    target = tmp_path / "project"
    shutil.copytree(root, target)
    output = target / "results" / "output.xml"
    whole = output.read_bytes()
    chance = random.Random(20261124)
    for round_number in range(ROUNDS):
        mutation: Callable[[bytes, random.Random], bytes] = MUTATIONS[round_number % len(MUTATIONS)]
        data = mutation(whole, chance)
        if data != whole:
            output.write_bytes(data)
            yield target, data


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the script nor the suites change here: the one need not run, the others be read again."""
    monkeypatch.setattr("readiness.deliverables._trial", lambda root, script: None)
    monkeypatch.setattr(doors, "plan_of_suites", functools.cache(doors.plan_of_suites))


def conclusion(target: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Judgement:
    """The judgement with all that is written; as `readiness report` has it."""
    monkeypatch.setenv("READINESS_PROJECT", str(target))
    output = target / "results" / "output.xml"
    return doors.conclude(read_output(output), output.parent, "en", root=elsewhere)


def quick_conclusion(target: Path, policy: Policy) -> Judgement:
    """The judgement alone."""
    output = target / "results" / "output.xml"
    campaign = read_output(output)
    plan, problems = doors.plan_for(Project(target), campaign, output.parent)
    return judge(campaign, policy, plan, problems)


@pytest.mark.timeout(120)
def test_mutated_output_is_never_better_and_never_verified(
    failing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = load_policy(failing / "resources")
    monkeypatch.setenv("READINESS_PROJECT", str(tmp_path / "project"))
    for number, (target, _) in enumerate(mutated(failing, tmp_path)):
        written = number % 25 == 0
        judgement = (
            conclusion(target, tmp_path / "elsewhere", monkeypatch)
            if written
            else quick_conclusion(target, policy)
        )
        assert judgement.verdict == "NO_GO" or _only_the_failure_went(target, judgement)
        if written:
            assert verify_campaign(target / "results", find_project())


def _only_the_failure_went(target: Path, judgement: Judgement) -> bool:
    """A forged PASS in place of the FAIL reads as a pass; the manifest tells, not the reader."""
    status = {test.longname: test.status for test in judgement.records}
    return status["Suites.Ui.Flow.A run is stored"] == "PASS" and bool(
        verify_campaign(target / "results", find_project())
    )


@pytest.mark.parametrize("name", ["readiness.toml", "known_issues.toml", "decisions.toml"])
def test_mutated_policy_is_never_verified(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / "project"
    shutil.copytree(finished, target)
    monkeypatch.setenv("READINESS_PROJECT", str(target))
    path = target / "resources" / name
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(20):
        data = flip_bytes(whole, chance)
        if data != whole:
            path.write_bytes(data)
            judgement = conclusion(target, tmp_path / "elsewhere", monkeypatch)
            assert judgement.verdict == "NO_GO"
            assert verify_campaign(target / "results", find_project())
