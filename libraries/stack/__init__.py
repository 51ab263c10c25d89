"""Bring the app under test up, disturb it on purpose, and take it away again.

    suites -> StackLibrary -> client -> embedded (a supervisor process) | external | compose

`stack.client` is the plain Python door; `stack.library` the Robot one.
"""
