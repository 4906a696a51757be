"""Every phrase that the code can say, read from the syntax trees: `Text(zh, en)` with its place."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("data", "metrics", "reports", "commands", "ui", "pages", "shop.py", "app.py", "tools")


@dataclass(frozen=True)
class Phrase:
    """One Text(...) of the code: where it stands and its two readings; a part that is worked out reads as {}."""

    where: str
    zh: str
    en: str


def phrases() -> Iterator[Phrase]:
    """Yield every Text whose two readings are literals, in whole or in part."""
    for place in PLACES:
        path = ROOT / place
        for source in [path] if path.is_file() else sorted(path.rglob("*.py")):
            tree = ast.parse(source.read_text(encoding="utf-8"), str(source))
            names = {
                "Text",
                *(
                    node.asname or ""
                    for node in ast.walk(tree)
                    if isinstance(node, ast.alias) and node.name == "Text"
                ),
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                    arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
                    if len(arguments) == 2:
                        zh, en = (literal(argument) for argument in arguments)
                        if zh is not None and en is not None:
                            yield Phrase(f"{source.relative_to(ROOT).as_posix()}:{node.lineno}", zh, en)


def literal(node: ast.expr) -> str | None:
    """Return a string as it is written, with {} for what is worked out; None where nothing of it is written."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left), literal(node.right)
        return None if left is None and right is None else (left or "{}") + (right or "{}")
    return None
