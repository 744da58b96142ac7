"""The settings' file: a bad field gives its default and a sentence, the rest is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.store.help import SETTINGS, duplicate, paths, put_data_folder, with_
from tui.domain.finding import FileError
from tui.domain.scale import SCALES
from tui.domain.settings import Sammantrade, Settings, Thresholds
from tui.store.codec import decoded, encoded
from tui.store.errors import ItemError
from tui.store.folder import Store
from tui.store.settings_file import meeting_record, next_account_line, put_choices, put_settings
from tui.store.settings_file import parsed_settings as parsed
from tui.store.storage import in_memory, raw_tables
from tui.workspace import (
    MeetingChange,
    SettingChange,
    SettingsChange,
    Workspace,
    carried_out,
)

FILE = "data/installningar.json"


def parsed_settings(value: Any, file: str) -> tuple[Settings, tuple[FileError, ...]]:
    return parsed(in_memory(value), file)


def merged_choice(value: Any, choices: dict[str, str]) -> Any:
    database = in_memory(duplicate(value))
    put_choices(database, choices)
    return raw_tables(database)


def merged_settings(value: Any, *changes: SettingsChange) -> Any:
    """The file's value with changes put in, every one of them."""
    new, left = put(value, *changes)
    assert left == ()
    return new


def put(value: Any, *changes: SettingsChange) -> tuple[Any, tuple[str, ...]]:
    database = in_memory(duplicate(value))
    left = put_settings(database, changes)
    return raw_tables(database), left


NEAR, HIGH = "trosklar/nara_andel", "trosklar/risk_hog"
MEETING = Sammantrade(date(2024, 9, 17), "§ 42", "Ekonomi")
BUDGET = Sammantrade(date(2024, 10, 15), "", "Budget")


def near(from_: int, to: int) -> SettingChange:
    """A threshold changed."""
    return SettingChange(NEAR, Decimal(from_), Decimal(to))


def test_settings_are_read_over_the_defaults() -> None:
    settings, error = parsed_settings(SETTINGS, FILE)
    assert error == ()
    assert settings.theme == "ljus"
    assert settings.thresholds == Thresholds(near_share=Decimal(90), risk_high=Decimal(9))
    assert settings.scale("ja_nej") == ("Ja", "Nej", "Vet ej")
    assert settings.scales["mal"] == SCALES["mal"]
    assert settings.sammantraden == (Sammantrade(date(2024, 9, 17), "§ 42", "Ekonomi"),)


def test_an_empty_file_value_gives_the_defaults() -> None:
    assert parsed_settings({"schema": {"1": {"version": 1}}}, FILE) == (Settings(), ())


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("installningar", "1", "tema"), 5, "fält ”tema”: ska vara text"),
        (("installningar",), [], "tabell ”installningar”: ska vara numrerade poster"),
        (("installningar", "1"), "x", "posten ska ha fält med namn"),
        (("trosklar", "1", "nara_andel"), "hög", "fält ”nara_andel”: ska vara ett tal"),
        (("trosklar", "1", "nara_andel"), -1, "fält ”nara_andel”"),
        (("trosklar", "1", "nara_andel"), True, "fält ”nara_andel”"),
        (("skalor", "1", "steg"), [], "fält ”steg”: ska vara en lista med texter"),
        (("skalor", "1", "steg"), ["Ja", "Ja"], "samma steg står två gånger"),
        (("skalor", "1", "steg"), ["Ja", 1], "fält ”steg”"),
        (("skalor", "1", "namn"), "", "fält ”namn”: saknas"),
        (("sammantraden", "1", "datum"), "17/9", "inget datum"),
        (("sammantraden", "1", "datum"), "", "fält ”datum”: saknas"),
        (("sammantraden", "1"), [], "posten ska ha fält med namn"),
        (("sammantraden",), 1, "ska vara numrerade poster"),
    ],
)
def test_a_bad_field_is_one_sentence_and_its_default(path: Any, value: Any, sentence: str) -> None:
    settings, error = parsed_settings(with_(SETTINGS, path, value), FILE)
    assert [sentence in f.sentence for f in error] == [True]
    assert error[0].sentence.startswith(f"{FILE}, tabell ”{path[0]}”")
    assert error[0].sentence.endswith("; standardvärdet används tills det är rättat.")
    # Where the names themselves cannot be read there are none: nobody else's stand in their place.
    read = path[0] != "installningar" or path[2:] == ("tema",)
    assert settings.kommun == ("Alingsås kommun" if read else "")


@pytest.mark.parametrize("fresh", [None, True, -7, "x", "", [], [1], {}, {"1": []}], ids=repr)
def test_a_wrong_type_at_any_place_never_raises(fresh: Any) -> None:
    for path in paths(SETTINGS):
        if path:
            _, error = parsed_settings(with_(SETTINGS, path, fresh), FILE)
            assert all(f.sentence.startswith(FILE) for f in error)


def test_choices_go_in_and_all_else_stays() -> None:
    before = duplicate(SETTINGS)
    new = merged_choice(SETTINGS, {"tema": "mork"})
    assert before == SETTINGS
    assert new == with_(SETTINGS, ("installningar", "1", "tema"), "mork")


