"""Evidence that lies on disk reads as if it were in memory."""

from readiness.spool import Spool


def test_entries_come_back_as_they_were_kept() -> None:
    spool = Spool()
    one = {"run": {"value": 0.1, "n": 3, "limit": None, "breakdown": {"load": 0.05}}}
    other = {"값": {"title": "한글 ✓", "value": [1, "two", True, {"a": []}]}, "empty": {}}
    kept = [spool.keep(one), spool.keep(other)]
    assert [dict(entries) for entries in kept] == [one, other]
    assert [sorted(entries.items()) for entries in reversed(kept)] == [
        sorted(other.items()),
        sorted(one.items()),
    ]


def test_entries_may_be_kept_after_some_were_read() -> None:
    spool = Spool()
    kept = [spool.keep({"run": {"value": number}}) for number in range(3)]
    assert kept[1]["run"] == {"value": 1}
    later = spool.keep({"run": {"value": 3}, "again": {"value": 4}})
    assert (len(later), kept[2]["run"], later["again"]) == (2, {"value": 2}, {"value": 4})
