"""Every document that can be proposed is stored and read back as it was made."""

from pathlib import Path

import pytest

from tests.five_documents import IDS, area
from tests.malls import REGISTER
from tui.domain.next_document.document import next_document
from tui.domain.next_document.sources import Underlag, next_proposal
from tui.domain.register import TABS
from tui.domain.settings import Settings
from tui.store.folder import Store

UNDERLAG = [
    Underlag(area().document[d], {f.id: area().tables[(d, f.id)] for f in TABS}) for d in IDS
]


@pytest.mark.parametrize("from_", IDS)
def test_what_is_made_is_what_is_read(from_: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for proposal in next_proposal(area().document[from_], area().document.values()):
        next_ = next_document(proposal, from_, UNDERLAG, Settings(), REGISTER)
        store.create(next_.document, next_.tabs)
        new = Store(tmp_path)
        assert next_.document in new.document()[0]
        for tab, tables in next_.tabs.items():
            loaded, error = new.tab(proposal.id, tab)
            assert error == ()
            assert loaded == tables
