"""The record that says which version a file has, and whose it is."""

import unicodedata
from typing import Any

import pytest

from tui.store.schema import parsed_schema, schema_item

OWNER = {"dokument": "2024-delår", "flik": "drift"}


def test_a_new_files_record_is_understood() -> None:
    assert parsed_schema({"schema": schema_item(**OWNER)}, "fil", OWNER) == (True, ())


@pytest.mark.parametrize("version", [None, "1", True, 0, -1, [1]])
def test_a_file_of_no_known_version_cannot_be_saved(version: Any) -> None:
    schema = parsed_schema({"schema": {"1": {"version": version}}}, "a/drift.json", {})
    assert not schema.writable
    assert schema.error[0].sentence.startswith("a/drift.json säger inte vilken version den har")


def test_a_newer_file_cannot_be_saved() -> None:
    schema = parsed_schema({"schema": {"1": {"version": 2}}}, "a/drift.json", {})
    assert not schema.writable
    assert "a/drift.json är skriven av en nyare version" in schema.error[0].sentence


@pytest.mark.parametrize("schema", [[], 1, {"1": []}, {"a": {}}])
def test_a_broken_record_is_one_fault(schema: Any) -> None:
    parsed = parsed_schema({"schema": schema}, "a/drift.json", OWNER)
    assert not parsed.writable
    assert len(parsed.error) == 1


def test_a_file_from_another_document_is_told_of_and_can_be_saved() -> None:
    schema = parsed_schema({"schema": schema_item(dokument="2023", flik="drift")}, "fil", OWNER)
    assert schema.writable
    assert "höra till dokument ”2023”" in schema.error[0].sentence


def test_a_name_spelled_by_macos_is_the_same_name() -> None:
    apart = unicodedata.normalize("NFD", OWNER["dokument"])
    assert apart != OWNER["dokument"]
    assert parsed_schema({"schema": schema_item(dokument=apart)}, "fil", OWNER).error == ()
