"""What can go wrong for a user, told in words that a user understands.

::

    CoinError
    ├── NotFoundError            404
    ├── ConflictError            409
    ├── InvalidRequestError      400
    └── ServiceUnavailableError  503

A message never holds a path, a traceback or what a driver said: it goes to the client.
"""

from __future__ import annotations


class CoinError(Exception):
    """Base of the errors that a client is told about."""

    status = 500


class NotFoundError(CoinError):
    """What the client names is not there."""

    status = 404


class ConflictError(CoinError):
    """What the client wants to create is there already."""

    status = 409


class InvalidRequestError(CoinError):
    """Each value is fine, but together they make no sense."""

    status = 400


class ServiceUnavailableError(CoinError):
    """A service that the answer needs is down for now."""

    status = 503
