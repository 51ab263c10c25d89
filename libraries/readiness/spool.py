"""Evidence on disk, not in memory, while a campaign is judged: there may be tens of thousands of pieces."""

import marshal
import os
import tempfile
from collections.abc import ItemsView, Iterator, Mapping, ValuesView

from readiness.entries import Entry


class Spool:
    """A temporary file without a name, which ends with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as there is evidence in it
        self._end = 0
        self._last: tuple[int, dict[str, Entry]] = (-1, {})

    def keep(self, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
        """Put entries away.

        Args:
            entries: by their names; JSON.

        Returns:
            The same, read from the file when they are looked at.
        """
        data = marshal.dumps(dict(entries))  # this process alone reads it; JSON takes three times as long
        self._file.write(data)
        self._end += len(data)
        return Spooled(self, self._end - len(data), len(data), len(entries))

    def load(self, start: int, size: int) -> dict[str, Entry]:
        """Entries as they were put away; those read last are at hand, since one test is looked at often."""
        if start != self._last[0]:
            self._file.flush()
            self._last = start, marshal.loads(os.pread(self._file.fileno(), size, start))
        return self._last[1]


class Spooled(Mapping[str, Entry]):
    """Entries in a spool."""

    __slots__ = ("_number", "_size", "_spool", "_start")

    def __init__(self, spool: Spool, start: int, size: int, number: int) -> None:
        self._spool, self._start, self._size, self._number = spool, start, size, number

    def __getitem__(self, name: str) -> Entry:
        return self._entries()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries())

    def __len__(self) -> int:
        return self._number

    def items(self) -> ItemsView[str, Entry]:
        return self._entries().items()

    def values(self) -> ValuesView[Entry]:
        return self._entries().values()

    def _entries(self) -> dict[str, Entry]:
        return self._spool.load(self._start, self._size)
