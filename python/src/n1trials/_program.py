"""The program `n1`, and how it is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Optional, Sequence


class N1Error(RuntimeError):
    """What `n1` said when it could not do what it was asked.

    ``exit_code`` is 1 where the data or the plan do not allow it, and 2 for wrong options or a file that
    cannot be read or written. ``output`` is what was printed all the same.
    """

    def __init__(self, message: str, exit_code: int, output: str = "") -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.output = output


def program() -> str:
    """Path of the program: what ``N1_PROGRAM`` names, the one in this package, or ``n1`` on the path."""
    named = os.environ.get("N1_PROGRAM")
    if named:
        return named
    bundled = Path(__file__).parent / "bin" / "n1"
    if bundled.exists():
        return str(bundled)
    found = shutil.which("n1")
    if found is None:
        raise N1Error("found no program n1; expected it in this package or on the path.", 2)
    return found


def run(arguments: Sequence[str], text: Optional[str] = None) -> str:
    """What the program prints for these arguments.

    :param text: what stands on its standard input.
    :raises N1Error: when it does not end with exit code 0.
    """
    done = subprocess.run(
        [program(), *arguments],
        input="" if text is None else text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        message = done.stderr.strip()
        prefix = "n1: "
        raise N1Error(
            message[len(prefix) :] if message.startswith(prefix) else message,
            done.returncode,
            done.stdout,
        )
    return done.stdout


def run_json(arguments: Sequence[str], text: Optional[str] = None) -> Any:
    """The JSON that the program prints for these arguments."""
    return json.loads(run([*arguments, "--json"], text))


def main() -> None:
    """`n1` on the path: the program takes the place of this process."""
    try:
        path = program()
    except N1Error as error:
        sys.exit(f"n1: {error}")
    os.execv(path, ["n1", *sys.argv[1:]])