def test_choices_that_are_there_already_change_nothing() -> None:
    assert merged_choice(SETTINGS, {"tema": "ljus"}) == SETTINGS


def test_choices_are_not_put_into_what_cannot_be_read() -> None:
    with pytest.raises(ItemError):
        merged_choice({"installningar": {"1": "x"}}, {"tema": "mork"})


def test_what_a_user_has_changed_goes_in_and_all_else_stays() -> None:
    before, _ = parsed_settings(SETTINGS, FILE)
    changes: tuple[SettingsChange, ...] = (
        SettingChange("installningar/namnd", "Socialnämnden", "Kulturnämnden"),
        SettingChange(NEAR, Decimal(90), Decimal("92.5")),
        SettingChange("skalor/hantering", SCALES["hantering"], ("Hanteras",)),
        MeetingChange(None, BUDGET),
    )
    new = carried_out(Workspace(settings=before), changes).settings
    ra = merged_settings(SETTINGS, *changes)
    assert parsed_settings(ra, FILE) == (new, ())
    assert ra["schema"] == SETTINGS["schema"]
    assert ra["trosklar"]["1"] == {**SETTINGS["trosklar"]["1"], "nara_andel": Decimal("92.5")}
    assert ra["skalor"]["1"] == SETTINGS["skalor"]["1"]


def test_bands_by_square_come_and_go_as_one_setting() -> None:
    lines = ("låg; hög", "låg; låg")
    put_in = merged_settings(SETTINGS, SettingChange("skalor/riskrutor", None, lines))
    assert parsed_settings(put_in, FILE)[0].scales["riskrutor"] == lines
    taken_out = merged_settings(put_in, SettingChange("skalor/riskrutor", lines, None))
    assert taken_out == SETTINGS


LINE = ("Personalkostnader", "5;8711", "2025", "")


def test_lines_of_the_map_of_accounts_come_change_and_go_one_by_one() -> None:
    other = with_(SETTINGS, ("kontokarta",), {"4": {"rad": "Övrigt", "konton": "4", "egen": 1}})
    put_in = merged_settings(other, SettingChange("kontokarta/7", None, LINE))
    assert parsed_settings(put_in, FILE)[0].account_map == {"4": ("Övrigt", "4", "", ""), "7": LINE}
    moved = ("Övriga kostnader", "4", "", "")
    change = SettingChange("kontokarta/4", ("Övrigt", "4", "", ""), moved)
    changed = merged_settings(put_in, change, SettingChange("kontokarta/7", LINE, None))
    assert parsed_settings(changed, FILE)[0].account_map == {"4": moved}
    assert changed["kontokarta"]["4"]["egen"] == 1


@pytest.mark.parametrize("bad", ["x", {"rad": 5}, {"rad": "Övrigt", "konton": [4]}])
def test_a_line_of_the_map_that_cannot_be_read_is_told_and_never_written_over(bad: Any) -> None:
    theirs = with_(SETTINGS, ("kontokarta",), {"1": bad})
    settings, error = parsed_settings(theirs, FILE)
    assert settings.account_map == {}
    assert "raden används inte i kontokartan" in error[0].sentence
    assert next_account_line(in_memory(duplicate(theirs))) == 2
    assert put(theirs, SettingChange("kontokarta/1", None, LINE)) == (theirs, ("kontokarta/1",))


def test_a_line_of_the_map_that_another_program_has_changed_is_left_and_told() -> None:
    theirs = with_(SETTINGS, ("kontokarta",), {"1": {"rad": "Övrigt", "konton": "46"}})
    assert put(theirs, SettingChange("kontokarta/1", LINE, None)) == (theirs, ("kontokarta/1",))


def test_no_changes_leave_the_file_as_it_is() -> None:
    assert merged_settings(SETTINGS) == SETTINGS


def test_changed_and_changed_back_the_file_says_what_was_there_whichever_was_saved() -> None:
    there_and_back = near(90, 80), near(80, 90)
    assert merged_settings(SETTINGS, *there_and_back) == SETTINGS
    saved_between = merged_settings(SETTINGS, near(90, 80))
    assert merged_settings(saved_between, *there_and_back) == SETTINGS


def test_what_another_program_has_written_in_another_setting_stays() -> None:
    theirs = with_(SETTINGS, ("trosklar", "1", "risk_hog"), 7)
    thresholds = merged_settings(theirs, near(90, 80))["trosklar"]["1"]
    assert (thresholds["risk_hog"], thresholds["nara_andel"]) == (7, 80)


