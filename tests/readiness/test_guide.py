"""The testing guide has a worked example of every rule that a verdict may name, and names no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
KINDS = ("rule", "gate", "partial")


def rules_in_code() -> Iterator[str]:
    for path in (ROOT / "libraries" / "readiness").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name | ast.Attribute):
                continue
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            words = [one.value for one in call.args if isinstance(one, ast.Constant)]
            if name in ("Reason", "because") and len(words) > 1 and words[0] in KINDS:
                yield str(words[1])
            elif name == "problem" and len(words) > 1:
                yield str(words[0])


def test_every_rule_has_its_example() -> None:
    guide = (ROOT / "docs" / "testing-guide.md").read_text(encoding="utf-8")
    examples = guide[guide.index("## Worked examples") : guide.index("## Extend")]
    verdicts = [line.split("|")[2] for line in examples.splitlines() if line.startswith("| ")]
    named = {rule for verdict in verdicts for rule in re.findall(r"`([a-z]+(?:-[a-z]+)*)`", verdict)}
    used = set(rules_in_code())
    assert len(used) > 20, "the rules were found"
    assert sorted(used - named - {"go"}) == []
    assert sorted(named - used) == []
