"""The command line over the generator."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from market.generate import DEFAULT_SEED, default_orders, generate, missing_orders, orders_for

DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--symbols", help="Comma separated, such as KRW-BTC,KRW-ETH. Default: the standard collection.")
@click.option("--timeframe", default="1D", show_default=True, help="1D, 4H, 1H, 15M, 5M or 1M (minutes).")
@click.option("--from", "first", type=DATE, help="First day, YYYY-MM-DD.")
@click.option("--to", "last", type=DATE, help="Last day, included. Default: 2025-12-31.")
@click.option("--days", type=int, help="Number of days, from --from or back from --to.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="Same seed, same candles.")
@click.option("--data-root", default=Path("data"), show_default=True, type=click.Path(path_type=Path))
@click.option("--if-missing", is_flag=True, help="Make only files that are not there yet.")
def main(
    symbols: str | None,
    timeframe: str,
    first: datetime | None,
    last: datetime | None,
    days: int | None,
    seed: int,
    data_root: Path,
    if_missing: bool,
) -> None:
    """Generate reproducible candles as DATA_ROOT/<SYMBOL>/<TIMEFRAME>/<YEAR>.parquet.

    Without options it makes the standard collection: 12 symbols with the 365 days of 2025, 2024 too for
    KRW-BTC, and a month of hours. A file that exists is replaced by exactly what was asked for.
    """
    try:
        if symbols is None and not (first or last or days) and timeframe.upper() == "1D":
            orders = default_orders()
        else:
            names = [name.strip() for name in (symbols or "KRW-BTC").split(",") if name.strip()]
            dates = [None if moment is None else moment.date() for moment in (first, last)]
            orders = orders_for(names, timeframe, dates[0], dates[1], days)
        if if_missing:
            orders = missing_orders(data_root, orders)
        files = generate(data_root, orders, seed, _tell)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"cannot write candles: {error}") from error
    if if_missing and not files:
        click.echo(f"the candles below {data_root} are all there")
    else:
        click.echo(f"{len(files)} files written below {data_root}, seed {seed}")


def _tell(path: Path, rows: int) -> None:
    click.echo(f"{path}  {rows:,} candles")