def test_what_another_program_has_written_in_the_same_setting_is_left_and_told() -> None:
    theirs = with_(SETTINGS, ("trosklar", "1", "nara_andel"), 85)
    high = SettingChange(HIGH, Decimal(9), Decimal(10))
    new, left = put(theirs, near(90, 80), high)
    assert left == (NEAR,)
    assert new["trosklar"]["1"] == {"nara_andel": 85, "risk_hog": 10}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("trosklar", "1", "risk_hog"), "hög"),
        (("skalor", "2"), {"namn": "mal", "steg": []}),
        (("skalor", "2"), "x"),
        (("sammantraden", "2"), {"datum": "17/9"}),
        (("sammantraden", "2"), "x"),
        (("sammantraden", "2"), {"datum": "2024-11-12", "paragraf": "", "arende": "Deras"}),
        (("framtida",), {"1": {"a": 1}}),
    ],
    ids=str,
)
def test_an_entry_that_cannot_be_read_or_is_anothers_survives_every_save(
    path: Any, value: Any
) -> None:
    theirs = with_(SETTINGS, path, value)
    second = replace(MEETING, paragraf="§ 43")
    for changes in (
        (near(90, 80),),
        (SettingChange("skalor/ja_nej", ("Ja", "Nej", "Vet ej"), ("Ja", "Nej")),),
        (MeetingChange(None, BUDGET),),
        (MeetingChange(MEETING, second),),
        (MeetingChange(MEETING, None),),
        (MeetingChange(None, BUDGET), MeetingChange(BUDGET, None)),
    ):
        new = merged_settings(theirs, *changes)
        for part in path:
            new = new[part]
        assert new == value


def test_a_setting_that_cannot_be_read_is_put_right_by_giving_it_a_value() -> None:
    bad = with_(SETTINGS, ("trosklar", "1", "nara_andel"), "hög")
    assert merged_settings(bad, near(95, 80))["trosklar"]["1"]["nara_andel"] == 80


def test_a_meeting_is_changed_where_it_stands_and_keeps_the_fields_that_are_not_ours() -> None:
    own = with_(SETTINGS, ("sammantraden", "1", "lokal"), "Rådhuset")
    own = with_(own, ("sammantraden", "7"), {"datum": "2024-10-15", "arende": "Budget"})
    new = replace(MEETING, paragraf="§ 43")
    meetings = merged_settings(own, MeetingChange(MEETING, new))["sammantraden"]
    assert meetings["1"] == {**own["sammantraden"]["1"], "paragraf": "§ 43"}
    assert meetings["7"] == own["sammantraden"]["7"]
    (kept,) = merged_settings(own, MeetingChange(BUDGET, None))["sammantraden"].values()
    assert kept == own["sammantraden"]["1"]


def test_a_meeting_added_and_removed_is_in_no_file_whichever_was_saved() -> None:
    added = merged_settings(SETTINGS, MeetingChange(None, BUDGET))
    assert len(added["sammantraden"]) == 2
    assert merged_settings(added, MeetingChange(BUDGET, None)) == SETTINGS
    both = MeetingChange(None, BUDGET), MeetingChange(BUDGET, None)
    assert merged_settings(added, *both) == SETTINGS
    assert merged_settings(SETTINGS, *both) == SETTINGS


def test_a_meeting_that_comes_back_has_its_number_and_the_fields_that_are_not_ours() -> None:
    own = with_(SETTINGS, ("sammantraden", "1", "lokal"), "Rådhuset")
    own = with_(own, ("sammantraden", "7"), {"datum": "2024-10-15", "arende": "Budget"})
    number, more = meeting_record(in_memory(duplicate(own)), MEETING)
    assert (number, more) == (1, {"lokal": "Rådhuset"})
    without = merged_settings(own, MeetingChange(MEETING, None, number, more))
    assert list(without["sammantraden"]) == ["7"]
    assert merged_settings(without, MeetingChange(None, MEETING, number, more)) == own


def test_a_meeting_that_another_program_has_removed_comes_back_as_it_was_changed() -> None:
    without = with_(SETTINGS, ("sammantraden",), {})
    new = replace(MEETING, paragraf="§ 43")
    assert parsed_settings(merged_settings(without, MeetingChange(MEETING, new)), FILE)[
        0
    ].sammantraden == (new,)
    assert merged_settings(without, MeetingChange(MEETING, None))["sammantraden"] == {}


def test_settings_are_made_where_there_is_no_file() -> None:
    changes = SettingChange("installningar/namnd", "", "Nämnden")
    ra = merged_settings(None, changes, MeetingChange(None, MEETING))
    assert parsed_settings(ra, FILE) == (Settings(namnd="Nämnden", sammantraden=(MEETING,)), ())


def test_two_programs_that_write_at_the_same_time_both_have_their_say(tmp_path: Path) -> None:
    folder = put_data_folder(tmp_path / "data")
    file = folder / "installningar.json"
    times = iter(range(3))

    @contextmanager
    def other_program(*_: object) -> Iterator[None]:
        """It writes between our reading and our replace, three times in a row."""
        if (nr := next(times, None)) is not None:
            theirs = decoded(file.read_bytes())
            theirs["trosklar"]["1"]["risk_hog"] = Decimal(5 + nr)
            file.write_bytes(encoded(theirs))
        yield

    store = Store(folder, rewrite=other_program)
    store.settings()
    assert store.save_settings([near(90, 80)]) == ()
    thresholds = Store(folder).settings()[0].thresholds
    assert (thresholds.near_share, thresholds.risk_high) == (80, 7)
