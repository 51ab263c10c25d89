"""Options on a command line, in each form that Robot Framework takes."""

import pytest

from readiness.options import values_of


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("pabot --outputdir results suites", ["results"]),
        ("pabot -d results suites", ["results"]),
        ("pabot --outputdir=results suites", ["results"]),
        ("pabot -d first -d second suites", ["first", "second"]),
        ("pabot --outputdir a=b suites", ["a=b"]),
        ("pabot -d=results suites", []),
        ("pabot suites", []),
        ("pabot suites --outputdir", [""]),
    ],
)
def test_the_values_of_an_option_are_found(line: str, values: list[str]) -> None:
    assert values_of(line.split(), "-d", "--outputdir") == values
