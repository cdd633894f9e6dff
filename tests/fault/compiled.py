"""What a process is made to run on: a wrong clock, a losing disk. Small C files, compiled where there is a compiler."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

SHIMS = Path(__file__).with_name("shims")


def shim(name: str, folder: Path) -> dict[str, str]:
    """The environment that lays tests/fault/shims/<name>.c under a process. Skips the test where that cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if sys.platform != "linux":
        pytest.skip("LD_PRELOAD is a thing of Linux")
    if compiler is None:
        pytest.skip("no C compiler here: sudo apt-get install gcc libc6-dev")
    library = folder / f"{name}.so"
    command = [
        compiler,
        "-O2",
        "-Wall",
        "-Werror",
        "-shared",
        "-fPIC",
        "-o",
        str(library),
        str(SHIMS / f"{name}.c"),
        "-ldl",
        "-lpthread",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {"LD_PRELOAD": str(library)}


class WrongClock:
    """The clock of a process: `environment` for its start, `jump` while it runs."""

    def __init__(self, folder: Path, seconds: int) -> None:
        """So many seconds fast; slow where negative."""
        self.file = folder / "clock"
        self.jump(seconds)
        self.environment = {**shim("clock", folder), "WRONG_CLOCK": str(self.file)}

    def jump(self, seconds: int) -> None:
        """Be so many seconds fast from now on."""
        with self.file.open("r+b" if self.file.exists() else "wb") as file:
            file.write(struct.pack("=q", seconds))
