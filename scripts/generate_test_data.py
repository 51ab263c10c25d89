"""Generate reproducible candles for the app: a thin command line over the `market` library."""

from market.cli import main

if __name__ == "__main__":
    main()
