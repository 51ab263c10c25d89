"""Ways to talk the verdict round, and that none of them works."""

import dataclasses
import datetime
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from readiness import doors
from readiness.evidence import FAIL, PASS, Campaign, make_test
from readiness.judging import Judgement, judge
from readiness.limits import limit_of
from readiness.listener import _of_readiness_run
from readiness.plan import PlanError, read_plan
from readiness.policy import KnownIssue
from readiness.project import Project, find_project
from readiness.reader import read_output
from readiness.verifying import verify_campaign
from readiness.vocabulary import CONFIGURATION

Command = Callable[..., "subprocess.CompletedProcess[str]"]
Copy = Callable[[Path, Path], Path]
ROOT = Path(__file__).parents[2]
MEASURE = {
    "value": 0.2,
    "unit": "s",
    "limit": 1.0,
    "comparison": "<",
    "n": 59,
    "outcome": "demonstrated",
    "sla": "response_time",
}


def rules(judgement: Judgement) -> set[str]:
    return {f"{reason.kind}:{reason.rule}" for reason in judgement.reasons}


@pytest.mark.parametrize(
    "fields",
    [
        {"limit": None},
        {"limit": 5.0},
        {"outcome": "indicative"},
        {"outcome": "invalid"},
        {"unit": "min"},
        {"value": -1},
        {"n": 0},
        {"sla": None},
        {"sla": "respons_time"},
        {"comparison": ">"},
        {"comparison": "~"},
        {"comparison": []},
        {"p95": 1.5},
        {"value": "0.2"},
        {"value": True},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": 10**400},
        {"breakdown": {"load": "x"}},
        {"n": "59"},
    ],
    ids=lambda fields: next(f"{key}={str(value)[:9]}" for key, value in fields.items()),
)
def test_measure_that_claims_too_much(small: Any, fields: dict[str, Any]) -> None:
    metadata = {"measure:run": json.dumps({**MEASURE, **fields})}
    assert small.bend("Suites.Performance.Fast", metadata=metadata).judge().verdict == "NO_GO"


def test_figure_without_a_limit_demonstrates_nothing(small: Any) -> None:
    entry = {"value": 3, "unit": "tests", "limit": None, "outcome": "demonstrated"}
    small.bend("Suites.Environment.Up", metadata={"measure:app_tests_passed": json.dumps(entry)})
    assert small.judge().verdict == "NO_GO"


def test_limit_counts_also_for_what_is_called_indicative(small: Any) -> None:
    entry = {"value": 3, "unit": "tests", "limit": 75, "comparison": ">=", "outcome": "indicative"}
    small.bend("Suites.Environment.Up", metadata={"measure:app_tests_passed": json.dumps(entry)})
    assert small.judge().verdict == "NO_GO"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"title":"\\ud800","value":1}', '{"title":5,"value":1}', "9" * 5000, "null"]
)
def test_evidence_that_is_none(small: Any, text: str) -> None:
    judgement = small.bend("Suites.Environment.Up", metadata={"fact:versions": text}).judge()
    assert "gate:evidence-unreadable" in rules(judgement)


SKIPPED = "Failed test skipped using 'task:1' tag.\n\nOriginal failure:\nit broke"


def test_failure_that_calls_itself_skipped_is_a_failure(small: Any) -> None:
    judgement = small.bend("Suites.Ui.Flow.Stored", status="SKIP", message=SKIPPED).judge()
    assert judgement.counts["critical"] == 1


def test_variables_of_the_command_line_are_told(small: Any) -> None:
    campaign = Campaign(tests=small.tests(), target="embedded", overridden=("RESPONSE LIMIT",))
    judgement = judge(campaign, small.policy, small.plan())
    assert rules(judgement) == {"rule:variables-overridden"}
    assert judgement.verdict == "NO_GO"


def test_configuration_may_be_given_on_the_command_line() -> None:
    text = (ROOT / "keywords" / "configuration.resource").read_text(encoding="utf-8")
    assert set(re.findall(r"^\$\{(\w+)\}", text, re.MULTILINE)) == set(CONFIGURATION)


def test_run_that_nobody_watched(small: Any) -> None:
    assert "gate:not-watched" in rules(small.judge(target=None))


MERGED = (
    '*HTML* <span class="merge">Test has been re-executed and results merged.</span><hr>'
    '<span class="new-status">New status:</span> <span class="pass">PASS</span><br><hr>'
    '<span class="old-status">Old status:</span> <span class="{old}">{OLD}</span><br>'
)


