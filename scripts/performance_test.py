"""Measure the app's response times from the command line; the library does the work.

python scripts/performance_test.py --api-url http://127.0.0.1:8000 --symbols KRW-BTC,KRW-ETH --days 365
"""

from __future__ import annotations

import sys
from datetime import datetime

import click


@click.command()
@click.option(
    "--api-url", default="http://127.0.0.1:8000", show_default=True, help="Address of a running app."
)
@click.option(
    "--symbols", default="KRW-BTC", show_default=True, help="Comma separated; all are asked for at once."
)
@click.option("--days", default=365, show_default=True, type=click.IntRange(1), help="Days of each run.")
@click.option("--end", default="2025-12-31", show_default=True, help="Last day with candles, YYYY-MM-DD.")
@click.option("--at-once", default=1, show_default=True, type=click.IntRange(1, 64), help="Requests at once.")
@click.option("--requests", "n", default=59, show_default=True, help="Answers per strategy; 59 prove 95 %.")
@click.option("--limit", default=1.0, show_default=True, help="SLA in seconds.")
@click.option("--budget", default=600.0, show_default=True, help="Give up after so many seconds.")
def main(
    api_url: str, symbols: str, days: int, end: str, at_once: int, n: int, limit: float, budget: float
) -> None:
    """Time runs of both strategies. Exit code 1 when "95 % below the limit" is not demonstrated."""
    from load.measuring import measure_cells
    from load.printing import table
    from load.workload import STRATEGIES, Cell, Requests

    names = [name.strip() for name in symbols.split(",") if name.strip()]
    cells = [
        Cell(f"{days} days, {len(names)} symbols", each, days, len(names), at_once) for each in STRATEGIES
    ]
    # The time of day keeps this call's requests apart from an earlier call's.
    requests = Requests(
        names, datetime.strptime(end, "%Y-%m-%d").date(), int(datetime.now().timestamp()) % 10**5
    )
    rounds = len(cells) * -(-n // at_once)
    with click.progressbar(length=rounds, label="Measuring", file=sys.stderr) as bar:
        results = measure_cells(
            api_url, cells, requests, n, limit, budget, tell=lambda done, _: bar.update(1)
        )
    click.echo(table(results.values(), limit))
    if any(measured.verdict(limit).outcome != "demonstrated" for measured in results.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
