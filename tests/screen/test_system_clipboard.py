"""That something is copied is said only where the system has taken it."""

from pathlib import Path

import pytest

from tui.screen.system_clipboard import Command, copied_by_system, system_command


@pytest.mark.parametrize(
    ("platform", "environment", "there", "command"),
    [
        ("darwin", {}, {"pbcopy"}, "pbcopy"),
        ("win32", {}, {"clip"}, "clip"),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, {"wl-copy", "xclip"}, "wl-copy"),
        ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, {"xsel"}, "xsel"),
        ("linux", {"DISPLAY": ":0"}, {"wl-copy", "xclip"}, "xclip"),
        ("linux", {"WSL_DISTRO_NAME": "U"}, {"clip.exe"}, "clip.exe"),
        ("linux", {}, {"wl-copy", "xclip", "xsel", "clip.exe"}, None),
        ("linux", {"DISPLAY": ":0"}, set(), None),
    ],
)
def test_the_command_is_one_that_can_be_reached(
    platform: str, environment: dict[str, str], there: set[str], command: str | None
) -> None:
    found = system_command(platform, environment, lambda name: name if name in there else None)
    assert (found.words[0] if found else None) == command


@pytest.mark.parametrize(
    ("script", "known"),
    [("cat > {to}", True), ("cat > {to}; exit 1", False), ("cat > {to}; sleep 60 &", True)],
    ids=["took it", "refused it", "stays behind"],
)
async def test_it_is_known_where_the_command_took_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, known: bool
) -> None:
    command = ("sh", "-c", script.format(to=tmp_path / "urklipp"))
    monkeypatch.setattr("tui.screen.system_clipboard.system_command", lambda: Command(command))
    assert await copied_by_system("−5 åäö\n") is known
    assert (tmp_path / "urklipp").read_text("utf-8") == "−5 åäö\n"


@pytest.mark.parametrize("words", [("finns-inte-alls",), ("sh", "-c", "sleep 60")])
async def test_a_command_that_is_not_there_or_hangs_is_no_copy(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tui.screen.system_clipboard.system_command", lambda: Command(words))
    monkeypatch.setattr("tui.screen.system_clipboard._PATIENCE_S", 0.1)
    assert not await copied_by_system("5")
