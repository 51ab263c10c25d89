"""What the report templates look at: a judgement, in the shapes that tables need."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from readiness.charts import Chart
from readiness.contract_lines import ContractLines
from readiness.deliverables import Deliverable
from readiness.deviations import deviations
from readiness.dod import DONE, NOT_APPLICABLE, ItemState
from readiness.entries import Entry
from readiness.evidence import TestRecord
from readiness.findings import Finding
from readiness.judging import Judgement
from readiness.plan import PlannedTest
from readiness.policy import Task
from readiness.severity import Measures
from readiness.verdict import run_again
from stack.settings import TARGETS


class View:
    """A judgement as the templates see it.

    Args:
        judgement: what the evidence comes to.
        deliverables: those written so far.
        output: the campaign's output directory.
        place: from a report's path in the policy to where it lies.
        charts: those that were drawn, beside the reports.
        contract: the lines that tests name.
    """

    def __init__(
        self,
        judgement: Judgement,
        deliverables: list[Deliverable],
        output: Path,
        place: Callable[[str], str],
        charts: Sequence[Chart],
        contract: ContractLines,
    ) -> None:
        self.judgement = judgement
        self.deliverables = deliverables
        self.output = output
        self.place = place
        self.charts = charts
        self.contract = contract
        self._records = {test.longname: test for test in judgement.records}
        self._of_task: dict[int | None, list[TestRecord]] = {}
        for test in judgement.records:
            self._of_task.setdefault(test.task, []).append(test)
        self._of_test: dict[str, list[Finding]] = {}
        for finding in judgement.findings:
            for name in finding.tests:
                self._of_test.setdefault(name, []).append(finding)

    def record(self, longname: str) -> TestRecord | None:
        return self._records.get(longname)

    def records(self, task: int | None = None) -> list[TestRecord]:
        """The tests that came back, of one task or all."""
        return self.judgement.records if task is None else self._of_task.get(task, [])

    def missing(self, task: int | None = None) -> list[PlannedTest]:
        """Planned tests that did not come back."""
        return [
            test
            for test in self.judgement.plan.tests
            if test.longname not in self._records and (task is None or test.task == task)
        ]

    def findings(self, task: int | None = None) -> list[Finding]:
        return [finding for finding in self.judgement.findings if task is None or finding.task == task]

    def findings_of(self, test: TestRecord) -> list[Finding]:
        return self._of_test.get(test.longname, [])

    def items(self, task: int) -> list[ItemState]:
        return [state for state in self.judgement.items if state.item.task == task]

    def with_state(self, state: str) -> list[ItemState]:
        return [item for item in self.judgement.items if item.state == state]

    @property
    def tasks(self) -> tuple[Task, ...]:
        return self.judgement.policy.tasks

    def measures(self, task: int) -> Measures:
        """The measures of a task's tests, each with its test."""
        return Measures(self.records(task), self.judgement.policy)

    def violations(self, task: int) -> int:
        """How many of a task's measures are FAIL."""
        return sum(measure.failed for _, measure in self.measures(task))

    def facts(self, task: int) -> Iterator[tuple[TestRecord, str, Entry]]:
        """The facts of a task's tests, each with its test and name."""
        for test in self.records(task):
            for name, fact in sorted(test.facts.items()):
                yield test, name, fact

    def artifacts(self, task: int) -> Iterator[tuple[TestRecord, Entry]]:
        for test in self.records(task):
            for _, entry in sorted(test.artifacts.items()):
                yield test, entry

    def passed(self, test: TestRecord) -> str:
        """PASS, FAIL or SKIP of a test: a figure beyond its limit is FAIL, whatever the test said."""
        return "FAIL" if test.longname in self.judgement.broken else test.status

    def log(self, test: TestRecord) -> str:
        """The test's place in log.html, relative to the campaign's output."""
        return f"log.html#{test.log_id}" if test.log_id else "log.html"

    def count(self, severity: str, status: str | None = None, task: int | None = None) -> int:
        return len(
            [
                finding
                for finding in self.findings(task)
                if finding.counts and finding.severity == severity and status in (None, finding.status)
            ]
        )

    @staticmethod
    def is_table(value: Any) -> bool:
        """Whether a fact's value is a list of rows with the same names."""
        rows = isinstance(value, list) and value and all(isinstance(row, dict) for row in value)
        return bool(rows)

    def excerpt(self, path: str, most: int = 15) -> str:
        """The last lines of a text artifact; empty when it is no longer there."""
        try:
            data = (self.output / path).read_bytes()[-65_536:]
        except OSError:
            return ""
        return "\n".join(line[:300] for line in data.decode(errors="replace").splitlines()[-most:])

    def fact(self, test: TestRecord, name: str) -> Any:
        """The value of one of a test's facts, None when it has none of that name."""
        entry = test.facts.get(name)
        return entry["value"] if entry else None

    def failing(self, task: int | None = None) -> list[TestRecord]:
        """The tests that count as failed."""
        return [test for test in self.records(task) if self.passed(test) == "FAIL"]

    def proposed_for(self, test: TestRecord) -> Finding | None:
        """The finding that a failing test belongs to."""
        own = [finding for finding in self.findings_of(test) if finding.counts and not finding.seen]
        return own[0] if own else None

    def not_tested(self) -> list[tuple[str, str]]:
        """What was planned and not shown, each with why: missing and skipped tests."""
        skipped = [(test.name, test.message) for test in self.records() if self.passed(test) == "SKIP"]
        return [*((test.longname.rsplit(".", 1)[-1], "") for test in self.missing()), *skipped]

    def other_targets(self) -> list[str]:
        """The targets that this campaign did not look at."""
        return [target for target in TARGETS if target != self.judgement.target]

    def progress(self, task: int) -> tuple[int, int, int]:
        """Done, applicable, and per cent of a task's items, rounded down."""
        states = [state.state for state in self.items(task) if state.state != NOT_APPLICABLE]
        done = states.count(DONE)
        return done, len(states), 100 * done // len(states) if states else 0

    def deliverables_of(self, task: int) -> list[Deliverable]:
        return [item for item in self.deliverables if item.task == task]

    @property
    def to_run_again(self) -> bool:
        """Whether a reason is against the run itself, so that only another campaign takes it away."""
        return any(run_again(reason) for reason in self.judgement.reasons)

    @property
    def deviations(self) -> list[str]:
        """Where the policy's values differ from the plan's."""
        return deviations(self.judgement.policy)

    def totals(self, task: int) -> dict[str, int]:
        """How many of a task's tests passed, failed, were skipped, did not run."""
        results = [self.passed(test) for test in self.records(task)]
        counted = {word: results.count(word) for word in ("PASS", "FAIL", "SKIP")}
        return {**counted, "missing": len(self.missing(task))}
