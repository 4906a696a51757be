"""Opens DuckDB with everything locked that a store never needs: no files, no network, no extensions."""

import os
from pathlib import Path

import duckdb
import psutil

MEMORY_MB = 4096
# A version is put on the disk once, when it is published, and not again after a statement that changed more than 16 MB.
CHECKPOINT = "256MB"
THREADS = 2

# A file that is written to is thrown away unless it is published, so there is nothing to recover: no log is kept of its
# changes, which costs a small load a tenth of its time; CHECKPOINT puts them on the disk once.
WITHOUT_LOG = "ATTACH ? AS store (RECOVERY_MODE no_wal_writes)"
# SET alone holds for one connection, and every query runs on a cursor of its own: hence GLOBAL.
SETTINGS = (
    "SET GLOBAL TimeZone = 'Asia/Shanghai'",
    "SET GLOBAL allow_persistent_secrets = false",
    "SET GLOBAL python_enable_replacements = false",
    "SET GLOBAL max_temp_directory_size = '4GB'",
    "SET GLOBAL lock_configuration = true",
)

Configuration = dict[str, str | bool | int | float | list[str]]


def configuration() -> Configuration:
    """Return the options of opening: at most 4 GB and 2 threads, and at most half of the machine's memory."""
    memory = min(MEMORY_MB, psutil.virtual_memory().total // 2**21)
    return {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": f"{memory}MB",
        "threads": str(min(THREADS, os.cpu_count() or 1)),
    }


def connect(path: Path | None, *, read_only: bool, in_order: bool = False) -> duckdb.DuckDBPyConnection:
    """Return the one connection of a store file (None: in memory), locked; raises duckdb.Error if it can't be opened.

    in_order: rows come as they stand in what is read, without ORDER BY. What is written to a file is in it after CHECKPOINT, and
    not before.

    The configuration is locked, so a second `connect` to the same file in this process fails: use `cursor()`.
    """
    config = configuration()
    if not read_only:
        # Loading leaves the other cores to those who look at pages, and grouping costs two threads nearly twice the work of one.
        config["threads"] = "1"
        config["checkpoint_threshold"] = CHECKPOINT
    if not read_only and not in_order:
        # Rows may be written as they come: a third less time and memory, and a smaller file. ORDER BY still holds.
        config["preserve_insertion_order"] = "false"
    if path is None or read_only:
        con = duckdb.connect(":memory:" if path is None else str(path), read_only=read_only, config=config)
    else:
        con = _without_log(path, config)
    try:
        for setting in SETTINGS:
            con.execute(setting)
    except duckdb.Error:
        con.close()
        raise
    return con


def _without_log(path: Path, config: Configuration) -> duckdb.DuckDBPyConnection:
    """Return a connection that writes to a file: only a file beside a database in memory can be written to without a log."""
    own = {"enable_external_access": "true", "temp_directory": f"{path}.tmp"}
    con = duckdb.connect(":memory:", config=config | own)
    try:
        con.execute(WITHOUT_LOG, [str(path)])
        con.execute("USE store")
        con.execute("SET GLOBAL enable_external_access = false")
    except duckdb.Error:
        con.close()
        raise
    return con
