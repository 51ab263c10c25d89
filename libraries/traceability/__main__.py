"""Command line: ``python -m traceability`` writes docs/traceability.md anew."""

from __future__ import annotations

from pathlib import Path

import click

from faults import catalogue
from traceability import contract, page, suites

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "traceability.md"


@click.command(help="Write docs/traceability.md: contract line, tests, faults.")
def main() -> None:
    try:
        text = current_page()
    except (contract.ContractError, catalogue.CatalogueError) as error:
        raise click.ClickException(str(error)) from error
    PAGE.write_text(text, encoding="utf-8")
    click.echo(f"{PAGE.relative_to(ROOT)} is written.")


def current_page() -> str:
    """The page as it should be now.

    Raises:
        ContractError: the contract's file cannot be used.
        CatalogueError: a fault cannot be used, such as one that breaks a line which does not exist.
    """
    lines = contract.load(ROOT / "resources" / "contract.toml")
    faults = catalogue.load(ROOT / "tests" / "faults", lines)
    composed = page.compose(lines, suites.read(ROOT / "suites"), list(faults.values()))
    return page.render(composed, ROOT / "resources" / "templates")


if __name__ == "__main__":
    main()
