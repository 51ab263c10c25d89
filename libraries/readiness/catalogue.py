"""The messages that templates and engine use, to see that the catalogues hold them all."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from readiness.vocabulary import BREAKDOWN_PARTS, OUTCOMES, SLAS, UNITS

WORDS = (
    *OUTCOMES,
    *SLAS,
    *BREAKDOWN_PARTS,
    *UNITS,
    "open",
    "known",
    "expired",
    "stale",
    "decided",
    "rule",
    "gate",
    "partial",
)
"""Words of the vocabulary that the templates translate."""

_FUNCTIONS = {"said": None, "text": None, "because": (3,), "problem": (2,)}


def used_messages(templates: Path, code: Path) -> set[str]:
    """All message ids in use.

    Args:
        templates: directory of the report templates.
        code: directory of the engine's modules.
    """
    return {*WORDS, *_of_templates(templates), *_of_code(code)}


def _of_templates(folder: Path) -> Iterator[str]:
    options = {"trim_blocks": "true", "lstrip_blocks": "true"}
    for path in sorted(folder.rglob("*.j2")):
        with path.open("rb") as source:
            for _, _, message, _ in babel_extract(source, ("_", "gettext"), (), options):
                if isinstance(message, str):
                    yield message


def _of_code(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        with path.open("rb") as source:
            for _, message, _, _ in extract("python", source, _FUNCTIONS):
                yield message if isinstance(message, str) else message[0]
