"""What a person reads when something is not done, and the exit code another program reads.

Our own errors are sentences already. Anything else is a fault of the program: the person gets a number, and the log
file under that number, in the ``log`` folder of this installation, has the rest.
"""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from console.speech import complain, language
from rules.errors import (
    AccountabilityError,
    BrokenLedger,
    BrokenProcedure,
    Fault,
    FaultyInput,
    NotFound,
    OutOfReach,
    Refused,
    UnknownRule,
)
from rules.labels import Words
from rules.outages import of_the_disk

BREAKDOWN = 1
MISUSED = 2

# fmt: off
EXIT_CODES: dict[type[AccountabilityError], int] = {
    Refused: 3,         # the law says no
    FaultyInput: 2,     # what was handed in is wrong
    NotFound: 4,        # no such thing on file
    UnknownRule: 4,     # no such rule in the configuration
    BrokenLedger: 5,    # what is stored is not what was written
    OutOfReach: 6,      # the database or the disk takes nothing now: try again
}
# fmt: on


def answer(error: Exception, now: datetime) -> int:
    """Say why it was not done, and return the exit code."""
    if isinstance(error, OSError):
        error = as_ours(error) or error
    if isinstance(error, AccountabilityError) and not isinstance(error, BrokenProcedure):
        complain(error.to(language()))
        return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), BREAKDOWN)
    return _breakdown(error, now)


def as_ours(error: OSError) -> AccountabilityError | None:
    """What the machine says of a disk or a file, as one of our own errors; None for what is neither."""
    return of_the_disk(error) or (_no_such_place(error) if error.filename is not None else None)


def _no_such_place(error: OSError) -> FaultyInput:
    """A file or folder named by somebody that cannot be read or written."""
    why = error.strerror or type(error).__name__
    return FaultyInput(
        [
            Fault(
                Words("{path}", "{path}", path=error.filename),
                Words("不能读取或者写入（{why}）", "cannot be read or written ({why})", why=why),
                Words("请核对路径和权限", "check the path, and whether you may use it"),
            )
        ]
    )


def _breakdown(error: Exception, now: datetime) -> int:
    number, path = _logged(error, now)
    complain(
        Words(
            "系统故障，编号 {number}。请把下列日志交给技术人员；已经办成的事项不受影响。\n{path}",
            "System fault no. {number}. Please hand the log below to your technicians; what was done stays done.\n{path}",
            number=number,
            path=path,
        )
    )
    return BREAKDOWN


def fault_number(error: Exception, now: datetime) -> str:
    """Log a fault of the program; the number is what its reader is given."""
    return _logged(error, now)[0]


def _logged(error: Exception, now: datetime) -> tuple[str, Path]:
    number = f"{now:%Y%m%d-%H%M%S}-{token_hex(2)}"
    return number, _write(f"{number}.log", "".join(traceback.format_exception(error)))


def _write(name: str, text: str) -> Path:
    """Write the log; where the home cannot be written to, beside other temporary files."""
    for folder in (_home() / "log", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return path.resolve()
    return Path(os.devnull)


def _home() -> Path:
    from console.installation import settings

    try:
        return settings().home
    except FaultyInput:  # the settings themselves are wrong, and the log must go somewhere
        return Path(os.environ.get("ZELIAN_HOME", "var"))
