"""A large output.xml as Robot Framework writes it, and the plan of the campaign that it tells of."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

from readiness.plan import Plan, PlannedTest, write_plan
from readiness.sources import source_digests

KEYWORDS = 20
TAGS = ("task:1", "severity:high", "dod:ui-backtest-flow")
WHEN = "2026-11-24T16:00:00.000000"
MEASURE = {"unit": "s", "limit": 1.0, "comparison": "<", "n": 100, "outcome": "demonstrated", "sla": None}
KEYWORD = f"""<kw name="Result Should Be Stored" owner="backtest_api">
<kw name="Should Be Equal" owner="BuiltIn">
<msg time="{WHEN}" level="INFO">POST Request : url=http://127.0.0.1:8000/api/backtests/run
 path_url=/api/backtests/run
 headers={{'User-Agent': 'python-requests', 'Content-Type': 'application/json', 'Accept': '*/*'}}
 cookies=None, proxies={{}}, verify=True, timeout=None, allow_redirects=None
 body={{"strategy": "volume_zone_breakout", "symbols": ["KRW-BTC"], "start_date": "2025-01-01",
 "end_date": "2025-12-31"}}</msg>
<arg>${{RESULT}}</arg>
<arg>stored</arg>
<doc>Fails if the given objects are unequal.</doc>
<status status="PASS" start="{WHEN}" elapsed="0.000311"/>
</kw>
<status status="PASS" start="{WHEN}" elapsed="0.000472"/>
</kw>
"""


def write_output(
    folder: Path, suites: Path, tests: int, keywords: int = KEYWORDS, measured: int = 100
) -> Path:
    """Write output.xml and plan.json of a campaign.

    Args:
        folder: where; made when missing.
        suites: the suites that the campaign is said to have run.
        tests: how many tests.
        keywords: how many keywords each of them has, an even number.
        measured: each so many tests one has measured something.
    """
    names = [f"Run {number:06d} is stored" for number in range(tests)]
    folder.mkdir(parents=True, exist_ok=True)
    planned = tuple(PlannedTest(f"Suites.{name}", TAGS) for name in names)
    write_plan(Plan(planned, target="embedded", sources=source_digests(suites.parent)), folder)
    path = folder / "output.xml"
    with path.open("w", encoding="utf-8") as output:
        output.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        output.write(f'<robot generator="Robot 7.5 (Python 3.11 on linux)" generated="{WHEN}" rpa="false" ')
        output.write(f'schemaversion="6">\n<suite id="s1" name="Suites" source="{suites}">\n')
        for number, name in enumerate(names, start=1):
            output.write(_test(number, name, keywords, measured=number % measured == 0))
        output.write('<meta name="Target">embedded</meta>\n')
        output.write(f'<status status="PASS" start="{WHEN}" elapsed="{tests}"/>\n</suite>\n')
        output.write("<statistics>\n<total>\n")
        output.write(f'<stat pass="{tests}" fail="0" skip="0">All Tests</stat>\n</total>\n<tag>\n</tag>\n')
        output.write(f'<suite>\n<stat name="Suites" id="s1" pass="{tests}" fail="0" skip="0">Suites</stat>\n')
        output.write("</suite>\n</statistics>\n<errors>\n</errors>\n</robot>\n")
    return path


def _test(number: int, name: str, keywords: int, measured: bool) -> str:
    tags = "".join(f"<tag>{tag}</tag>\n" for tag in TAGS)
    return (
        f'<test id="s1-t{number}" name="{name}" line="{number}">\n{KEYWORD * (keywords // 2)}{tags}'
        f"{_evidence(number) if measured else ''}"
        f'<status status="PASS" start="{WHEN}" elapsed="0.010000"/>\n</test>\n'
    )


def _evidence(number: int) -> str:
    """A measure as a campaign's tests record them: no two are the same."""
    seconds = 0.2 + number / 1_000_000
    points = dict.fromkeys(("value", "p50", "p95", "p99", "max"), seconds)
    measure = {**MEASURE, **points, "breakdown": {"load": seconds / 4, "compute": seconds / 2}}
    return f'<meta name="measure:run">{escape(json.dumps(measure))}</meta>\n<meta name="evidence">1</meta>\n'
