"""The command line: what was asked for, or one Swedish sentence on what is wrong with it."""

import argparse
from argparse import SUPPRESS, Namespace
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

SEE_HELP = "namndkoll --hjalp visar hur kommandot skrivs"
REPORT_USAGE = "så skrivs det: namndkoll rapport ID --till FIL.docx"
COMMANDS = ("visa", "granska", "ny", "rapport")
FORMATS = {"visa": ("text", "md", "html", "csv", "json"), "granska": ("text", "json")}
WIDTH = 80


class UsageError(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


class Option(NamedTuple):
    """An option that takes a value: what stands after it, and which commands it belongs to."""

    name: str
    metavar: str
    value: str
    commands: tuple[str, ...]
    help: str


class Flag(NamedTuple):
    """An option that stands alone."""

    name: str
    commands: tuple[str, ...]
    help: str


OPTIONS = (
    Option(
        "data",
        "MAPP",
        "en mapp",
        ("", *COMMANDS),
        "mappen med dokument; annars NAMNDKOLL_DATA, ./data eller den egna datamappen",
    ),
    Option(
        "dokument",
        "ID",
        "ett dokuments id",
        ("visa", "granska"),
        "vilket dokument; annars det senast öppnade",
    ),
    Option(
        "format",
        "FORMAT",
        "ett format",
        ("visa", "granska"),
        "text (om inget anges), md, html, csv eller json; för granska text eller json",
    ),
    Option(
        "fran",
        "ID",
        "ett dokuments id",
        ("ny",),
        "dokumentet att gå ut från; annars det senast öppnade",
    ),
    Option(
        "slag",
        "SLAG",
        "ett slag",
        ("ny",),
        "delarsbokslut, bokslut, budget eller underlag; annars det som brukar komma efter",
    ),
    Option(
        "period",
        "PERIOD",
        "en period",
        ("ny",),
        "året och sista månaden (2024-12), eller bara året",
    ),
)
TEXT = Option(
    "text",
    "FIL …",
    "minst en fil",
    ("granska",),
    "textfiler, Markdown eller .docx att granska mot tabellerna",
)
FLAGS = (
    Flag("alla", ("visa",), "alla tabeller i alla dokument, eller i det valda"),
    Flag(
        "pastaenden",
        ("granska",),
        "lista varje påstående med tal i texten, och hur det gick",
    ),
    Flag("angra", ("ny",), "lägg undan utkastet med det id:t igen"),
    Flag("version", ("",), "visa versionen"),
)
# In the order in which a misplaced one is told of.
PLACES = {
    one.name: one.commands
    for name in ("dokument", "format", "alla", "text", "pastaenden", "fran", "slag", "period")
    for one in (*OPTIONS, TEXT, *FLAGS)
    if one.name == name
} | {"angra": ("ny",)}

USAGE = """\
namndkoll [--data MAPP]            öppna arbetsbänken
  namndkoll visa                     lista dokument och tabeller
  namndkoll visa TABELL              skriv ut en tabell
  namndkoll visa --alla              skriv ut alla tabeller
  namndkoll granska                  lista fel och sådant som bör ses över
  namndkoll granska --text FIL …     granska även rapportens text
  namndkoll rapport ID --till FIL    skriv rapporten till .docx, .xlsx, .html …
  namndkoll ny [ID] --fran ID        gör nästa dokument av ett som finns
  namndkoll ny ID --angra            lägg undan ett utkast igen"""
ABOUT = {
    "visa": ("namndkoll visa [TABELL] [flaggor]", "skriv ut tabeller, eller lista dem"),
    "granska": ("namndkoll granska [flaggor]", "lista fel och sådant som bör ses över"),
    "ny": (
        "namndkoll ny [ID] [--fran ID] [flaggor]\n  namndkoll ny ID --angra",
        "gör nästa dokument av ett som finns",
    ),
    "rapport": ("namndkoll rapport ID --till FIL [flaggor]", "skriv ett dokuments rapport"),
}
DESCRIPTION = {
    "visa": "Skriver ut en tabell, alla eller en lista över dokument och tabeller.",
    "granska": "Listar fel och sådant som bör ses över; slutar med 1 där det finns fel.",
    "ny": "Gör nästa dokument av ett som finns; det som inte sägs föreslås.",
    "rapport": "Skriver dokumentets rapport till en fil som slutar på .docx, .xlsx, .html, .md\n"
    "eller .txt. Ett beslutat dokument skrivs som det trycktes, ett utkast som det\n"
    "räknas och märkt Utkast.",
}


class _Help(argparse.RawDescriptionHelpFormatter):
    """argparse's help with a Swedish heading, and each option as it is written."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=22, width=WIDTH)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ARG002
        super().add_usage(usage, actions, groups, "Användning:\n  ")

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        return str(action.metavar or default_metavar)


class _Parser(argparse.ArgumentParser):
    """Without argparse's English: what is left to it to complain of gets one sentence."""

    hint = SEE_HELP

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        raise UsageError(f"Kommandoraden kan inte tolkas; {self.hint}.")


def _parsers() -> dict[str, _Parser]:
    """The whole command line under "", and that of each command."""
    whole = _Parser(
        usage=USAGE, description="Nämndkoll är en arbetsbänk i terminalen för nämndens controller."
    )
    _add_common(whole, "")
    commands = whole.add_subparsers(title="Kommandon", metavar="KOMMANDO", prog="namndkoll")
    for name, (usage, short) in ABOUT.items():
        one = commands.add_parser(
            name, help=short, usage=usage, description=DESCRIPTION[name].replace("%", "%%")
        )
        one.add_argument("words", nargs="*", help=SUPPRESS)
        (_add_report if name == "rapport" else _add_common)(one, name)
    return {"": whole, **commands.choices}


def _add_common(parser: _Parser, command: str) -> None:
    """The options of all commands but the report's; help names those that are the command's."""
    group = parser.add_argument_group("Flaggor")

    def shown(one: Option | Flag) -> str:
        return one.help if command in one.commands else SUPPRESS

    for option in OPTIONS:
        # A missing value is ours to explain: "" is what argparse then leaves.
        group.add_argument(
            f"--{option.name}", nargs="?", const="", metavar=option.metavar, help=shown(option)
        )
    group.add_argument("--text", nargs="*", action="extend", metavar=TEXT.metavar, help=shown(TEXT))
    for flag in FLAGS:
        group.add_argument(f"--{flag.name}", action="store_true", help=shown(flag))
    _add_help(group)


def _add_report(parser: _Parser, _: str) -> None:
    parser.hint = REPORT_USAGE
    group = parser.add_argument_group("Flaggor")
    value: dict[str, Any] = {"nargs": "?", "const": ""}
    group.add_argument(
        "--till", metavar="FIL", help="filen som rapporten ska skrivas till", **value
    )
    group.add_argument(
        "--avsnitt",
        nargs="*",
        action="extend",
        metavar="A,B …",
        help="bara dessa avsnitt: mal, internkontroll, ekonomi (eller drift, ramar, upprakning, "
        "prognossakerhet, investeringar), personal och bilagor",
    )
    for name, help_ in (
        ("infor-namnd", "en sida inför nämnden i stället för hela rapporten"),
        ("utan-granskning", "utan den sista sidan, Att granska"),
        ("skriv-over", "skriv över filen om den redan finns"),
    ):
        group.add_argument(f"--{name}", action="store_true", help=help_)
    group.add_argument("--data", metavar="MAPP", help="mappen med dokument", **value)
    group.add_argument("--dokument", help=SUPPRESS, **value)
    _add_help(group)


def _add_help(group: Any) -> None:
    flags = ("-h", "--hjalp", "--help")
    group.add_argument(*flags, action="store_true", dest="hjalp", help="visa den här hjälpen")


def help_text(command: str) -> str:
    """What ``namndkoll KOMMANDO --hjalp`` prints."""
    return _parsers()[command].format_help()


def parsed(argv: Sequence[str]) -> Namespace:
    """The command line understood, its ``command`` "" for the screen. Raises UsageError."""
    parsers, place = _parsers(), _command_place(argv)
    word = "" if place is None else argv[place]
    command = word if word in COMMANDS else ""
    if command and place is not None:
        argv = (*argv[:place], *argv[place + 1 :])
        parser = parsers[command]
    else:
        parser = _Parser()
        parser.add_argument("words", nargs="*")
        _add_common(parser, "")
    args, unknown = parser.parse_known_intermixed_args(list(argv))
    args.command = command
    if not args.hjalp:
        (_try_report if command == "rapport" else _try)(args, unknown)
    return args


def _command_place(argv: Sequence[str]) -> int | None:
    """Where the command's own word stands: not a value that follows an option."""
    with_value = {f"--{option.name}" for option in OPTIONS}
    after_text = False
    for place, (before, word) in enumerate(zip(("", *argv), argv, strict=False)):
        if word.startswith("-"):
            after_text = word == "--text"
        elif not after_text and before not in with_value:
            return place
    return None


def _try(args: Namespace, unknown: Sequence[str]) -> None:
    if unknown:
        raise UsageError(f"Flaggan ”{unknown[0]}” finns inte; {SEE_HELP}.")
    for option in OPTIONS:
        if getattr(args, option.name) == "":
            raise UsageError(f"Efter --{option.name} ska {option.value} stå; {SEE_HELP}.")
    if args.text is not None and not all(args.text or ("",)):
        raise UsageError(f"Efter --text ska {TEXT.value} stå; {SEE_HELP}.")
    if args.words and not args.command:
        exists = f"{', '.join(COMMANDS[:-1])} och {COMMANDS[-1]}"
        raise UsageError(f"Kommandot ”{args.words[0]}” finns inte; det som finns är {exists}.")
    for name, commands in PLACES.items():
        if getattr(args, name) and args.command not in commands:
            raise UsageError(f"Flaggan --{name} hör till namndkoll {commands[0]}; {SEE_HELP}.")
    if args.command:
        _TRIALS[args.command](args)
        formats = FORMATS.get(args.command, ())
        if args.format is not None and args.format not in formats:
            raise UsageError(
                f"Formatet ”{args.format}” finns inte; där finns {', '.join(formats)}."
            )


def _try_show(args: Namespace) -> None:
    if len(args.words) > 1:
        raise UsageError("Ange en tabell i taget, eller --alla för alla tabeller.")
    if args.words and args.alla:
        raise UsageError("Ange antingen en tabell eller --alla, inte båda.")


def _try_check(args: Namespace) -> None:
    if args.words:
        raise UsageError(f"Efter granska ska bara flaggor stå; {SEE_HELP}.")
    if args.pastaenden and not args.text:
        raise UsageError("Flaggan --pastaenden behöver --text och minst en fil.")


def _try_new(args: Namespace) -> None:
    if len(args.words) > 1 or (args.angra and (not args.words or args.fran or args.slag)):
        what = "bara ett id" if args.angra else "ett id i taget"
        raise UsageError(f"Efter ny ska {what} stå; {SEE_HELP}.")


_TRIALS: dict[str, Callable[[Namespace], None]] = {
    "visa": _try_show,
    "granska": _try_check,
    "ny": _try_new,
}


def _try_report(args: Namespace, unknown: Sequence[str]) -> None:
    """The same for the report; its sections become one list, parted by spaces or by commas."""
    if unknown:
        raise UsageError(f"Flaggan ”{unknown[0]}” finns inte för rapport; {REPORT_USAGE}.")
    documents = [*args.words, *([args.dokument] if args.dokument else [])]
    if len(documents) != 1:
        raise UsageError(f"Ange ett dokument; {REPORT_USAGE}.")
    args.dokument = documents[0]
    if not args.till:
        raise UsageError(f"Ange filen efter --till; {REPORT_USAGE}.")
    if args.data == "":
        raise UsageError(f"Efter --data ska en mapp stå; {REPORT_USAGE}.")
    parts = [part.strip() for one in args.avsnitt or () for part in one.split(",")]
    sections = tuple(part for part in parts if part)
    if args.avsnitt is not None and not sections:
        raise UsageError(f"Efter --avsnitt ska minst ett avsnitt stå; {REPORT_USAGE}.")
    if args.avsnitt and args.infor_namnd:
        raise UsageError("Ange antingen --avsnitt eller --infor-namnd, inte båda.")
    args.avsnitt = sections
