"""Damages copies of a home's store file in many ways and says for each what the store then answered.

Run as `python damaging.py HOME FOLDER COUNT`; prints one line per damage: what was done, and 'same', 'said' or 'WRONG ...'.
"""

import shutil
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from data.faults import StoreFault
from data.instances import close_all
from data.store import open_store
from data.versions import current_version, store_path

QUESTIONS = (
    "SELECT count(*), sum(amount_due), sum(refund_amount), min(line), max(order_id) FROM order_versions WHERE is_current",
    "SELECT count(*), sum(hash(o)) FROM order_versions AS o",
    "SELECT sum(orders), sum(amount) FROM paid_days",
    "SELECT count(*) FROM coverage",
)


def answers(home: Path) -> list[object]:
    """Return the answers of the store that stands; raises StoreFault."""
    store = open_store(home)
    return [store.rows(question) for question in QUESTIONS]


def damage(path: Path, chance: Random) -> str:
    """Damage the file in one way and return which."""
    size = path.stat().st_size
    way = chance.choice(("flip", "flip", "zero", "cut"))
    place = chance.randrange(size)
    if way == "cut":
        with path.open("rb+") as file:
            file.truncate(place)
        return f"cut at {place}"
    length = 1 if way == "flip" else 4096
    with path.open("rb+") as file:
        file.seek(place)
        old = file.read(length)
        file.seek(place)
        file.write(
            bytes(byte ^ (1 << chance.randrange(8)) for byte in old) if way == "flip" else b"\0" * len(old)
        )
    return f"{way} at {place}"


def main(home: Path, folder: Path, count: int) -> None:
    """Damage `count` copies, one after another."""
    right = answers(home)
    version = current_version(home)
    chance = Random(5)
    for _ in range(count):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copyfile(home / "CURRENT", folder / "CURRENT")
        shutil.copyfile(store_path(home, version), store_path(folder, version))
        done = damage(store_path(folder, version), chance)
        try:
            found = answers(folder)
            told = "same" if found == right else f"WRONG {found}"
        except StoreFault as fault:
            told = "said" if "store-" in fault.text.zh else f"WRONG sentence {fault.text.zh}"
        except duckdb.Error as error:
            told = f"WRONG error {error!r}"
        close_all()
        sys.stdout.write(f"{done}: {told}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
