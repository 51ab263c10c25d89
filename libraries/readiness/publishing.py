"""Writing what a judgement says: five reports, the verdict, the sixth report, verdict.json last."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from readiness.charts import Chart, ChartError, draw_charts, remove_charts
from readiness.contract_lines import ContractLines
from readiness.deliverables import Deliverable, examine, examine_script
from readiness.evidence import Campaign, Reason
from readiness.judging import Judgement, judge
from readiness.plan import Plan, write_whole
from readiness.policy import Policy
from readiness.project import REPORT_FOLDER, Project
from readiness.rendering import TEMPLATES, Renderer, linker, report_language
from readiness.report_view import View
from readiness.severity import Measures
from readiness.verdict import NO_GO
from readiness.verdict_file import VERDICT_FILE, write_verdict
from readiness.wording import said

PERFORMANCE = 2
READINESS_REPORT = "docs/coin/mvp/PHASE3_READINESS_REPORT.md"


@dataclass(slots=True)
class Case:
    """All that a publication starts from.

    Args:
        root: below it everything is written; unless said, the reports go where the project's reports go
            and verdict.json into the output directory.
        drawn: whether charts are drawn.
        charts: those that were.
    """

    project: Project
    output: Path
    campaign: Campaign
    policy: Policy
    plan: Plan
    gate: list[Reason] = field(default_factory=list)
    language: str = ""
    root: Path | None = None
    drawn: bool = True
    charts: list[Chart] = field(default_factory=list)

    @property
    def base(self) -> Path:
        return self.root or self.project.root

    @property
    def reports(self) -> Path:
        return self.root / REPORT_FOLDER if self.root else self.project.reports

    def place(self, path: str) -> str:
        """Where a deliverable of the policy lies, relative to `base` as far as it lies below it."""
        if path not in TEMPLATES:
            return path
        place = self.reports / Path(path).name
        return place.relative_to(self.base).as_posix() if place.is_relative_to(self.base) else str(place)

    @property
    def verdict_file(self) -> Path:
        return (self.root or self.output) / VERDICT_FILE


def publish(case: Case) -> Judgement:
    """Judge a campaign and write the six reports and verdict.json.

    Args:
        case: evidence, policy, plan and places.

    Returns:
        The judgement as it stands in verdict.json.
    """
    remove_published(case.verdict_file, case.reports)
    first = judge(case.campaign, case.policy, case.plan, case.gate)
    renderer = _renderer(case)
    _draw(case, renderer, first)
    found = _write_five(case, renderer, first)
    wrong = problem_of(found)
    judgement = judge(case.campaign, case.policy, case.plan, case.gate, wrong) if wrong else first
    judgement, found = _write_sixth(case, renderer, judgement, found)
    write_verdict(judgement, found, case.verdict_file)
    return judgement


def remove_published(verdict_file: Path, reports: Path) -> None:
    """Remove an earlier verdict and its reports: a stale one must not survive."""
    for path in [verdict_file, *(reports / Path(name).name for name in TEMPLATES)]:
        path.unlink(missing_ok=True)
    remove_charts(reports)


def problem_of(found: list[Deliverable]) -> str | None:
    """What is wrong with the deliverables, None when each is there and as it should be."""
    bad = [f"{item.path} ({item.note or 'not verified'})" for item in found if not item.verified]
    return "; ".join(bad) or None


def _renderer(case: Case) -> Renderer:
    link = linker(case.output, case.reports)
    language = report_language(case.language)
    return Renderer(case.project.templates, case.project.translations, language, link)


def _draw(case: Case, renderer: Renderer, judgement: Judgement) -> None:
    if case.drawn:
        tests = [test for test in judgement.records if test.task == PERFORMANCE]
        measures = Measures(tests, case.policy)
        with contextlib.suppress(ChartError):  # the report then says that none was drawn
            case.charts = draw_charts(measures, case.reports, renderer.text)


def _write_five(case: Case, renderer: Renderer, judgement: Judgement) -> list[Deliverable]:
    found: list[Deliverable] = []
    for rule in case.policy.deliverables:
        if rule.path == READINESS_REPORT:
            continue
        if rule.path in TEMPLATES:
            found.append(_write(case, renderer, rule.path, judgement, rule.task, found))
        elif rule.path.endswith(".py"):
            found.append(examine_script(case.project.root, rule.task, rule.path))
        else:
            found.append(examine(case.base, rule.task, rule.path))
    return found


def _write(
    case: Case, renderer: Renderer, path: str, judgement: Judgement, task: int, found: list[Deliverable]
) -> Deliverable:
    """Write a report and read it back; one that is not there is made again, once, and that is said."""
    contract = ContractLines(case.project.resources)
    view = View(judgement, found, case.output, case.place, case.charts, contract)
    note = ""
    for _ in range(2):
        digest = write_whole(case.base / case.place(path), renderer.render(TEMPLATES[path], view=view))
        deliverable = examine(case.base, task, case.place(path), digest, note)
        if deliverable.verified:
            return deliverable
        note = said("was missing after it had been written, and was made again")
    return deliverable


def _write_sixth(
    case: Case, renderer: Renderer, judgement: Judgement, found: list[Deliverable]
) -> tuple[Judgement, list[Deliverable]]:
    rule = next((rule for rule in case.policy.deliverables if rule.path == READINESS_REPORT), None)
    if rule is None:
        return judgement, found
    found = [_recheck(case, item) for item in found]
    if problem_of(found):
        judgement = judge(case.campaign, case.policy, case.plan, case.gate, problem_of(found))
    sixth = _write(case, renderer, rule.path, judgement, rule.task, found)
    if not sixth.verified:
        text = said("{path} could not be kept: {why}.", path=rule.path, why=sixth.note)
        judgement.verdict = NO_GO
        judgement.reasons.append(Reason("gate", "deliverables", text))
    return judgement, [*found, sixth]


def _recheck(case: Case, item: Deliverable) -> Deliverable:
    """A report as it lies on disk just before the sixth one cross-checks it."""
    if item.path not in map(case.place, TEMPLATES):
        return item
    return examine(case.base, item.task, item.path, item.sha256, item.note)
