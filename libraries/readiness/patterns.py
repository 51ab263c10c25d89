"""Regular expressions that people write in the policy, in RE2's dialect: it never backtracks.

A pattern such as `(a+)+$` would keep Python's own engine busy for as long as the universe lasts.
"""

import functools
import importlib
from typing import Any


@functools.cache
def _compiled(pattern: str) -> Any:
    # Imported here, since most campaigns have no known issue.
    re2 = importlib.import_module("re2")
    options = re2.Options()
    options.log_errors = False  # what is wrong is told by who asks
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        why = error.args[0] if error.args else error
        raise ValueError(why.decode(errors="replace") if isinstance(why, bytes) else str(why)) from None


def found(pattern: str, text: str) -> bool:
    """Whether a pattern is found anywhere in a text; the time it takes grows with the text alone.

    Args:
        pattern: in RE2's dialect: no look-around, no references back.
        text: a message, of any length.

    Raises:
        ValueError: what is wrong with the pattern.
    """
    return _compiled(pattern).search(text) is not None
