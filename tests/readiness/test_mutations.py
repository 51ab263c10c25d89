"""A damaged output, policy or list of known issues: a message, never a traceback, never a better verdict."""

import contextlib
import functools
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from readiness import doors
from readiness.judging import Judgement, judge
from readiness.manifest import write_manifest
from readiness.policy import Policy, PolicyError
from readiness.policy_loading import load_policy
from readiness.project import Project
from readiness.reader import read_output
from readiness.verifying import verify_campaign

ROUNDS = int(os.environ.get("MUTATIONS", "500"))
"""How many mutations of the output; of the policy's files a tenth each. MUTATIONS=10000 for the long run."""

Copy = Callable[[Path, Path], Path]


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


ODD_VALUES = (b"NaN", b"-Infinity", b"1e400", b"9" * 400, b"-1", b"null", b"[]", b"{}", b"true", b'"\\ud800"')


def change_evidence(data: bytes, chance: random.Random) -> bytes:
    """Another value somewhere in a measure, finding, artifact or fact."""
    one = chance.choice(list(re.finditer(rb'<meta name="(?:measure|finding|artifact|fact):.*?</meta>', data)))
    value = chance.choice(list(re.finditer(rb'":("[^"]*"|[^",{}\[\]]+)', one[0])))
    changed = one[0][: value.start(1)] + chance.choice(ODD_VALUES) + one[0][value.end(1) :]
    return data[: one.start()] + changed + data[one.end() :]


def drop_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    first = chance.randrange(len(lines))
    return b"".join(lines[:first] + lines[first + chance.randrange(1, 9) :])


def double_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    first = chance.randrange(len(lines))
    last = first + chance.randrange(1, 9)
    return b"".join(lines[:last] + lines[first:])


MUTATIONS = (
    flip_bytes,
    cut,
    drop_element,
    double_element,
    change_attribute,
    change_evidence,
    drop_lines,
    double_lines,
)
OF_POLICY = (flip_bytes, cut, drop_lines, double_lines)


@pytest.fixture(scope="module")
def failing(finished: Path, copy_of: Copy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished campaign in which one critical test failed."""
    root = copy_of(finished, tmp_path_factory.mktemp("failing") / "project")
    output = root / "results" / "output.xml"
    text = output.read_text(encoding="utf-8")
    place = text.index('<test id="s1-s2-s1-t1"')
    end = text.index("</test>", place)
    status = text.rindex('<status status="PASS"', place, end)
    broken = text[:status] + '<status status="FAIL"' + text[status + len('<status status="PASS"') :]
    output.write_text(broken, encoding="utf-8")
    doors.conclude(read_output(output), output.parent, "en")
    write_manifest(output.parent, Project(root))
    return root


def mutations(
    path: Path, rounds: int, kinds: Sequence[Callable[[bytes, random.Random], bytes]], seed: int
) -> Iterator[int]:
    """Put one mutation after the other in the place of a file, each of the whole one."""
    whole = path.read_bytes()
    chance = random.Random(seed)
    for number in range(rounds):
        data = kinds[number % len(kinds)](whole, chance)
        if data != whole:
            path.write_bytes(data)
            yield number
    path.write_bytes(whole)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the script nor the suites change here: the one need not run, the others be read again."""
    monkeypatch.setattr("readiness.deliverables._trial", lambda root, script: None)
    monkeypatch.setattr(doors, "plan_of_suites", functools.cache(doors.plan_of_suites))


def conclusion(target: Path, elsewhere: Path) -> Judgement:
    """The judgement with all that is written; as `readiness report` has it."""
    output = target / "results" / "output.xml"
    return doors.conclude(read_output(output), output.parent, "en", root=elsewhere)


def quick_conclusion(target: Path, policy: Policy) -> Judgement:
    """The judgement alone."""
    output = target / "results" / "output.xml"
    campaign = read_output(output)
    plan, problems = doors.plan_for(Project(target), campaign, output.parent)
    return judge(campaign, policy, plan, problems)


@pytest.fixture
def target(failing: Path, copy_of: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to be damaged; a damaged output may no longer name its suites, and then the directory tells."""
    root = copy_of(failing, tmp_path / "project")
    monkeypatch.chdir(root)
    assert verify_campaign(root / "results", Project(root)) == []
    return root


@pytest.mark.timeout(max(300, ROUNDS // 2))
def test_mutated_output_is_never_better_and_never_verified(target: Path, tmp_path: Path) -> None:
    policy = load_policy(target / "resources")
    for number in mutations(target / "results" / "output.xml", ROUNDS, MUTATIONS, 20261124):
        written = number % 25 == 0
        judgement = (
            conclusion(target, tmp_path / "elsewhere") if written else quick_conclusion(target, policy)
        )
        status = {test.longname: test.status for test in judgement.records}
        # A PASS forged in the place of the FAIL reads as one; the manifest tells, not the reader.
        forged = status.get("Suites.Ui.Flow.A run is stored") == "PASS"
        assert judgement.verdict == "NO_GO" or forged
        assert verify_campaign(target / "results", Project(target))


@pytest.mark.timeout(max(300, ROUNDS // 2))
@pytest.mark.parametrize("name", ["readiness.toml", "known_issues.toml", "decisions.toml"])
def test_mutated_policy_is_never_better_and_never_verified(target: Path, tmp_path: Path, name: str) -> None:
    known = (Path(__file__).parents[2] / "docs" / "testing-guide.md").read_text(encoding="utf-8")
    (target / "resources" / "known_issues.toml").write_text(
        known[known.index("[[issue]]") : known.index("```", known.index("[[issue]]"))], encoding="utf-8"
    )
    for number in mutations(target / "resources" / name, ROUNDS // 10, OF_POLICY, 7):
        if number % 25 == 0:
            assert conclusion(target, tmp_path / "elsewhere").verdict == "NO_GO"
        else:
            with contextlib.suppress(PolicyError):
                assert quick_conclusion(target, load_policy(target / "resources")).verdict == "NO_GO"
        assert verify_campaign(target / "results", Project(target))
