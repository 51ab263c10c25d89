"""The backend of the coin backtesting app: an HTTP API and a worker for queued runs."""

__version__ = "1.1.0"
