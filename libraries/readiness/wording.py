"""Sentences that the engine says in English and the reports say in their own language."""

from collections.abc import Callable
from typing import Any


class Said(str):
    """A sentence that remembers its pattern and what stands in it.

    It is plain English text for whoever does not translate.
    """

    pattern: str
    values: dict[str, Any]


def said(pattern: str, **values: Any) -> Said:
    """A sentence from a pattern.

    Args:
        pattern: English, with `{name}` for each value; it is the message id of the catalogues.
        values: texts and numbers, other sentences included.
    """
    text = Said(pattern.format(**values))
    text.pattern, text.values = pattern, values
    return text


def in_language(text: str, gettext: Callable[[str], str]) -> str:
    """A sentence in another language; a text that is no sentence of the engine's stays as it is.

    Args:
        text: what was said.
        gettext: from a message id to its translation.
    """
    if not isinstance(text, Said):
        return text
    values = {
        name: in_language(value, gettext) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return gettext(text.pattern).format(**values)
