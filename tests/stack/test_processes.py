"""Processes are known by pid and start time, and end with their parent."""

import os
import select
import signal
import subprocess
import sys

import pytest

from stack import processes
from stack.accounts import tied
from stack.processes import MARKER, ProcessId, kill, marked, tree

WAIT = [sys.executable, "-I", "-S", "-c", "print(flush=True); input()"]


@pytest.fixture
def child():
    process = subprocess.Popen(
        WAIT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, MARKER: "77-88:99:"}
    )
    process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


def test_an_identity_survives_being_written(gone: ProcessId) -> None:
    assert ProcessId.parse(str(gone)) == gone


def test_a_reused_pid_is_somebody_else(gone: ProcessId) -> None:
    assert ProcessId.own().alive()
    assert not gone.alive()


def test_nobody_is_hit_in_place_of_a_process_that_is_gone(gone: ProcessId) -> None:
    gone.signal(signal.SIGKILL)  # this very process would not live to tell


def test_a_killed_process_is_gone_even_as_a_zombie(child) -> None:
    identity = ProcessId.of(child.pid)
    kill([identity])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not identity.alive()


def test_descendants_belong_to_the_tree(child) -> None:
    assert ProcessId.of(child.pid) in tree(ProcessId.own())


def test_a_mark_in_the_environment_is_found(child) -> None:
    assert marked("77-88:") == [ProcessId.of(child.pid)]
    assert marked("77-8:") == []


@pytest.mark.parametrize(
    ("command", "is_pabot"),
    [
        (["/v/bin/python", "/v/bin/pabot", "suites"], True),
        (["/v/bin/python3.11", "-m", "pabot.pabot", "suites"], True),
        (["pabot", "suites"], True),
        (["/v/bin/python", "/v/bin/robot", "--name", "pabot"], False),
        (["/v/bin/python", "-u", "/v/bin/pabot", "suites"], True),
        (["/v/bin/python", "-m", "pabot.pabotlib", "suites"], False),
        (["vim", "pabot.py"], False),
        ([], False),
    ],
)
def test_pabot_is_recognised(command: list[str], is_pabot: bool) -> None:
    assert processes._is_pabot(command) is is_pabot


def test_a_worker_whose_pabot_is_gone_ends_itself() -> None:
    code = "from stack.processes import owner_of_this_run; owner_of_this_run()"
    worker = [sys.executable, "-c", code, "--argumentfile", "1/robot_argfile.txt"]
    assert subprocess.run(worker, check=False).returncode == -signal.SIGKILL
    assert subprocess.run([*worker[:-1], "mine.txt"], check=False).returncode == 0


def test_a_tied_process_dies_with_its_parent() -> None:
    script = (
        "import subprocess, sys\n"
        "from stack.accounts import tied\n"
        "wait = [sys.executable, '-I', '-S', '-c', 'print(flush=True); import signal; signal.pause()']\n"
        "child = subprocess.Popen(tied(wait), stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "input()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid = int(parent.stdout.readline())
    handle = os.pidfd_open(pid)
    parent.kill()
    parent.communicate()
    ended, _, _ = select.select([handle], [], [], 5)
    os.close(handle)
    assert ended


def test_a_command_is_not_started_for_a_parent_that_is_gone() -> None:
    command = tied([sys.executable, "-c", "print('started')"])
    command[command.index("--parent") + 1] = "1"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (125, "")
