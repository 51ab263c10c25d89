"""Rendering the reports: Jinja2 templates, and a Babel catalogue for the language."""

import io
import json
import locale
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from readiness.figures import as_text, figure, parts, row, size
from readiness.findings import words_of
from readiness.policy import LANGUAGES, Text
from readiness.wording import in_language

TEMPLATES = {
    "docs/coin/mvp/ENVIRONMENT_SETUP_CHECKLIST.md": "environment.md.j2",
    "docs/coin/mvp/FRONTEND_E2E_TEST_RESULTS.md": "frontend.md.j2",
    "docs/coin/mvp/PERFORMANCE_BENCHMARK_RESULTS.md": "performance.md.j2",
    "docs/coin/mvp/KNOWN_ISSUES_STATUS.md": "known_issues.md.j2",
    "docs/coin/mvp/DATA_INFRASTRUCTURE_REPORT.md": "infrastructure.md.j2",
    "docs/coin/mvp/PHASE3_READINESS_REPORT.md": "readiness.md.j2",
}


def report_language(wanted: str | None = None) -> str:
    """The language of the reports.

    Args:
        wanted: ko or en; else `REPORT_LANG`, else the locale, else English.
    """
    for name in (wanted, os.environ.get("REPORT_LANG"), _of_locale()):
        short = (name or "").lower()[:2]
        if short in LANGUAGES:
            return short
    return "en"


def _of_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""


def translations(folder: Path, language: str) -> NullTranslations:
    """The catalogue of a language, made from its `.po` file.

    Args:
        folder: holds `<language>.po`; English needs none.
        language: ko or en.
    """
    path = folder / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return Translations(binary)


class Renderer:
    """Renders templates in one language.

    Args:
        templates: directory of the templates.
        catalogues: directory of the `.po` files.
        language: ko or en.
        artifact_link: from an artifact's path to a link in a report.
    """

    def __init__(
        self, templates: Path, catalogues: Path, language: str, artifact_link: Callable[[str], str]
    ) -> None:
        self.language = language
        self._environment = Environment(
            loader=FileSystemLoader(templates),
            extensions=["jinja2.ext.i18n"],
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # Markdown; `cell` and `code` escape what comes from outside
        )
        catalogue = translations(catalogues, language)
        install: Any = self._environment.globals
        self.text = catalogue.gettext
        self._environment.install_gettext_translations(catalogue, newstyle=False)  # type: ignore[attr-defined]
        install["link"] = artifact_link
        self._environment.filters.update(
            tr=lambda value: in_language(value, catalogue.gettext),
            cell=cell,
            code=code,
            words=words_of,
            figure=lambda value, unit="", limit=None: figure(
                value, catalogue.gettext(unit) if unit else "", limit
            ),
            figures=lambda entry: row(
                {**entry, "unit": catalogue.gettext(entry["unit"]) if entry["unit"] else ""}
            ),
            parts=parts,
            size=size,
            exact=exact,
            fence=fence,
            local=self._local,
        )

    def _local(self, text: Text) -> str:
        return text.in_language(self.language)

    def render(self, template: str, **context: Any) -> Iterator[str]:
        """One report, line by line as it is made: it may have tens of thousands."""
        return _spaced(_lines(self._environment.get_template(template).generate(**context)))


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces."""
    begun: list[str] = []
    for piece in pieces:
        first, *others = piece.split("\n")
        begun.append(first)
        if others:
            yield "".join(begun)
            yield from others[:-1]
            begun = others[-1:]
    yield "".join(begun)


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """A report with at most one empty line in a row and none at its ends, blocks of code left alone."""
    fence_mark = gap = ""
    begun = False
    for line in lines:
        mark = line[: len(line) - len(line.lstrip("`"))]
        if len(mark) >= 3 and fence_mark in ("", mark):
            fence_mark = "" if fence_mark else mark
        if line.strip() or fence_mark:
            yield f"{gap}{line if fence_mark else line.rstrip()}\n"
            gap, begun = "", True
        elif begun:
            gap = "\n"


def cell(value: Any, name: str = "") -> str:
    """A text as it can stand in a cell of a Markdown table or in a sentence: nothing in it is mark-up."""
    text = " ".join(as_text(value, name).split())
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, "\\" + sign)
    return text


def code(value: Any) -> str:
    """A text as code in a cell of a Markdown table."""
    text = " ".join(str(value).split()).replace("|", "\\|").replace("`", "'")
    return f"`{text}`" if text else ""


def exact(value: Any) -> str:
    """A value as a developer compares it: no figure is told in another unit."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


def fence(value: Any) -> str:
    """A text as a block of code, whatever it holds."""
    text = str(value).rstrip("\n")
    marks = "```"
    while marks in text:
        marks += "`"
    return f"{marks}text\n{text}\n{marks}"


def linker(output: Path, reports: Path) -> Callable[[str], str]:
    """From a path in the campaign's output to a link that works in the reports.

    Args:
        output: the campaign's output directory.
        reports: where the reports lie.
    """
    start = os.path.relpath(output.resolve(), reports.resolve()).replace(os.sep, "/")

    def link(path: str) -> str:
        file, hash_mark, anchor = path.partition("#")
        return quote(posixpath.join(start, file)) + hash_mark + anchor

    return link
