"""The system's own command for the clipboard, beside what the terminal is asked to do.

A terminal is told what to copy by a sequence (OSC 52) that it never answers: that it worked cannot
be known. A command says by its exit status whether it did.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

_PATIENCE_S = 2.0


class Command(NamedTuple):
    """A command that takes the clipboard's text as its input, and how it is encoded there."""

    words: tuple[str, ...]
    encoding: str = "utf-8"


def system_command(
    platform: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    found: Callable[[str], str | None] = shutil.which,
) -> Command | None:
    """The command of this system that can be reached from here, None where there is none."""
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    candidates = (
        (platform == "darwin", Command(("pbcopy",))),
        # It reads the code page of the console, unless the text says that it is UTF-16.
        (platform == "win32", Command(("clip",), "utf-16")),
        (bool(wayland), Command(("wl-copy",))),
        (bool(x11), Command(("xclip", "-selection", "clipboard"))),
        (bool(x11), Command(("xsel", "--clipboard", "--input"))),
        ("WSL_DISTRO_NAME" in environment, Command(("clip.exe",), "utf-16")),
    )
    return next((one for fits, one in candidates if fits and found(one.words[0])), None)


async def copied_by_system(text: str) -> bool:
    """Whether the system's command has the text on the clipboard now; the screen goes on."""
    command = system_command()
    if command is None:
        return False
    with suppress(OSError, TimeoutError):
        return await asyncio.wait_for(_given(command, text), _PATIENCE_S)
    return False


async def _given(command: Command, text: str) -> bool:
    # Some stay behind to serve the clipboard: what they write to must not be waited for.
    silent = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command.words, stdin=asyncio.subprocess.PIPE, stdout=silent, stderr=silent
    )
    try:
        await process.communicate(text.encode(command.encoding))
        return process.returncode == 0
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
