"""A test's lines of the contract: its own, then its suite's, the same at every door."""

from pathlib import Path

from robot.api import ExecutionResult

from readiness.contract_lines import ContractLines
from readiness.model import read_model
from readiness.reader import read_output

CAMPAIGN = Path(__file__).parent / "golden" / "campaign"
OUTPUT = CAMPAIGN / "results" / "output.xml"
OF_SUITE = ("run.answer", "run.listed", "run.unwritten", "run.shape", "run.figures", "run.again")


def test_each_door_reads_the_lines_of_test_and_suite() -> None:
    streamed = {test.name: test.contract for test in read_output(OUTPUT).tests}
    assert streamed["A run is stored"] == (
        "stored.result",
        "run.shape",
        *(name for name in OF_SUITE if name != "run.shape"),
    )
    assert streamed["수익은 초록색이다"] == OF_SUITE
    assert streamed["The console is read"] == ()
    model = read_model(ExecutionResult(OUTPUT).suite)
    assert {test.name: test.contract for test in model.tests} == streamed


def test_five_lines_are_shown_and_the_rest_counted() -> None:
    test = read_output(OUTPUT).tests[1]
    lines = ContractLines(CAMPAIGN / "resources")
    shown = lines.named_by(test)
    assert [name for name, _ in shown] == list(test.contract[:5])
    assert shown[0] == ("stored.result", "A run is stored before it is answered: `201` with its `id`.")
    assert ("run.unwritten", "") in shown
    assert lines.more(test) == 2


def test_project_without_a_contract_shows_the_ids() -> None:
    test = read_output(OUTPUT).tests[1]
    assert ContractLines(CAMPAIGN).named_by(test)[0] == ("stored.result", "")
