"""The lines of the page to begin on: what there is, and what can be done about it."""

from collections.abc import Sequence

from msgspec import Struct

from tui.screen.widgets.model import TextLine, shortened

BEGIN, EXAMPLE, REPORT, OTHER, BACK = "borja", "exempel", "rapport", "annan", "tillbaka"


class StartChoice(Struct, frozen=True):
    """One thing to do: its id, what it is called, and what it means."""

    id: str
    name: str
    about: str


def start_choices(opened: str) -> tuple[StartChoice, ...]:
    """What can be chosen; ``opened`` is the folder that the user came from, "" for none."""
    choices = (
        StartChoice(
            BEGIN,
            "Börja för min nämnd",
            "Namn, tecken, enhet och ett första dokument: tomt, och ditt eget.",
        ),
        StartChoice(
            EXAMPLE,
            "Titta på exemplet",
            "Fem dokument från en socialnämnd, bara att titta på. Inget kopieras.",
        ),
        StartChoice(OTHER, "Öppna en annan mapp", "En mapp där det redan finns dokument."),
        StartChoice(
            REPORT,
            "Granska en färdig rapport",
            "En Word-, Excel- eller textfil mot sina egna siffror. Ingenting sparas.",
        ),
    )
    back = StartChoice(BACK, "Tillbaka till dokumenten", opened)
    return (*choices, back) if opened else choices


def heading_lines(folder: str, *, there: bool) -> list[TextLine]:
    """What the page says first: that there is nothing here yet, or where one came from."""
    if there:
        return [(("Vad vill du göra?", "stark"),)]
    return [
        (("Välkommen till Nämndkoll", "stark"),),
        (),
        (("Här finns inga dokument än. Mappen: ", ""), (folder, "info")),
    ]


def choice_lines(choices: Sequence[StartChoice], selected: int, width: int) -> list[TextLine]:
    """Three lines a choice: its number and name, what it means, and air."""
    lines: list[TextLine] = []
    for place, choice in enumerate(choices):
        here = place == selected
        mark, class_ = ("▸", "aktiv") if here else (" ", "stark")
        name = f"{mark} {place + 1}  {choice.name} "
        lines += [
            ((name, class_),),
            (
                (
                    f"     {shortened(choice.about, max(10, width - 5))}",
                    "text" if here else "dampad",
                ),
            ),
            (),
        ]
    return lines


LINES_A_CHOICE = 3
