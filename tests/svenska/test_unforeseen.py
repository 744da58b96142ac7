"""What is said of a fault in the program: where in the code, and nothing that a user has typed."""

import pytest

from tui.cli import main as cli
from tui.svenska.unforeseen import unforeseen_text

SECRET = "Sekretess: barnets namn"


def failing(text: str) -> None:
    raise KeyError(text)


def test_it_says_where_and_not_what() -> None:
    with pytest.raises(KeyError) as fault:
        failing(SECRET)
    text = unforeseen_text(fault.value)
    assert "(KeyError)" in text
    assert "test_unforeseen.py, rad" in text and "failing" in text
    assert SECRET not in text and "/home" not in text


def test_a_command_without_a_screen_prints_nothing_of_the_fault_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "_run", lambda _: failing(SECRET))
    assert cli.main(["visa"]) == cli.ERROR
    _, told = capsys.readouterr()
    assert told.startswith("Nämndkoll stannade på ett fel i programmet (KeyError).")
    assert "Traceback" not in told and SECRET not in told
