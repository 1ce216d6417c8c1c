"""Run the notebook of ``docs/``, cell after cell as Jupyter does, without Jupyter.

``.venv/bin/python tests/ground/run_notebook.py`` keeps what the cells answer in the notebook; a test runs them anew and
compares, so that what is shown is what qcode answers.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "analysis.ipynb"
Cell = dict[str, Any]


def answers(notebook: Cell) -> list[list[Cell]]:
    """Return the outputs of each code cell, in the notebook's own form."""
    space: dict[str, object] = {"__name__": "__main__"}
    return [_run("".join(cell["source"]), space) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def kept(notebook: Cell) -> list[list[Cell]]:
    """Return the outputs that the notebook holds."""
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _run(source: str, space: dict[str, object]) -> list[Cell]:
    """Run one cell; it answers with what it prints and with its last line, if that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), space) if isinstance(last, ast.Expr) else None
    outputs: list[Cell] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        outputs.append({"data": data, "execution_count": None, "metadata": {}, "output_type": "execute_result"})
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Keep the answers in the notebook."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    found = iter(answers(notebook))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = next(found)
    NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
