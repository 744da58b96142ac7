"""Texts that a store may hold, and that a terminal or a markup parser must never obey."""

HOSTILE_ONES = (
    "[@click=app.quit]x[/]",
    "[/]",
    "[bold red]Utfall [tkr]",
    "\x1b[31mröd",
    "\x1b]0;titel\x07",
    "\x9b31m",
    "a\x00b\x7fc",
    "rad 1\nrad 2\r\nrad 3",
    "\u202eomvänd\u202c",
    "\u200bdold",
    "\u2028ny rad",
    "\ud800ensam",
)
DANGEROUS = frozenset("\x00\x07\x1b\x7f\x9b\n\r\u200b\u2028\u202e\u202c\ud800")
