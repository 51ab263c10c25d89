"""Logs, origins, secrets, documents and fuzzing reports, from texts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exploration.documents import ENDPOINTS, documents, unnamed
from exploration.exposure import (
    addresses,
    allowed_problem,
    folder_shown,
    origin_problem,
    preflight_problem,
    secrets_of,
    shown,
    strangers,
)
from exploration.fuzzing import read_report, with_refusals_of_the_contract
from exploration.logs import read_log

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC).timestamp()


def line(level: str, event: str, second: int = 0, **more: object) -> str:
    time = f"2026-01-01T12:00:{second:02d}Z"
    return json.dumps({"level": level, "event": event, "timestamp": time, **more})


def test_error_lines_are_found_and_counted() -> None:
    found = read_log(
        "backend", "\n".join([line("info", "ok"), line("error", "x"), line("error", "x", 1)]), []
    )
    assert [(each.severity, each.count) for each in found] == [("medium", 2)]


def test_a_server_error_is_critical() -> None:
    text = 'INFO: 127.0.0.1:5 - "GET /x HTTP/1.1" 500 Internal Server Error'
    assert [each.severity for each in read_log("backend", text, [])] == ["critical"]
    assert [each.severity for each in read_log("backend", line("info", "request", status=502), [])] == [
        "critical"
    ]


def test_an_outage_excuses_a_503_but_no_500() -> None:
    outage = [{"start": NOON, "end": NOON + 10}]
    lines = [line("error", "no database", 2), line("info", "request", 3, status=503)]
    assert read_log("backend", "\n".join(lines), outage) == []
    assert read_log("backend", line("info", "request", 3, status=500), outage)
    assert read_log("backend", line("info", "request", 40, status=503), outage)


def test_lines_without_a_time_lie_between_their_neighbours() -> None:
    access = 'INFO:     127.0.0.1:5 - "GET /api HTTP/1.1" 503 Service Unavailable'
    outage = [{"start": NOON + 20, "end": NOON + 30}]
    around = [line("info", "before", 10), access, line("info", "after", 25)]
    assert read_log("backend", "\n".join(around), outage) == []
    assert read_log("backend", access, outage) == []
    assert read_log("backend", access, [])
    early = [line("info", "before", 1), access, line("info", "after", 10), line("info", "later", 40)]
    assert read_log("backend", "\n".join(early), outage)


def test_plain_lines_are_read() -> None:
    text = "INFO: started\nERROR: it broke\nerrors=0 in a word"
    assert [each.message for each in read_log("worker", text, [])] == ["ERROR: it broke"]


def test_origins() -> None:
    own = "http://127.0.0.1:8080"
    assert own not in strangers(own)
    assert len(set(strangers(own))) >= 8
    assert origin_problem("http://evil", {}) is None
    assert origin_problem("http://evil", {"access-control-allow-origin": "*"})
    assert allowed_problem(own, {"access-control-allow-origin": own}) is None


def test_secrets_are_found_and_not_repeated() -> None:
    secrets = secrets_of(["postgresql://u:very%2Dsecret-word@h/d", ""])
    assert "very-secret-word" in secrets
    (told, *_) = shown("password very-secret-word", secrets)
    assert "secret-word" not in told


def test_documents_may_call_variable_parts_as_they_like() -> None:
    text = "GET /api/backtests/:id and /api/backtests/<id>/download, /api/strategies"
    names = ("/api/backtests/{run_id}", "/api/backtests/{run_id}/download", "/api/strategies", "/viewer")
    assert unnamed(text, names) == ["/viewer"]
    assert unnamed("", ENDPOINTS) == list(ENDPOINTS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("see ../../data", False),
        ("candles lie in backend/data", False),
        ("GET /api/data", False),
        ("`/data`", True),
        ("| GET | /data | the files |", True),
        ("**/data**", True),
        ("http://127.0.0.1:5173/data", True),
        ("https://coin.example/data/", True),
        ("curl $UI/data ${UI_URL}/data", True),
        ("<code>/data</code>", True),
        ("localhost/data", True),
        (".../data", True),
        ("[/data](x)", True),
        ("/data/KRW-BTC", False),
        ("/database", False),
    ],
)
def test_a_path_is_named_when_it_is_no_part_of_another(text: str, named: bool) -> None:
    assert (unnamed(text, ("/data",)) == []) is named


def test_the_first_page_is_named_by_its_slash() -> None:
    assert unnamed("| `/` | the form |", ("/",)) == []
    assert unnamed("and/or http://localhost:5173/viewer", ("/",)) == ["/"]


def test_a_path_may_begin_in_a_heading() -> None:
    markdown = """
