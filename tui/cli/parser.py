"""The command line: what was asked for, or one Swedish sentence on what is wrong with it."""

import argparse
from argparse import SUPPRESS, Namespace
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, NoReturn

SEE_HELP = "namndkoll --hjalp visar hur kommandot skrivs"
REPORT_USAGE = "så skrivs det: namndkoll rapport ID --till FIL.docx"
COMMANDS = ("visa", "granska", "ny", "rapport", "importera")
FORMATS = {
    "visa": ("text", "md", "html", "csv", "json"),
    "granska": ("text", "json"),
    "importera": ("text", "json"),
}
CHOICES = {
    "tecken": {"intakter": "intakt_plus", "kostnader": "kostnad_plus"},
    "enhet": {"tkr": "tkr", "mnkr": "mnkr", "mnkr2": "mnkr2", "kr": "kr"},
}
"""What may stand after an option, and the id of the setting that it is."""
WIDTH = 80


class UsageError(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


class Option(NamedTuple):
    """An option: which commands it belongs to, and what stands after it (nothing: a flag)."""

    name: str
    commands: tuple[str, ...]
    help: str
    metavar: str = ""
    value: str = ""


# In the order in which one that does not belong to the command is told of.
OPTIONS = (
    Option(
        "data",
        ("", *COMMANDS),
        "mappen med dokument; annars NAMNDKOLL_DATA, ./data eller den egna datamappen",
        *("MAPP", "en mapp"),
    ),
    Option(
        "exempel",
        ("", "visa", "granska"),
        "exemplet som följer med: fem dokument från en socialnämnd, som bara visas",
    ),
    Option(
        "dokument",
        ("visa", "granska", "importera"),
        "vilket dokument; annars det senast öppnade",
        *("ID", "ett dokuments id"),
    ),
    Option(
        "format",
        ("visa", "granska", "importera"),
        "text (om inget anges), md, html, csv eller json; för granska och importera text "
        "eller json",
        *("FORMAT", "ett format"),
    ),
    Option("alla", ("visa",), "alla tabeller i alla dokument, eller i det valda"),
    Option(
        "text",
        ("granska",),
        "textfiler, Markdown eller .docx att granska mot tabellerna",
        *("FIL …", "minst en fil"),
    ),
    Option("pastaenden", ("granska",), "lista varje påstående med tal i texten, och hur det gick"),
    Option("regler", ("granska",), "lista reglerna som fanns i en färdig rapports tabeller"),
    Option("skarm", ("granska",), "visa en färdig rapport på skärmen, med fynden utmärkta"),
    Option(
        "fran",
        ("ny",),
        "dokumentet att gå ut från; annars det senast öppnade",
        *("ID", "ett dokuments id"),
    ),
    Option(
        "slag",
        ("ny",),
        "delarsbokslut, bokslut, budget, underlag, manadsuppfoljning eller ett eget slag; annars "
        "det som brukar komma efter",
        *("SLAG", "ett slag"),
    ),
    Option(
        "period",
        ("ny",),
        "året och sista månaden (2024-12), eller bara året",
        *("PERIOD", "en period"),
    ),
    Option("tomt", ("ny",), "ett tomt dokument, utan något att gå ut från"),
    Option(
        "namnd",
        ("ny",),
        "nämndens namn; sparas i inställningarna, liksom kommun, tecken och enhet",
        *("NAMN", "nämndens namn"),
    ),
    Option("kommun", ("ny",), "kommunens namn", *("NAMN", "kommunens namn")),
    Option(
        "tecken",
        ("ny",),
        "vad som skrivs med plus i ett tomt dokument: intakter eller kostnader",
        *("PLUS", "intakter eller kostnader"),
    ),
    Option(
        "enhet",
        ("ny",),
        "enheten i ett tomt dokument: tkr, mnkr, mnkr2 (två decimaler) eller kr",
        *("ENHET", "en enhet"),
    ),
    Option(
        "tabell",
        ("importera",),
        "tabellen som talen ska in i; annars den som filen passar bäst i",
        *("TABELL", "en tabell"),
    ),
    Option(
        "kolumn",
        ("importera",),
        "kolumnen, där filen inte själv säger vilken",
        *("KOLUMN", "en kolumn"),
    ),
    Option("blad", ("importera",), "bladet i en Excel-bok med flera", *("BLAD", "ett blad")),
    Option(
        "ar",
        ("importera",),
        "året i filen som är dokumentets, där det inte är samma",
        *("ÅR", "ett år"),
    ),
    Option(
        "till",
        ("importera",),
        "sista månaden i utfallet ur en SIE-fil, som 2024-08; annars dokumentets",
        *("MÅNAD", "en månad"),
    ),
    Option(
        "filter",
        ("importera",),
        "bara en del av en SIE-fil, som ANSVAR=120, ANSVAR=12* eller ANSVAR=120-139;150; ur "
        "Kolada KOMMUN=1480",
        *("URVAL", "ett urval"),
    ),
    Option("ja", ("importera",), "läs in det; utan --ja visas bara vad som skulle ändras"),
    Option("angra", ("ny",), "lägg undan utkastet med det id:t igen"),
    Option("version", ("", *COMMANDS), "visa versionen"),
)
REPORT_OPTIONS = (
    Option("till", ("rapport",), "filen som rapporten ska skrivas till", "FIL"),
    Option(
        "avsnitt",
        ("rapport",),
        "bara dessa avsnitt: mal, internkontroll, ekonomi (eller drift, ramar, upprakning, "
        "prognossakerhet, investeringar), personal och bilagor",
        "A,B …",
    ),
    Option("infor-namnd", ("rapport",), "en sida inför nämnden i stället för hela rapporten"),
    Option("utan-granskning", ("rapport",), "utan den sista sidan, Att granska"),
    Option("skriv-over", ("rapport",), "skriv över filen om den redan finns"),
    Option("exempel", ("rapport",), "exemplet som följer med programmet"),
    Option("data", ("rapport",), "mappen med dokument", "MAPP"),
    Option("dokument", (), "", "ID"),
)

USAGE = """\
namndkoll [--data MAPP]            öppna arbetsbänken, eller börja för nämnden
  namndkoll --exempel                titta på exemplet
  namndkoll visa                     lista dokument och tabeller
  namndkoll visa TABELL              skriv ut en tabell
  namndkoll visa --alla              skriv ut alla tabeller
  namndkoll granska                  lista fel och sådant som bör ses över
  namndkoll granska --text FIL …     granska även rapportens text
  namndkoll granska FIL …            granska en färdig rapport som fil
  namndkoll importera FIL            visa vad siffror i en fil skulle ändra
  namndkoll rapport ID --till FIL    skriv rapporten till .docx, .xlsx, .html …
  namndkoll ny [ID] --fran ID        gör nästa dokument av ett som finns
  namndkoll ny ID --tomt             gör ett tomt dokument
  namndkoll ny ID --angra            lägg undan ett utkast igen"""
# A command's usage, what it does in a few words, and in whole sentences.
ABOUT = {
    "visa": (
        "namndkoll visa [TABELL] [flaggor]",
        "skriv ut tabeller, eller lista dem",
        "Skriver ut en tabell, alla eller en lista över dokument och tabeller.",
    ),
    "granska": (
        "namndkoll granska [flaggor]\n"
        "  namndkoll granska FIL … [--regler | --pastaenden | --skarm] [--format FORMAT]",
        "lista fel och sådant som bör ses över",
        "Listar fel och sådant som bör ses över; slutar med 1 där det finns fel. Med FIL\n"
        "granskas en färdig rapport (.docx, .xlsx, .html, .md, .csv, .tsv, .txt) mot sina\n"
        "egna siffror, utan datamapp.",
    ),
    "importera": (
        "namndkoll importera FIL --dokument ID [--tabell T] [--kolumn K] [--ja]\n"
        "  namndkoll importera FIL.se [--till MÅNAD] [--filter URVAL] [flaggor]",
        "läs in siffror ur en fil",
        "Läser siffror ur en fil: .csv, .tsv, .xlsx, SIE 4 ur ekonomisystemet eller\n"
        "Koladas svar i JSON. Rubriker, radnamn, konton och år avgör var varje tal hör\n"
        "hemma. Utan --ja visas bara vad som skulle ändras. Slutar med 1 där något inte\n"
        "har någon plats, och med 2 där filen inte kan läsas; då ändras ingenting.",
    ),
    "ny": (
        "namndkoll ny [ID] [--fran ID] [flaggor]\n"
        "  namndkoll ny [ID] --tomt [--slag SLAG] [--period PERIOD]\n"
        "  namndkoll ny ID --angra",
        "gör nästa dokument av ett som finns, eller ett tomt",
        "Gör nästa dokument av ett som finns. Slag och år läses ur id:t, som 2025-delar;\n"
        "det som inte sägs föreslås. I en mapp utan dokument, och med --tomt, görs ett\n"
        "tomt dokument; mappen görs om den saknas.",
    ),
    "rapport": (
        "namndkoll rapport ID --till FIL [flaggor]",
        "skriv ett dokuments rapport",
        "Skriver dokumentets rapport till en fil som slutar på .docx, .xlsx, .html, .md\n"
        "eller .txt. Ett beslutat dokument skrivs som det trycktes, ett utkast som det\n"
        "räknas och märkt Utkast.",
    ),
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
    _add_options(whole, "")
    commands = whole.add_subparsers(title="Kommandon", metavar="KOMMANDO", prog="namndkoll")
    for name, (usage, short, description) in ABOUT.items():
        one = commands.add_parser(name, help=short, usage=usage, description=description)
        one.add_argument("words", nargs="*", help=SUPPRESS)
        _add_options(one, name)
        if name == "rapport":
            one.hint = REPORT_USAGE
    return {"": whole, **commands.choices}


def _add_options(parser: argparse.ArgumentParser, command: str) -> None:
    """The options. All commands but the report know each other's, and help names their own."""
    group = parser.add_argument_group("Flaggor")
    for option in REPORT_OPTIONS if command == "rapport" else OPTIONS:
        how: dict[str, Any] = {"action": "store_true"}
        if option.metavar.endswith("…"):
            how = {"metavar": option.metavar, "nargs": "*", "action": "extend"}
        elif option.metavar:
            # A missing value is ours to explain: "" is what argparse then leaves.
            how = {"metavar": option.metavar, "nargs": "?", "const": ""}
        shown = option.help if command in option.commands else SUPPRESS
        group.add_argument(f"--{option.name}", help=shown, **how)
    flags = ("-h", "--hjalp", "--help")
    group.add_argument(*flags, action="store_true", dest="hjalp", help="visa den här hjälpen")


def help_text(command: str) -> str:
    """What ``namndkoll KOMMANDO --hjalp`` prints."""
    return _parsers()[command].format_help()


def parsed(argv: Sequence[str]) -> Namespace:
    """The command line understood, its ``command`` "" for the screen. Raises UsageError."""
    word = _first_word(argv)
    command = word if word in COMMANDS else ""
    if command:
        parser = _parsers()[command]
    else:
        parser = _Parser()
        parser.add_argument("words", nargs="*")
        _add_options(parser, "")
    args, unknown = parser.parse_known_intermixed_args(list(argv))
    args.command = command
    args.words = args.words[bool(command) :]
    if not args.hjalp:
        (_try_report if command == "rapport" else _try)(args, unknown)
    return args


def _first_word(argv: Sequence[str]) -> str:
    """The command's own word: no value that follows an option."""
    with_value = {f"--{option.name}" for option in OPTIONS if option.metavar}
    after_text = False
    for before, word in zip(("", *argv), argv, strict=False):
        if word.startswith("-"):
            after_text = word == "--text"
        elif not after_text and before not in with_value:
            return word
    return ""


def _try(args: Namespace, unknown: Sequence[str]) -> None:
    if unknown:
        raise UsageError(f"Flaggan ”{unknown[0]}” finns inte; {SEE_HELP}.")
    for option in OPTIONS:
        if option.metavar and getattr(args, option.name) == "":
            raise UsageError(f"Efter --{option.name} ska {option.value} stå; {SEE_HELP}.")
    if args.text is not None and not all(args.text or ("",)):
        raise UsageError(f"Efter --text ska minst en fil stå; {SEE_HELP}.")
    if args.words and not args.command:
        exists = f"{', '.join(COMMANDS[:-1])} och {COMMANDS[-1]}"
        raise UsageError(f"Kommandot ”{args.words[0]}” finns inte; det som finns är {exists}.")
    for option in OPTIONS:
        if getattr(args, option.name) and args.command not in option.commands:
            place = option.commands[0]
            raise UsageError(f"Flaggan --{option.name} hör till namndkoll {place}; {SEE_HELP}.")
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
    if args.words and (args.text or args.dokument or args.data):
        raise UsageError(
            "Med filer att granska hör bara --regler, --pastaenden, --skarm och --format till."
        )
    if args.regler and not args.words:
        raise UsageError("Flaggan --regler behöver minst en fil att granska.")
    if args.skarm and len(args.words) != 1:
        raise UsageError("Flaggan --skarm visar en fil i taget: ange en fil att granska.")
    if sum(map(bool, (args.regler, args.pastaenden, args.skarm))) > 1:
        raise UsageError("Ange en i taget av flaggorna --regler, --pastaenden och --skarm.")
    if args.pastaenden and not (args.text or args.words):
        raise UsageError("Flaggan --pastaenden behöver minst en fil.")


def _try_new(args: Namespace) -> None:
    if len(args.words) > 1 or (args.angra and (not args.words or args.fran or args.slag)):
        what = "bara ett id" if args.angra else "ett id i taget"
        raise UsageError(f"Efter ny ska {what} stå; {SEE_HELP}.")
    if args.tomt and args.fran:
        raise UsageError("Ange antingen --fran eller --tomt, inte båda.")
    for name, choices in CHOICES.items():
        if (said := getattr(args, name)) is not None and said not in choices:
            raise UsageError(f"--{name} kan inte vara ”{said}”; skriv {' eller '.join(choices)}.")


def _try_take_in(args: Namespace) -> None:
    if len(args.words) != 1:
        raise UsageError(f"Efter importera ska en fil stå; {SEE_HELP}.")


_TRIALS: dict[str, Callable[[Namespace], None]] = {
    "visa": _try_show,
    "granska": _try_check,
    "ny": _try_new,
    "importera": _try_take_in,
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
