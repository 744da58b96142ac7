"""The record that says which version a file has, and whose it is."""

import unicodedata
from typing import Any

import pytest

from tui.store.codec import Json
from tui.store.storage import Schema, in_memory, parsed_schema, put_schema

OWNER = {"dokument": "2024-delår", "flik": "drift"}


def parsed(value: Json, file: str, owner: dict[str, str]) -> Schema:
    return parsed_schema(in_memory({"schema": value}), file, owner)


def test_a_new_files_record_is_understood() -> None:
    database = in_memory()
    put_schema(database, **OWNER)
    assert parsed_schema(database, "fil", OWNER) == (True, ())


@pytest.mark.parametrize("version", [None, "1", True, 0, -1, [1]])
def test_a_file_of_no_known_version_cannot_be_saved(version: Any) -> None:
    schema = parsed({"1": {"version": version}}, "a/drift.json", {})
    assert not schema.writable
    assert schema.error[0].sentence.startswith("a/drift.json säger inte vilken version den har")


def test_a_newer_file_cannot_be_saved() -> None:
    schema = parsed({"1": {"version": 2}}, "a/drift.json", {})
    assert not schema.writable
    assert "a/drift.json är skriven av en nyare version" in schema.error[0].sentence


@pytest.mark.parametrize("schema", [[], 1, {"1": []}, {"a": {}}])
def test_a_broken_record_is_one_fault(schema: Any) -> None:
    read = parsed(schema, "a/drift.json", OWNER)
    assert not read.writable
    assert len(read.error) == 1


def test_a_file_from_another_document_is_told_of_and_can_be_saved() -> None:
    schema = parsed({"1": {"version": 1, "dokument": "2023", "flik": "drift"}}, "fil", OWNER)
    assert schema.writable
    assert "höra till dokument ”2023”" in schema.error[0].sentence


def test_a_name_spelled_by_macos_is_the_same_name() -> None:
    apart = unicodedata.normalize("NFD", OWNER["dokument"])
    assert apart != OWNER["dokument"]
    assert parsed({"1": {"version": 1, "dokument": apart}}, "fil", OWNER).error == ()