## `/api/backtests`
| `/run` | now |
### One run
`GET /{run_id}`, `GET /{id}/download`
#### `/status`
`/{task_id}`
## Others
`/latest`
"""
    names = ("/api/backtests/run", "/api/backtests/{run_id}/download", "/api/backtests/status/{task_id}")
    assert unnamed(markdown, (*names, "/api/backtests/latest")) == ["/api/backtests/latest"]
    assert unnamed("/api/backtests\n==============\n\n* ``/run`` now", names[:1]) == []


def test_documents_of_any_notation_are_read(tmp_path: Path) -> None:
    for name in ("README", "docs/api.adoc", "Guide.MD", "main.py", "node_modules/x/README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path.name for path in documents(tmp_path)] == ["Guide.MD", "README", "api.adoc"]


def test_a_fuzzing_report_is_read() -> None:
    failure = {"code": "server_error", "title": "Server error", "count": 2, "operations": ["GET /x"]}
    report = {
        "failures": [failure], "errors": [], "operations": {"tested": 3}, "test_cases": {"generated": 9},
    }  # fmt: skip
    outcome = read_report(report)
    assert outcome.failures[0].server_error
    assert (outcome.cases, outcome.operations) == (9, 3)


def test_a_preflight_allows_origin_method_and_header() -> None:
    own = "http://localhost:5173"
    good = {
        "access-control-allow-origin": own,
        "access-control-allow-methods": "GET, PUT",
        "access-control-allow-headers": "Accept, Content-Type",
    }
    assert preflight_problem(200, good, "PUT", own) is None
    assert preflight_problem(204, good, "POST", own) is None
    assert "answered with 400" in str(preflight_problem(400, good, "PUT", own))
    assert "without DELETE" in str(preflight_problem(200, good, "DELETE", own))
    plain = {**good, "access-control-allow-headers": "accept"}
    assert "without content-type" in str(preflight_problem(200, plain, "PUT", own))
    assert "front end's own origin" in str(preflight_problem(200, {}, "PUT", own))


@pytest.mark.parametrize(
    "text", ["postgresql+psycopg://coin:s3cret@db:5432/coin", "redis://:s3cret@h:6379/0"]
)
def test_an_address_with_a_password_is_told_without_it(text: str) -> None:
    (told,) = addresses(f"level=warning url={text}")
    assert "connection string" in told
    assert "s3cret" not in told


@pytest.mark.parametrize(
    "text", ["postgresql://coin:***@db/coin", "redis://h:6379/0", "postgresql://db/coin"]
)
def test_an_address_without_one_passes(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize(
    ("text", "folder", "found"),
    [
        ("no file below /srv/coin/data/KRW-BTC", "/srv/coin/data", True),
        ('"/srv/coin/data"', "/srv/coin/data", True),
        ('{"endpoints": "/api/srv/coin/data/inventory"}', "/srv/coin/data", False),
        ("/srv/coin/database", "/srv/coin/data", False),
        ('{"endpoints": ["/data", "/api/data/inventory"]}', "/data", False),
        ("no file /data/KRW-BTC/1D/2025.parquet", "/data", True),
    ],
)
def test_the_data_folder_is_shown_as_a_path_only(text: str, folder: str, found: bool) -> None:
    assert bool(folder_shown(text, Path(folder))) is found


def test_a_password_that_is_a_word_of_its_address_is_no_secret_by_itself() -> None:
    address = "postgresql://postgres:postgres@localhost/app"
    assert secrets_of([address]) == [address]


def test_an_unhandled_exception_behind_a_503_belongs_to_its_outage() -> None:
    text = "2026-01-01T12:00:05Z ERROR: Exception in ASGI application"
    outage = {"start": NOON, "end": NOON + 10}
    assert read_log("backend", text, [outage]) == []
    (found,) = read_log("backend", text, [])
    assert found.severity == "critical"


def test_a_date_that_is_none_is_no_time_of_a_line() -> None:
    assert read_log("backend", "INFO: start 2025-02-30T00:00:00 refused", []) == []


def test_a_refusal_may_have_either_form_whatever_the_document_says() -> None:
    answers = {"200": {"description": "fine"}, "404": {"description": "as the app says"}}
    answers["422"] = {"$ref": "#/components/responses/Invalid"}
    document = {"paths": {"/x": {"parameters": [], "get": {"responses": answers}}}}
    changed = with_refusals_of_the_contract(document)["paths"]["/x"]["get"]["responses"]
    assert (changed["200"], changed["404"]) == (answers["200"], answers["404"])
    assert "schema" in changed["422"]["content"]["application/json"]
    assert "$ref" in answers["422"], "the app's own document stays as it is"