def test_merge_leaves_no_evidence_of_what_passed_before(small: Any) -> None:
    message = MERGED.format(old="pass", OLD="PASS")
    judgement = small.bend("Suites.Known Issues.Console", message=message).judge()
    assert rules(judgement) == {"rule:evidence-merged"}


def test_skipped_rerun_does_not_hide_the_failure_before_the_last() -> None:
    skipped = (
        "*HTML* Test has been re-executed and results merged. Latter result had "
        '<span class="skip">SKIP</span> status and was ignored. Message:\n<hr>Original message:\n'
    )
    message = skipped + MERGED.format(old="fail", OLD="FAIL").removeprefix("*HTML* ")
    assert make_test("A.B", "B", "A", (), PASS, message, {}).status == FAIL


@pytest.mark.parametrize("tag", ["task:²", "task:" + "9" * 5000, "task:", "task:x"])
def test_task_that_is_no_number(small: Any, tag: str) -> None:
    judgement = small.bend("Suites.Environment.Up", tags=(tag, "dod:services-healthy")).judge()
    assert judgement.verdict == "GO"


ISSUE = KnownIssue(
    "known", "Known", "Suites.Ui.Flow.*", "broke", "c", "p", "Backend", datetime.date(2026, 11, 30)
)


def known(small: Any, **changes: Any) -> Any:
    small.policy = dataclasses.replace(small.policy, known_issues=(dataclasses.replace(ISSUE, **changes),))
    return small


@pytest.mark.parametrize(
    "message",
    [
        "Several failures occurred:\n\n1) it broke\n\n2) the store is empty",
        "it broke\n\nAlso teardown failed:\nthe store is empty",
        "it broke\n\nAlso parent suite teardown failed:\nthe store is empty",
    ],
)
def test_known_issue_must_explain_each_of_several_failures(small: Any, message: str) -> None:
    known(small).bend("Suites.Ui.Flow.Stored", status="FAIL", message=message)
    assert small.judge().findings[0].status == "open"
    small.bend("Suites.Ui.Flow.Stored", message=message.replace("the store is empty", "more broke"))
    assert small.judge().findings[0].status == "known"


def test_entry_with_the_id_of_another_finding_takes_it_not_in(small: Any) -> None:
    fail = {"status": "FAIL", "message": "it broke"}
    small.bend("Suites.Ui.Flow.Stored", **fail).bend("Suites.Ui.Flow.Green", **fail)
    known(small, id="T1-Ui.Flow.Stored", test="Suites.Ui.Flow.Green")
    judgement = small.judge()
    status = {tuple(finding.tests): finding.status for finding in judgement.findings}
    assert status == {("Suites.Ui.Flow.Stored",): "open", ("Suites.Ui.Flow.Green",): "known"}
    assert judgement.verdict == "NO_GO"


def test_names_that_look_alike_are_two_findings(small: Any) -> None:
    for name in ("a: b", "a; b"):
        small.add(f"Suites.Ui.More.{name}", "task:1 severity:high", status="FAIL", message="it broke")
    assert small.judge().counts["high"] == 2


@pytest.mark.parametrize("days", [10**6, 31])
def test_due_date_is_no_further_ahead_than_the_policy_lets_it(small: Any, days: int) -> None:
    due = datetime.date(2026, 11, 24) + datetime.timedelta(days=days)
    assert "gate:policy-invalid" in rules(known(small, due=due).judge())


PLANS = ("[]", "5", "[" * 100_000, '{"tests":5}', '{"tests":[{}]}', '{"tests":[],"digests":null}', "\xff")


@pytest.mark.parametrize(
    "text", [*PLANS, '{"longname":"x","tags":[]}', '{"tests":[{"longname":5,"tags":["a"]}]}']
)
def test_plan_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.json").write_text(text, encoding="latin-1")
    with pytest.raises(PlanError):
        read_plan(tmp_path)


