"""``namndkoll visa``: the documents' tables in print."""

from argparse import Namespace

from tui.cli.parser import UsageError
from tui.cli.reading import Say, heads, workspace
from tui.report.printing import printed
from tui.report.sheets import Bundle, ChoiceError, bundle, chosen_document, chosen_sheet
from tui.report.tables import list_table, plain_table
from tui.report.writers.json import json_text, list_json, table_json
from tui.store.folder import Store


def run(args: Namespace, store: Store, say: Say, width: int | None) -> tuple[str, int]:
    """What to write, and the exit status. Raises UsageError."""
    try:
        return _printed(args, store, say, width), 0
    except ChoiceError as error:
        raise UsageError(str(error)) from None


def _printed(args: Namespace, store: Store, say: Say, width: int | None) -> str:
    form = args.format or "text"
    bundles = _bundles(args, store, say)
    if not (any(args.words) or args.alla):
        return printed(bundles, list_table, list_json, form, width)
    sheets = [one for bundle in bundles for one in bundle.sheets]
    if any(args.words):
        sheets = [chosen_sheet(bundles[0], args.words[0])]
        if form == "json":
            return json_text(table_json(sheets[0]))
    return printed(sheets, plain_table, table_json, form, width)


def _bundles(args: Namespace, store: Store, say: Say) -> list[Bundle]:
    """The documents asked for; all of them where neither a table nor a document is."""
    settings, documents = heads(store, say)
    chosen = chosen_document(documents, args.dokument or "", settings.last_document)
    if any(args.words) or args.dokument is not None:
        documents = (chosen,)
    area = workspace(store, settings, documents, say)
    return [bundle(area, document) for document in documents]
