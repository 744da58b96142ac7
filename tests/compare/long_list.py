"""A store file with a list of many rows, made without the program."""

import json
from pathlib import Path


def lengthen(file: Path, rows: int, *, printed: bool = True) -> None:
    """Let the table Investeringar of a tab's file have so many rows, each new one of 1 each.

    Without its ``printed`` figures the sums are those of the rows that there now are.
    """
    stored = json.loads(file.read_text("utf-8"))
    there = list(stored["investeringar"].values())
    if not printed:
        there = [{k: v for k, v in row.items() if k != "tryckt"} for row in there]
    after = next(i for i, row in enumerate(there) if row["rad"] == "anpassning")
    cells = {"budget": 1, "prognos": 1, "utfall": 1, "foregaende": 1}
    new = [
        {"rad": f"post_{i}", "etikett": f"Post {i}", "foralder": "reinvestering", "celler": cells}
        for i in range(rows - len(there))
    ]
    every = [*there[:after], *new, *there[after:]]
    stored["investeringar"] = {str(number): row for number, row in enumerate(every, 1)}
    file.write_text(json.dumps(stored, ensure_ascii=False, indent=1), "utf-8")
