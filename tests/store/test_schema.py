"""The record that says which version a file has, and whose it is."""

import unicodedata
from typing import Any

import pytest

from tui.store.schema import schemapost, tolkat_schema

AGARE = {"dokument": "2024-delår", "flik": "drift"}


def test_a_new_files_record_is_understood() -> None:
    assert tolkat_schema({"schema": schemapost(**AGARE)}, "fil", AGARE) == (True, ())


@pytest.mark.parametrize("version", [None, "1", True, 0, -1, [1]])
def test_a_file_of_no_known_version_cannot_be_saved(version: Any) -> None:
    schema = tolkat_schema({"schema": {"1": {"version": version}}}, "a/drift.json", {})
    assert not schema.skrivbar
    assert schema.fel[0].mening.startswith("a/drift.json säger inte vilken version den har")


def test_a_newer_file_cannot_be_saved() -> None:
    schema = tolkat_schema({"schema": {"1": {"version": 2}}}, "a/drift.json", {})
    assert not schema.skrivbar
    assert "a/drift.json är skriven av en nyare version" in schema.fel[0].mening


@pytest.mark.parametrize("schema", [[], 1, {"1": []}, {"a": {}}])
def test_a_broken_record_is_one_fault(schema: Any) -> None:
    tolkat = tolkat_schema({"schema": schema}, "a/drift.json", AGARE)
    assert not tolkat.skrivbar
    assert len(tolkat.fel) == 1


def test_a_file_from_another_document_is_told_of_and_can_be_saved() -> None:
    schema = tolkat_schema({"schema": schemapost(dokument="2023", flik="drift")}, "fil", AGARE)
    assert schema.skrivbar
    assert "höra till dokument ”2023”" in schema.fel[0].mening


def test_a_name_spelled_by_macos_is_the_same_name() -> None:
    isar = unicodedata.normalize("NFD", AGARE["dokument"])
    assert isar != AGARE["dokument"]
    assert tolkat_schema({"schema": schemapost(dokument=isar)}, "fil", AGARE).fel == ()
