"""Where the modifier of an interrupted pabot finds the campaign's folder."""

import pytest

from readiness.modifier import told_in


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pabot --outputdir results suites", "results"),
        ("pabot -d results suites", "results"),
        ("pabot --outputdir=results suites", "results"),
        ("pabot -d first -d second suites", "second"),
        ("pabot suites", ""),
        ("pabot suites --outputdir", ""),
    ],
)
def test_the_command_line_names_the_folder(line: str, told: str) -> None:
    assert told_in(line.split()) == told
