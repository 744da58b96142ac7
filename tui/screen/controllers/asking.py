"""Questions that many controllers ask."""

from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Question


async def agreed(
    screen: Screen, heading: str, text: str, act: str, box: type[Question] = Question
) -> bool:
    """Whether the user says yes, by Enter, to what is about to be done."""
    return await screen.ask(box(heading, text, {"enter": ("ja", act)})) == "ja"
