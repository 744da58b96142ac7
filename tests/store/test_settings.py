"""The settings' file: a bad field gives its default and a sentence, the rest is read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from tests.store.help import SETTINGS, duplicate, paths, with_
from tui.domain.finding import FileError
from tui.domain.settings import SCALES, Sammantrade, Settings, Thresholds
from tui.store.errors import ItemError
from tui.store.settings_file import parsed_settings as parsed
from tui.store.settings_file import put_choices, put_settings
from tui.store.storage import in_memory, raw_tables

FILE = "data/installningar.json"


def parsed_settings(value: Any, file: str) -> tuple[Settings, tuple[FileError, ...]]:
    return parsed(in_memory(value), file)


def merged_choice(value: Any, choices: dict[str, str]) -> Any:
    database = in_memory(duplicate(value))
    put_choices(database, choices)
    return raw_tables(database)


def merged_settings(value: Any, before: Settings, new: Settings) -> Any:
    database = in_memory(duplicate(value))
    put_settings(database, before, new)
    return raw_tables(database)


def test_settings_are_read_over_the_defaults() -> None:
    settings, error = parsed_settings(SETTINGS, FILE)
    assert error == ()
    assert settings.theme == "ljus"
    assert settings.thresholds == Thresholds(near_share=Decimal(90), risk_high=Decimal(9))
    assert settings.scale("ja_nej") == ("Ja", "Nej", "Vet ej")
    assert settings.scale("mal") == SCALES["mal"]
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
    assert settings.kommun == "Alingsås kommun"


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
    meeting = Sammantrade(date(2024, 10, 15), "", "Budget")
    new = replace(
        before,
        namnd="Nämnden",
        thresholds=replace(before.thresholds, near_share=Decimal("92.5")),
        scales={**before.scales, "hantering": ("Hanteras",)},
        sammantraden=(*before.sammantraden, meeting),
    )
    ra = merged_settings(SETTINGS, before, new)
    assert parsed_settings(ra, FILE) == (new, ())
    assert ra["schema"] == SETTINGS["schema"]
    assert ra["trosklar"]["1"] == {**SETTINGS["trosklar"]["1"], "nara_andel": Decimal("92.5")}
    assert ra["skalor"]["1"] == SETTINGS["skalor"]["1"]


def test_settings_that_are_not_changed_leave_the_file_as_it_is() -> None:
    before, _ = parsed_settings(SETTINGS, FILE)
    assert merged_settings(SETTINGS, before, before) == SETTINGS


def test_what_was_changed_by_hand_meanwhile_stays() -> None:
    before, _ = parsed_settings(SETTINGS, FILE)
    for_hand = with_(SETTINGS, ("trosklar", "1", "risk_hog"), 7)
    new = replace(before, thresholds=replace(before.thresholds, near_share=Decimal(80)))
    thresholds = merged_settings(for_hand, before, new)["trosklar"]["1"]
    assert (thresholds["risk_hog"], thresholds["nara_andel"]) == (7, 80)


def test_a_meeting_that_stays_keeps_the_fields_that_are_not_ours() -> None:
    before, _ = parsed_settings(SETTINGS, FILE)
    own = with_(SETTINGS, ("sammantraden", "1", "lokal"), "Rådhuset")
    earlier = Sammantrade(date(2024, 8, 20))
    new = replace(before, sammantraden=(earlier, replace(before.sammantraden[0], paragraf="§ 43")))
    items = merged_settings(own, before, new)["sammantraden"]
    assert items["2"]["lokal"] == "Rådhuset" and items["2"]["paragraf"] == "§ 43"
    assert "lokal" not in items["1"]


def test_settings_are_made_where_there_is_no_file() -> None:
    new = Settings(namnd="Nämnden", sammantraden=(Sammantrade(date(2024, 9, 17)),))
    ra = merged_settings(None, Settings(), new)
    assert parsed_settings(ra, FILE) == (new, ())
