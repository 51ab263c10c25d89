"""What is stored where: result files, index.json, the database; and how they differ."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from backtest.comparison import utc
from backtest.history import out_of_order
from backtest.schemas import violation

INDEX = "index.json"
INDEX_LIMIT = 1000  # the newest runs; all are kept
DRAFT = re.compile(
    r"\.json(?!l(?:\.|$)).+$|(?:^|[._-])(?:tmp[\w-]{0,16}|(?:temp|part|partial|draft|new|swp)[_-]?\d*)(?:\.|$)",
    re.I,
)
"""A file that is still being written, by its name; lines of JSON (`.jsonl`) are none."""
COMPANION = re.compile(r"(?:\.(?:bak|old|orig|prev|gz|zst|xz|bz2|sha256|sha1|md5|etag)|~)$", re.I)
"""What an app may keep beside a file on purpose: a backup, a packed copy, a digest."""
ITEM_FIELDS = ("strategy", "symbols", "start_date", "end_date", "timeframe", "total_signals")
CLOCKS_S, MOMENT_S = 0.1, 2.0  # how far two measures of one run, two moments of its storing may differ
BYTES_PER_ITEM = 2000  # a name, not a result: a history item of ten symbols is below 500


def result_ids(data_root: Path) -> set[str]:
    """Return the ids of all result files: those that bear the name of a run."""
    return {path.stem for path in (data_root / "results").glob("*.json") if _is_result(path)}


def read_index(data_root: Path) -> dict[str, Any]:
    """Read index.json; a torn one raises `ValueError`."""
    content = json.loads((data_root / "results" / INDEX).read_text())
    if not isinstance(content, dict):
        raise ValueError(f"{INDEX} is no object")
    return content


def file_problems(data_root: Path) -> list[str]:
    """Return what is wrong with the result files, one sentence each."""
    problems = []
    for path in sorted((data_root / "results").glob("*.json")):
        if not _is_result(path):
            continue
        try:
            result = json.loads(path.read_text())
        except ValueError as error:
            problems.append(f"{path.name} is no JSON: {error}")
            continue
        problem = violation(result, "result")
        if problem:
            problems.append(f"{path.name}: {problem}")
        elif result["run_id"] != path.stem:
            problems.append(f"{path.name} holds the run {result['run_id']}")
    return problems


def drafts(data_root: Path) -> list[str]:
    """Return the drafts among the results.

    Other files, such as a lock, a backup or a copy of the newest result, are the app's own affair: the
    contract is silent on them.
    """
    found = []
    for path in sorted((data_root / "results").rglob("*")):
        kept = path.suffix == ".lock" or _is_companion(path)
        if path.is_file() and not kept and DRAFT.search(path.name):
            found.append(path.name)
    return found


def _is_companion(path: Path) -> bool:
    return bool(COMPANION.search(path.name)) and path.with_name(COMPANION.sub("", path.name)).is_file()


def index_problems(index: dict[str, Any], size: int) -> list[str]:
    """Return what is wrong with index.json: shape, order, size."""
    problem = violation(index, "index")
    if problem:
        return [problem]
    items, problems = index["items"], []
    if out_of_order(items):
        problems.append("its items are not newest first")
    ids = [item["run_id"] for item in items]
    if len(set(ids)) != len(ids):
        problems.append("it lists a run twice")
    if '"performance_curve"' in json.dumps(index):
        problems.append("it holds results, where names are enough")
    if size > BYTES_PER_ITEM * max(1, len(items)) + 1000:
        problems.append(f"it has {size} bytes for {len(items)} items: it should hold names, not results")
    return problems


def item_differences(kept: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """Return the fields in which two items of one run differ.

    Args:
        kept: The item of index.json.
        told: The item of the history. A time may be written otherwise, and be taken a moment later.
    """
    if missing := [name for name in (*ITEM_FIELDS, "execution_time", "timestamp") if name not in kept]:
        return missing
    wrong = [name for name in ITEM_FIELDS if kept[name] != told[name]]
    if abs(float(kept["execution_time"]) - float(told["execution_time"])) > CLOCKS_S:
        wrong.append("execution_time")
    if abs((utc(str(kept["timestamp"])) - utc(str(told["timestamp"]))).total_seconds()) > MOMENT_S:
        wrong.append("timestamp")
    return wrong


def newest_problems(index: list[dict[str, Any]], told: list[dict[str, Any]]) -> list[str]:
    """Return what is wrong with which runs the index names, of all that the history tells.

    They are the newest, newest first. Which of two runs made at once is the newer one is open: the index
    may be in the order of storing and the history in that of the clock, and so may differ at the end.
    """
    names, known = [item["run_id"] for item in index], {item["run_id"]: item for item in told}
    wanted = min(INDEX_LIMIT, len(told))
    problems = [] if len(index) == wanted else [f"index.json names {len(index)} runs instead of {wanted}"]
    if strange := [name for name in names if name not in known]:
        problems.append(f"index.json names runs that the history does not know, such as {strange[0]}")
    left_out = [name for name in known if name not in set(names)]
    if times := out_of_order([known[name] for name in [*names, *left_out] if name in known]):
        problems.append(f"index.json has a run of {times[0]} before, or without, a later one of {times[1]}")
    return problems


def differences(places: Mapping[str, set[str]]) -> list[str]:
    """Return which runs each place lacks that another has, in words.

    Args:
        places: The ids in each place, such as files, index, database and API.
    """
    everywhere = set.union(*places.values()) if places else set()
    return [
        f"{len(missing)} of {len(everywhere)} runs are not in the {name}, such as {min(missing)}"
        for name, ids in places.items()
        if (missing := everywhere - ids)
    ]


def _is_result(path: Path) -> bool:
    try:
        return path.suffix == ".json" and str(UUID(path.stem)) == path.stem
    except ValueError:
        return False