FORGERIES = {
    "two statuses": (r'(<status status=")PASS("[^>]*/>)(\s*</test>)', r"\1FAIL\2\1PASS\2\3"),
    "a measure twice": (r'(<meta name="measure:run">[^<]*</meta>)', r"\1\1"),
    "two campaigns": (r"(<statistics>)", r'<suite name="Suites"></suite>\1'),
    "endless": (r'(<status status="PASS" [^>]*elapsed=")[^"]*("/>\s*</test>)', r"\g<1>1e999\2"),
    "another target": (r'(<meta name="Target">)embedded', r"\1external"),
    "no target": (r'<meta name="Target">embedded</meta>', ""),
    "evidence gone": (r'<meta name="finding:[^<]*</meta>', ""),
    "other encoding": ('encoding="UTF-8"', 'encoding="x-none"'),
    "other name": (r'<suite id="s1" name="Suites"', '<suite id="s1" name="Other"'),
    "way out": (r'("path":")artifacts/', r"\1artifacts/../../"),
}


@pytest.fixture(scope="module")
def forged(finished: Path, copy_of: Copy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(finished, tmp_path_factory.mktemp("forged") / "project")


@pytest.fixture
def output(forged: Path) -> Iterator[Path]:
    path = forged / "results" / "output.xml"
    whole = path.read_text(encoding="utf-8")
    yield path
    path.write_text(whole, encoding="utf-8")


@pytest.mark.parametrize("forgery", list(FORGERIES), ids=list(FORGERIES))
def test_forged_output(output: Path, tmp_path: Path, forgery: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readiness.deliverables._trial", lambda root, script: None)
    text = output.read_text(encoding="utf-8")
    bad = re.sub(FORGERIES[forgery][0], FORGERIES[forgery][1], text)
    assert bad != text
    output.write_text(bad, encoding="utf-8")
    assert doors.conclude(read_output(output), output.parent, "en", root=tmp_path).verdict == "NO_GO"


@pytest.mark.parametrize("text", ["[]", "5", "{}", '{"reasons":[]}', "x"])
def test_verdict_that_is_none_is_not_verified(
    finished: Path, copy_of: Copy, tmp_path: Path, text: str
) -> None:
    root = copy_of(finished, tmp_path / "copy")
    (root / "results" / "verdict.json").write_text(text, encoding="utf-8")
    doors.write_manifest(root / "results", Project(root))
    assert verify_campaign(root / "results", Project(root))


def test_artifact_that_is_gone_or_another_is_named(finished: Path, copy_of: Copy, tmp_path: Path) -> None:
    root = copy_of(finished, tmp_path / "copy")
    picture = next((root / "results" / "artifacts").rglob("screen.png"))
    picture.write_bytes(b"another")
    doors.write_manifest(root / "results", Project(root))
    assert "is not what the evidence says" in " ".join(verify_campaign(root / "results", Project(root)))


def test_policy_is_that_of_the_suites_whatever_the_environment_says(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(project, tmp_path / "mild")
    monkeypatch.setenv("READINESS_PROJECT", str(tmp_path / "mild"))
    assert find_project(project / "suites").root == project
    assert find_project("/no/such/suites").root == tmp_path / "mild"


def test_variable_left_over_is_no_readiness_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for pid in ("1", str(os.getppid()), str(os.getpid()), "x"):
        monkeypatch.setenv("READINESS_RUN", pid)
        assert not _of_readiness_run()


def test_limit_is_the_policys(project: Path) -> None:
    assert limit_of("response_time", project / "suites") == 1.0
    assert limit_of("memory", project / "suites" / "2__performance.robot") == 2**31


MODIFIER = """
from robot.api import SuiteVisitor

class emptied(SuiteVisitor):
    def visit_test(self, test):
        test.body.clear()
        test.body.create_keyword("No Operation")
"""
LESS = {
    "variable": (("--variable", "COLOUR:green"), {"rule:variables-overridden"}),
    "variable file": (("--variablefile", "less.py"), {"rule:variables-overridden"}),
    "modifier": (("--prerunmodifier", "emptied.py"), {"rule:variables-overridden", "rule:dod-open"}),
    "configuration": (("--variable", "TARGET:embedded"), {"rule:go"}),
}


@pytest.mark.parametrize(("options", "expected"), list(LESS.values()), ids=list(LESS))
def test_options_that_ask_for_less(
    project: Path, command: Command, options: tuple[str, ...], expected: set[str]
) -> None:
    (project / "less.py").write_text("COLOUR = 'green'\n", encoding="utf-8")
    (project / "emptied.py").write_text(MODIFIER, encoding="utf-8")
    command("robot", "--outputdir", "results", *options, "suites")
    document = json.loads((project / "results" / "verdict.json").read_text(encoding="utf-8"))
    assert {f"{reason['kind']}:{reason['rule']}" for reason in document["reasons"]} == expected


def test_run_without_an_output_has_no_verdict(project: Path, command: Command) -> None:
    done = command("robot", "--outputdir", "results", "--output", "NONE", "suites")
    assert "No verdict" in done.stderr
    assert not (project / "results" / "verdict.json").exists()


CHANGES = {
    "policy": (
        "Evaluate    shutil.copy('other.toml', 'resources/readiness.toml')    modules=shutil",
        "policy-changed",
    ),
    "suite": (
        "Evaluate    shutil.copy('other.robot', 'suites/1__ui/flow.robot')    modules=shutil",
        "tests-changed",
    ),
    "body": ("Evaluate    open('suites/1__ui/flow.robot', 'a').write('# milder')", "tests-changed"),
    "keywords": ("Evaluate    open('keywords/flow.resource', 'a').write('# milder')", "tests-changed"),
    "library": ("Evaluate    os.remove('libraries/flow.py')    modules=os", "tests-changed"),
    "resource": ("Evaluate    open('resources/more.toml', 'w').write('# new')", "tests-changed"),
    "plan": ("Evaluate    os.remove('results/plan.json')    modules=os", "no-plan"),
}
DOORS = {
    "robot": ("robot", "--outputdir", "results", "suites"),
    "pabot": ("pabot", "--pabotlibport", "0", "--argumentfile", "resources/pabot.args", "suites"),
    "readiness run": ("readiness", "run"),
}


def changing(project: Path, step: str) -> None:
    """A campaign whose exploration does something that it should not."""
    (project / "keywords").mkdir()
    (project / "libraries").mkdir()
    (project / "keywords" / "flow.resource").write_text("*** Settings ***\n", encoding="utf-8")
    (project / "libraries" / "flow.py").write_text("", encoding="utf-8")
    policy = (project / "resources" / "readiness.toml").read_text(encoding="utf-8")
    (project / "other.toml").write_text(policy + "# x\n", encoding="utf-8")
    (project / "other.robot").write_text("*** Test Cases ***\nOther\n    No Operation\n", encoding="utf-8")
    suite = project / "suites" / "3__known_issues" / "exploration.robot"
    text = suite.read_text(encoding="utf-8")
    suite.write_text(text.replace("    Record Fact ", f"    {step}\n    Record Fact "), encoding="utf-8")


def gate_of(project: Path) -> dict[str, str]:
    document = json.loads((project / "results" / "verdict.json").read_text(encoding="utf-8"))
    return {reason["rule"]: reason["text"] for reason in document["reasons"] if reason["kind"] == "gate"}


@pytest.mark.parametrize(("step", "rule"), list(CHANGES.values()), ids=list(CHANGES))
def test_what_a_run_rests_on_changes_meanwhile(project: Path, command: Command, step: str, rule: str) -> None:
    changing(project, step)
    command(*DOORS["robot"])
    assert set(gate_of(project)) == {rule}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("door", list(DOORS.values()), ids=list(DOORS))
def test_every_door_tells_which_tests_changed(project: Path, command: Command, door: tuple[str, ...]) -> None:
    changing(project, CHANGES["keywords"][0])
    command(*door)
    assert "keywords/flow.resource has changed" in gate_of(project)["tests-changed"]


LEFT = ("suites/.flow.robot.swp", "suites/flow.robot~", "libraries/__pycache__/flow.pyc", "resources/#x#")


def test_tests_edited_after_the_campaign(
    finished: Path, copy_of: Copy, tmp_path: Path, command: Command
) -> None:
    root = copy_of(finished, tmp_path / "copy")
    for name in LEFT:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("left by an editor", encoding="utf-8")
    output = root / "results" / "output.xml"
    assert verify_campaign(output.parent, Project(root)) == []
    assert doors.conclude(read_output(output), output.parent, "en").verdict == "GO"
    doors.write_manifest(output.parent, Project(root))
    flow = root / "suites" / "1__ui" / "flow.robot"
    flow.write_text(flow.read_text(encoding="utf-8") + "# milder\n", encoding="utf-8")
    assert verify_campaign(output.parent, Project(root)) == [f"{flow} has changed"]
    judgement = doors.conclude(read_output(output), output.parent, "en")
    assert rules(judgement) == {"gate:tests-changed"}
    assert "suites/1__ui/flow.robot has changed" in judgement.reasons[0].text
    report = (root / "docs/coin/mvp/PHASE3_READINESS_REPORT.md").read_text(encoding="utf-8")
    assert "Run the campaign again" in report
