"""What is said of a fault in the program itself: where in the code, and no text of a document.

An exception's message and a traceback's values may hold what the user has typed, so neither is
shown nor stored anywhere.
"""

import traceback

SAFE = "Det som stod som sparat ligger i datamappen, och det som väntade tas in vid nästa start."
STEPS = 6


def unforeseen_text(error: BaseException) -> str:
    """A few lines for the user, and for whoever is to mend it."""
    frames = traceback.extract_tb(error.__traceback__)[-STEPS:]
    where = [f"  {_file(frame.filename)}, rad {frame.lineno}, {frame.name}" for frame in frames]
    return "\n".join(
        (
            f"Nämndkoll stannade på ett fel i programmet ({type(error).__name__}).",
            SAFE,
            "Skicka gärna raderna nedan till den som sköter programmet; inget av ditt står i dem:",
            *where,
            "",
        )
    )


def _file(name: str) -> str:
    """The last two parts of a path: enough to find the module, and nothing of the user's disk."""
    return "/".join(name.replace("\\", "/").split("/")[-2:])
