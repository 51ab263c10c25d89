"""The six reports: complete in both languages, true to the evidence, Markdown that renders."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from readiness.catalogue import used_messages
from readiness.doors import conclude
from readiness.findings import words_of
from readiness.reader import read_output
from readiness.rendering import cell, fence, report_language

ROOT = Path(__file__).parents[2]
USED = used_messages(ROOT / "resources/templates", ROOT / "libraries/readiness")


def test_every_message_has_its_korean() -> None:
    with (ROOT / "resources/translations/ko.po").open("rb") as source:
        catalogue = read_po(source)
    assert {
        message for message in USED if not catalogue.get(message) or not catalogue[message].string
    } == set()
    assert {str(message.id) for message in catalogue if message.id} - USED == set()


def test_placeholders_are_kept() -> None:
    with (ROOT / "resources/translations/ko.po").open("rb") as source:
        for message in read_po(source):
            if message.id:
                pattern = r"\{\w+\}|%\(\w+\)s"
                assert sorted(re.findall(pattern, str(message.id))) == sorted(
                    re.findall(pattern, str(message.string))
                )


@pytest.fixture(scope="module", params=["ko", "en"])
def written(
    request: pytest.FixtureRequest,
    finished: Path,
    copy_of: Callable[[Path, Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    root = copy_of(finished, tmp_path_factory.mktemp("reports") / "project")
    output = root / "results" / "output.xml"
    text = output.read_text(encoding="utf-8")
    place = text.index('<test id="s1-s2-s1-t1"')
    status = text.rindex('<status status="PASS"', place, text.index("</test>", place))
    end = text.index("/>", status)
    broken = (
        text[:status]
        + text[status:end].replace("PASS", "FAIL")
        + ">lost | != `stored`</status>"
        + text[end + 2 :]
    )
    output.write_text(broken, encoding="utf-8")
    conclude(read_output(output), output.parent, request.param)
    return root


def reports(root: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8") for path in sorted((root / "docs/coin/mvp").glob("*.md"))
    }


def test_links_lead_to_files(written: Path) -> None:
    for name, text in reports(written).items():
        links = re.findall(r"\]\(([^)#]+)", text)
        assert links, name
        missing = [link for link in links if not (written / "docs/coin/mvp" / link).exists()]
        assert missing == [], name


def test_tables_are_tables_to_the_end(written: Path) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    for name, text in reports(written).items():
        tokens = parser.parse(text)
        paragraphs = [
            tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "paragraph_open"
        ]
        assert [line for line in paragraphs if line.startswith("|")] == [], name


def test_failure_has_its_card_and_its_picture(written: Path) -> None:
    text = reports(written)["FRONTEND_E2E_TEST_RESULTS.md"]
    assert "lost | != `stored`" in text
    assert "artifacts/Suites.Ui.Flow/A_run_is_stored/screen.png)" in text


def test_decision_and_the_plans_sentences_stand_there(written: Path) -> None:
    text = reports(written)["PHASE3_READINESS_REPORT.md"]
    assert "NO-GO: Critical 이슈 1개 존재" in text
    assert "Critical 잔여 이슈 = 0" in text
    for deliverable in ("ENVIRONMENT_SETUP_CHECKLIST", "KNOWN_ISSUES_STATUS", "scripts/performance_test.py"):
        assert deliverable in text


def test_text_from_outside_is_no_markup() -> None:
    assert cell("a|b *c* <d>\n[e]") == r"a\|b \*c\* \<d\> \[e\]"
    assert fence("```\nx").startswith("````text\n")


def test_language_by_variable_then_locale_then_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert report_language() == "ko"
    monkeypatch.setenv("REPORT_LANG", "en")
    assert report_language() == "en"
    assert report_language("ko") == "ko"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Expected 1.\nContract: 1", "Expected 1."),
        ("TimeoutError: somewhere else", "TimeoutError: somewhere else"),
        (
            "TimeoutError: locator.evaluate: Timeout 10000ms exceeded.\n"
            "Call log:\n  - waiting for locator('#dates-error')\n",
            "After 10 s still waiting for locator('#dates-error').",
        ),
    ],
)
def test_a_message_is_told_in_one_line(message: str, words: str) -> None:
    assert words_of(message) == words
