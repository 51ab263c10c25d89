"""An embedded PostgreSQL: a cluster that costs little to make, run by a user that PostgreSQL accepts."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from stack.accounts import Account, tied
from stack.binaries import postgres_tool
from stack.errors import SettingsError, StackError
from stack.ports import HOST
from stack.services import Service, accepts_database, database_url

# Durability against a power cut is of no use to a cluster that ends with its run.
OPTIONS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "dynamic_shared_memory_type": "mmap",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}


def find_account(folder: Path) -> Account:
    """Return the account to run PostgreSQL as: this user, or as root one that can reach the run's folder.

    Raises:
        SettingsError: none will do.
    """
    probe = folder / "reachable"
    probe.touch(0o644)
    try:
        for account in _candidates():
            if _can_run(account, probe):
                return account
    finally:
        probe.unlink()
    raise SettingsError(
        "PostgreSQL runs neither as root nor as a user without a name, and no other user can reach both "
        f"{postgres_tool('postgres')} and {folder}: run as an ordinary user, "
        "or put TMPDIR and the project where every user may pass"
    )


def _can_run(account: Account, probe: Path) -> bool:
    script = 'cat "$1" && exec "$2" --version'
    command = tied(["sh", "-c", script, "sh", str(probe), postgres_tool("postgres")], account)
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _candidates() -> Iterator[Account]:
    named = {entry.pw_name: entry for entry in pwd.getpwall()}
    if os.geteuid() != 0 and any(entry.pw_uid == os.geteuid() for entry in named.values()):
        yield Account()
    servants = [named[name] for name in ("postgres", "nobody", "daemon") if name in named]
    if os.geteuid() == 0:
        for entry in servants:
            yield Account(uid=entry.pw_uid, gid=entry.pw_gid)
    if shutil.which(
        "unshare"
    ):  # the same user, by another name: needs no rights where namespaces are allowed
        for entry in servants:
            names = (f"--map-user={entry.pw_uid}", f"--map-group={entry.pw_gid}")
            yield Account(prefix=("unshare", "--user", *names, "--"))


def make_template(folder: Path, account: Account, password: str, log: Path) -> None:
    """Make a cluster to copy from.

    Raises:
        StackError: initdb failed; the message holds its words.
    """
    folder.mkdir()
    account.give(folder)
    secret = folder.with_suffix(".pw")
    secret.touch(0o600)
    secret.write_text(password)
    account.give(secret)
    command = [postgres_tool("initdb"), "-D", str(folder / "cluster"), "-U", "coin", f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1"]
    try:
        with log.open("ab") as output:
            subprocess.run(
                tied(command, account), cwd=folder, stdout=output, stderr=output, check=True, timeout=60
            )
    except subprocess.SubprocessError as error:
        raise StackError(f"PostgreSQL's initdb failed: {error}\n{log.read_text(errors='replace')}") from None
    finally:
        secret.unlink()


def copy_template(template: Path, folder: Path, account: Account) -> None:
    """Give a stack a cluster of its own."""
    shutil.copytree(template, folder)
    for path in (folder, *folder.rglob("*")):
        account.give(path)


def service(folder: Path, log: Path, port: int, password: str, account: Account) -> Service:
    """Return the service over a copied cluster."""
    command = [postgres_tool("postgres"), "-D", str(folder / "cluster"), "-p", str(port)]
    for name, value in OPTIONS.items():
        command += ["-c", f"{name}={value}"]
    return Service(
        name="postgres",
        command=tuple(command),
        folder=folder,
        log=log,
        probe=accepts_database(database_url(port, password, "postgres")),
        expects=f"PostgreSQL to open a session on {HOST}:{port}",
        port=port,
        account=account,
        # "Fast" when asked, "immediate" when the supervisor is gone: both leave no shared memory behind.
        stop_signal=signal.SIGINT,
        death_signal=signal.SIGQUIT,
    )


def ensure_database(url: str, name: str) -> None:
    """Create a database when it is not there yet."""
    with psycopg.connect(url, autocommit=True) as session:
        if not session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop_database(url: str, name: str) -> None:
    """Drop a database, ending its sessions."""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
