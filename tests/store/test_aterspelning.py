"""After any end of the program, every committed event is in the workspace exactly once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.store.journalhjalp import (
    DRIFT,
    FILER,
    TID,
    andrad_cell,
    disk,
    hashar,
    som_fil,
    ur_filer,
    yta,
)
from tui.arbetsyta import (
    Andring,
    Arbetsyta,
    Cellandring,
    Dokumentandring,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    genomford,
    omvant,
)
from tui.domain.fel import Adress
from tui.domain.tabell import ETIKETT, Rad
from tui.store.aterspelning import (
    Plan,
    aterspelning,
    berorda,
    fil_for,
    passar,
    spelad,
)
from tui.store.fel import Lasfel
from tui.store.filhash import Baser, filhash, filhashar, sha256
from tui.store.journal import Journal
from tui.store.journalinnehall import Innehall
from tui.store.journalrad import (
    Avsikt,
    Forkastad,
    Handelse,
    Innehallsrad,
    Sparad,
    Trasig,
)
from tui.store.katalog import filnamn_for


def handelse(nr: int, *filer: str, **bas: str | None) -> Handelse:
    """An event that sets a cell in each of the files to its number; ``bas`` is of the first."""
    filer = filer or (DRIFT,)
    steg = (Cellandring(Adress("d1", "t1", "rad_1", "a"), None, Decimal(nr)),) * len(filer)
    baser = {filer[0]: bas["bas"]} if bas else {}
    return Handelse(nr, TID, "anna", "gor", steg, filer, bas=baser)


def plan(*rader: Innehallsrad, **nu: str | None) -> Plan:
    """The plan where ``d1/drift`` now is ``nu``."""
    return aterspelning(Innehall(rader), {DRIFT: nu["nu"]} if nu else {})


def spelas(p: Plan) -> list[int]:
    return [h.nr for h in p.spela.get(DRIFT, ())]


# --- which events, on which file


def test_an_empty_journal_has_nothing_to_do() -> None:
    assert plan(nu="x") == Plan()
    assert plan(nu="x").inget_att_gora


def test_events_on_a_file_that_was_never_saved_are_replayed_on_their_base() -> None:
    p = plan(handelse(1, bas="A"), handelse(2), nu="A")
    assert spelas(p) == [1, 2]
    assert p.konflikter == ()
    assert not p.inget_att_gora
    assert [a.till for a in p.steg(DRIFT)] == [1, 2]  # type: ignore[union-attr]


def test_a_missing_file_can_be_a_base_too() -> None:
    assert spelas(plan(handelse(1, bas=None), nu=None)) == [1]
    assert plan(handelse(1, bas=None), nu="X").konflikter


def test_what_a_save_holds_is_not_replayed() -> None:
    p = plan(handelse(1, bas="A"), Avsikt(DRIFT, "B", "A", 1), Sparad(DRIFT, "B", 1), nu="B")
    assert p == Plan()
    p = plan(handelse(1, bas="A"), handelse(2), Sparad(DRIFT, "B", 1), handelse(3), nu="B")
    assert spelas(p) == [2, 3]


def test_with_nothing_unsaved_another_file_is_no_matter() -> None:
    assert plan(handelse(1, bas="A"), Sparad(DRIFT, "B", 1), nu="C") == Plan()
    assert plan(handelse(1, bas="A"), Sparad(DRIFT, "B", 1), nu=None) == Plan()


@pytest.mark.parametrize(
    ("nu", "ska_spelas", "sparade"),
    [("A", [1, 2, 3], []), ("B", [2, 3], [(DRIFT, "B", 1)]), ("C", [3], [(DRIFT, "C", 2)])],
)
def test_of_intents_without_a_save_the_file_says_how_far_they_came(
    nu: str, ska_spelas: list[int], sparade: list[Any]
) -> None:
    rader = (
        handelse(1, bas="A"),
        Avsikt(DRIFT, "B", "A", 1),
        handelse(2),
        Avsikt(DRIFT, "C", "B", 2),
        handelse(3),
    )
    p = plan(*rader, nu=nu)
    assert spelas(p) == ska_spelas
    assert [(s.fil, s.hash, s.nr) for s in p.sparade] == sparade


def test_a_file_that_was_replaced_just_before_a_crash_is_noted_and_not_replayed() -> None:
    p = plan(handelse(1, bas="A"), Avsikt(DRIFT, "B", "A", 1), nu="B")
    assert p.inget_att_gora
    assert p.sparade == (Sparad(DRIFT, "B", 1),)


def test_without_a_noted_base_the_first_intent_names_it() -> None:
    rader = (handelse(1), Avsikt(DRIFT, "B", "A", 1), handelse(2))
    assert spelas(plan(*rader, nu="A")) == [1, 2]
    assert spelas(plan(*rader, nu="B")) == [2]
    assert plan(handelse(1), nu="A").konflikter


def test_an_intent_over_somebody_elses_file_does_not_make_it_the_base() -> None:
    rader = (handelse(1, bas="A"), Avsikt(DRIFT, "M", "T", 1), handelse(2))
    assert [h.nr for h in plan(*rader, nu="T").konflikter[0].mina] == [1, 2]
    assert spelas(plan(*rader, nu="A")) == [1, 2]
    assert spelas(plan(*rader, nu="M")) == [2]


def test_bytes_that_come_back_hold_the_later_events() -> None:
    rader = (handelse(1, bas="A"), handelse(2), Avsikt(DRIFT, "A", "A", 2), handelse(3))
    assert spelas(plan(*rader, nu="A")) == [3]


def test_a_file_changed_by_somebody_else_is_a_conflict_with_both_sides_in_it() -> None:
    rader = (handelse(1, bas="A"), Sparad(DRIFT, "B", 1), handelse(2, bas="B"), handelse(3))
    for nu in ("X", "A", None):
        p = plan(*rader, nu=nu)
        assert p.spela == {}
        (konflikt,) = p.konflikter
        assert (konflikt.fil, konflikt.deras) == (DRIFT, nu)
        assert [h.nr for h in konflikt.mina] == [2, 3]
        assert [a.till for a in konflikt.steg()] == [2, 3]  # type: ignore[union-attr]
    assert plan(*rader, nu="X").konflikter[0].mening == (
        "d1/drift.json har ändrats av ett annat program medan du hade ändringar som inte hann "
        "sparas; välj vad som ska gälla."
    )
    assert "d1/drift.json har tagits bort medan" in plan(*rader, nu=None).konflikter[0].mening


def test_a_base_that_another_program_gave_is_the_one_that_counts() -> None:
    rader = (handelse(1, bas="A"), Sparad(DRIFT, "B", 1), handelse(2, bas="C"))
    assert spelas(plan(*rader, nu="C")) == [2]
    assert plan(*rader, nu="B").konflikter


def test_what_was_discarded_is_not_replayed_and_the_file_counts() -> None:
    rader = (handelse(1, bas="A"), handelse(2), Forkastad(DRIFT, "X", 2))
    assert plan(*rader, nu="X") == Plan()
    assert spelas(plan(*rader, handelse(3, bas="X"), nu="X")) == [3]
    assert plan(*rader, handelse(3), nu="A").konflikter


def test_what_is_kept_of_the_own_side_is_one_step_on_the_file_as_it_is() -> None:
    rader = (handelse(1, bas="A"), handelse(2), handelse(3, bas="X"))
    assert spelas(plan(*rader, nu="X")) == [3]
    assert [h.nr for h in plan(*rader, nu="Y").konflikter[0].mina] == [3]


def test_each_file_is_looked_at_by_itself() -> None:
    rader = (
        handelse(1, "d1/drift", "d1/", bas="A"),
        handelse(2, "d2/drift", bas="D"),
        Sparad("d1/", "H", 1),
        handelse(3, "d1/", bas="H"),
    )
    innehall = Innehall(rader)
    assert berorda(innehall) == ("d1/drift", "d1/", "d2/drift")
    p = aterspelning(innehall, {"d1/drift": "A", "d1/": "H", "d2/drift": "X"})
    assert {fil: [h.nr for h in hs] for fil, hs in p.spela.items()} == {
        "d1/drift": [1],
        "d1/": [3],
    }
    assert [k.fil for k in p.konflikter] == ["d2/drift"]


def test_only_files_with_something_unsaved_need_be_read() -> None:
    assert berorda(Innehall()) == ()
    rader = (handelse(1, bas="A"), Sparad(DRIFT, "B", 1), Avsikt("d1/", "x", None, 0))
    assert berorda(Innehall(rader)) == ()


def test_after_an_unreadable_line_nothing_is_replayed_unseen() -> None:
    p = plan(handelse(1, bas="A"), Trasig(3), handelse(3), nu="A")
    assert [h.nr for h in p.konflikter[0].mina] == [1, 3]
    assert p.konflikter[0].mening == (
        "d1/drift.json har ändringar som inte hann sparas och som inte säkert passar in i filen; "
        "välj vad som ska gälla."
    )


def test_an_unreadable_line_before_a_save_or_a_noted_base_is_no_matter() -> None:
    fore = (handelse(1, bas="A"), Trasig(3))
    assert spelas(plan(*fore, Sparad(DRIFT, "B", 2), handelse(3), nu="B")) == [3]
    assert spelas(plan(*fore, handelse(3, bas="B"), nu="B")) == [3]
    assert spelas(plan(*fore, Avsikt(DRIFT, "B", "A", 2), handelse(3), nu="B")) == [3]
    assert plan(*fore, Avsikt(DRIFT, "B", "A", 2), handelse(3), nu="A").konflikter


def test_what_does_not_fit_after_all_is_a_conflict_and_the_rest_is_replayed() -> None:
    ratt = replace(handelse(1, bas="A"), steg=(andrad_cell(yta(), Decimal(9)),))
    fel = replace(handelse(2, "d2/drift", bas="B"), steg=(andrad_cell(yta(), None, "rad_2"),))
    borta = replace(fel, nr=3, filer=("borta/drift",), bas={"borta/drift": None})
    borta = replace(borta, steg=(Cellandring(Adress("borta", "t1"), None, Decimal(1)),))
    trasig = replace(fel, steg=(Cellandring(Adress("d2", "t1", "rad_0", "a"), None, None),))
    p = aterspelning(Innehall((ratt, trasig, borta)), {DRIFT: "A", "d2/drift": "B"})
    assert p.konflikter == ()
    nu, konflikter = spelad(yta(), p)
    assert nu.tabeller == genomford(yta(), ratt.steg).tabeller
    assert [(k.fil, k.deras, k.mina) for k in konflikter] == [
        ("d2/drift", "B", (trasig,)),
        ("borta/drift", None, (borta,)),
    ]


def test_a_files_name_out_of_the_journal_is_safe_to_show() -> None:
    fil = "d\x1b[31m/flik"
    p = aterspelning(Innehall((handelse(1, fil, bas="A"),)), {fil: "X"})
    assert p.konflikter[0].mening.isprintable()


# --- killed at every step of committing and saving


class Spelet:
    """A session whose files lie in a dict, and a picture of all of it after every step."""

    def __init__(self, mapp: Path) -> None:
        self.journal = Journal(mapp, "anna", lambda: TID)
        self.yta, self.disk = yta(), disk(yta())
        self.bilder: list[tuple[bytes, Mapping[str, bytes], Arbetsyta]] = []
        self.nr = 0

    def bild(self) -> None:
        data = self.journal.fil.read_bytes() if self.journal.fil.exists() else b""
        self.bilder.append((data, dict(self.disk), self.yta))

    def gor(self, *gor: Callable[[Arbetsyta], Andring], slag: Any = "gor") -> None:
        steg: tuple[Andring, ...] = ()
        for en in gor:
            steg = (*steg, en(genomford(self.yta, steg)))
        self._bokfor(steg, slag)

    def angra(self, steg: tuple[Andring, ...]) -> None:
        self._bokfor(omvant(steg), "angra")

    def _bokfor(self, steg: tuple[Andring, ...], slag: Any) -> None:
        filer = tuple(fil_for(self.yta, andring) for andring in steg)
        h = self.journal.skriv(slag, steg, filer=filer, baser=hashar(self.disk))
        self.nr, self.yta, self.senast = h.nr, genomford(self.yta, steg), steg
        self.bild()

    def spara(self, fil: str, medan: Callable[[], None] = lambda: None) -> None:
        """The three steps of a save, with what is committed between them."""
        data, nr, fore = som_fil(self.yta, fil), self.nr, sha256(self.disk[fil])
        self.journal.avsikt(fil, sha256(data), fore, nr)
        self.bild()
        medan()
        self.disk[fil] = data
        self.bild()
        medan()
        self.journal.sparad(fil, sha256(data), nr)
        self.bild()


def tal(varde: int, rad: str = "rad_1") -> Callable[[Arbetsyta], Andring]:
    return lambda nu: andrad_cell(nu, Decimal(varde), rad)


def ny_rad(id_: str, plats: int = 0) -> Callable[[Arbetsyta], Andring]:
    return lambda _: RadTillagd(Adress("d1", "t1", id_), Rad(id_, "Ny"), plats)


def bort(id_: str) -> Callable[[Arbetsyta], Andring]:
    def andring(nu: Arbetsyta) -> Andring:
        tabell = nu.tabell("d1", "t1")
        return RadBorttagen(Adress("d1", "t1", id_), tabell.rad(id_), tabell.index[id_])

    return andring


def namn(text: str) -> Callable[[Arbetsyta], Andring]:
    return lambda nu: Dokumentandring(nu.dokument["d1"], replace(nu.dokument["d1"], namn=text))


def i_mal(varde: int) -> Callable[[Arbetsyta], Andring]:
    return lambda _: Cellandring(Adress("d1", "t2", "rad_0", "a"), Decimal(0), Decimal(varde))


def spelat(spel: Spelet) -> None:
    """Edits and saves as they come about, one while another is under way."""
    spel.bild()
    spel.gor(tal(10))
    spel.gor(ny_rad("ny_1"))
    spel.spara(DRIFT)
    spel.gor(bort("rad_2"), tal(11))
    spel.spara(DRIFT, medan=lambda: spel.gor(ny_rad(f"ny_{spel.nr}"), tal(spel.nr)))
    spel.angra(spel.senast)
    spel.gor(tal(12), namn("Nytt namn"), i_mal(7))
    spel.spara("d1/")
    spel.spara(DRIFT)
    spel.gor(namn("Ännu ett"), bort("rad_3"))
    spel.spara("d1/mal")
    # Back to the bytes that the file has: a save that changes nothing.
    spel.angra(spel.senast)
    spel.spara(DRIFT)
    spel.gor(tal(13))


def aterstalld(mapp: Path, journal: bytes, filer: Mapping[str, bytes]) -> Arbetsyta:
    """The workspace after a start on these files."""
    (mapp / ".namndkoll").mkdir(exist_ok=True)
    (mapp / ".namndkoll" / "journal.jsonl").write_bytes(journal)
    innehall = Journal(mapp, "bo").las()
    resultat, konflikter = spelad(ur_filer(filer), aterspelning(innehall, hashar(filer)))
    assert konflikter == ()
    return resultat


def lika(ena: Arbetsyta, andra: Arbetsyta) -> bool:
    return ena.tabeller == andra.tabeller and ena.dokument == andra.dokument


def test_killed_after_any_step_everything_committed_is_there_exactly_once(tmp_path: Path) -> None:
    spel = Spelet(tmp_path / "a")
    (tmp_path / "a").mkdir()
    spelat(spel)
    assert len(spel.bilder) > 25
    for journal, filer, ratt in spel.bilder:
        assert lika(aterstalld(tmp_path, journal, filer), ratt)


def test_killed_at_any_byte_of_any_append_everything_committed_is_there_exactly_once(
    tmp_path: Path,
) -> None:
    spel = Spelet(tmp_path / "a")
    (tmp_path / "a").mkdir()
    spelat(spel)
    for (fore, filer, ratt), (efter, _, sedan) in zip(spel.bilder, spel.bilder[1:], strict=False):
        for langd in range(len(fore), len(efter) - 1, 7):
            assert lika(aterstalld(tmp_path, efter[:langd], filer), ratt)
        # All but its newline: the line is whole, though nobody was told so.
        assert lika(aterstalld(tmp_path, efter[:-1], filer), sedan)


def test_killed_again_and_again_during_recovery_everything_is_there_exactly_once(
    tmp_path: Path,
) -> None:
    spel = Spelet(tmp_path / "a")
    (tmp_path / "a").mkdir()
    spelat(spel)
    for bild, (data, filer, ratt) in enumerate(spel.bilder):
        mapp = tmp_path / f"b{bild}"
        (mapp / ".namndkoll").mkdir(parents=True)
        igen = Spelet(mapp)
        igen.journal.fil.write_bytes(data)
        igen.disk, igen.nr = dict(filer), igen.journal.sista_nr()
        p = aterspelning(igen.journal.las(), hashar(filer))
        igen.yta, _ = spelad(ur_filer(filer), p)
        for sparad in p.sparade:
            igen.journal.sparad(sparad.fil, sparad.hash, sparad.nr)
            igen.bild()
        for fil in p.spela:
            igen.spara(fil)
        for journal, nya, _ in igen.bilder:
            assert lika(aterstalld(tmp_path, journal, nya), ratt)
        assert aterspelning(igen.journal.las(), hashar(igen.disk)).inget_att_gora
        assert igen.journal.las().fel == ()


@pytest.mark.parametrize("fil", FILER)
def test_a_file_that_was_exchanged_while_edits_were_unsaved_is_never_written_into(
    tmp_path: Path, fil: str
) -> None:
    spel = Spelet(tmp_path)
    spelat(spel)
    innehall = spel.journal.las()
    nu = {**hashar(spel.disk), fil: "annan"}
    p = aterspelning(innehall, nu)
    assert fil not in p.spela
    assert [k.fil for k in p.konflikter] == [f for f in berorda(innehall) if f == fil]


# --- whether a step still fits


def test_what_was_done_fits_and_can_be_undone() -> None:
    rad = yta().tabell("d1", "t1").rad("rad_1")
    plats = Adress("d1", "t1", "rad_1")
    huvud = yta().dokument["d1"]
    for steg in (
        (andrad_cell(yta(), Decimal(9)), andrad_cell(yta(), "text", kolumn="b")),
        (andrad_cell(yta(), "Ny", kolumn=ETIKETT),),
        (andrad_cell(yta(), None, kolumn=ETIKETT),),
        (RadFlyttad(plats, 1, 3), RadBorttagen(plats, rad, 3), RadTillagd(plats, rad, 0)),
        (Dokumentandring(huvud, replace(huvud, namn="Nytt")),),
    ):
        assert passar(yta(), steg)
        assert passar(genomford(yta(), steg), omvant(steg))


def test_what_does_not_meet_what_it_was_made_on_does_not_fit() -> None:
    rad, ny = Rad("rad_1", "R"), Rad("ny", "N")
    plats, huvud = Adress("d1", "t1", "rad_1"), yta().dokument["d1"]
    for andring in (
        Cellandring(replace(plats, kolumn="a"), Decimal(5), Decimal(6)),
        Cellandring(replace(plats, kolumn=ETIKETT), "Annan", "Ny"),
        Cellandring(replace(plats, rad="borta", kolumn="a"), None, Decimal(6)),
        Cellandring(replace(plats, tabell="borta"), None, Decimal(6)),
        Cellandring(replace(plats, dokument="borta"), None, Decimal(6)),
        RadTillagd(plats, rad, 0),
        RadTillagd(plats, ny, 5),
        RadBorttagen(plats, rad, 1),
        RadBorttagen(plats, yta().tabell("d1", "t1").rad("rad_1"), 2),
        RadBorttagen(Adress("d1", "t1", "ny"), ny, 2),
        RadFlyttad(plats, 2, 0),
        RadFlyttad(plats, 1, 4),
        Dokumentandring(replace(huvud, namn="Annat"), huvud),
        Dokumentandring(replace(huvud, id="borta"), replace(huvud, id="borta")),
    ):
        assert not passar(yta(), (andring,))


# --- files and hashes


def test_files_have_the_names_that_the_store_gives_them(tmp_path: Path) -> None:
    assert filnamn_for("2024-delar/drift") == "2024-delar/drift.json"
    assert filnamn_for("2024-delar/") == "2024-delar/dokument.json"
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "dokument.json").write_bytes(b"abc")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256(b"abc") == filhash(tmp_path, "d/") == abc
    assert filhashar(tmp_path, ("d/", "d/drift")) == {"d/": abc, "d/drift": None}


@pytest.mark.parametrize("fil", ["../x/y", "/etc/", "", "d/../x", ".namndkoll/x", "d\0/x", "d/x\0"])
def test_a_name_that_leads_out_of_the_folder_is_no_file(tmp_path: Path, fil: str) -> None:
    assert filhash(tmp_path, fil) is None


def test_a_base_is_the_hash_of_the_bytes_that_the_session_has_read(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    kanda = {tmp_path / "d" / "drift.json": b"abc", tmp_path / "d" / "mal.json": None}
    baser = Baser(tmp_path, lambda vag, data: kanda[vag] == data)
    (tmp_path / "d" / "drift.json").write_bytes(b"abc")
    assert baser["d/drift"] == sha256(b"abc")
    assert baser["d/mal"] is None
    (tmp_path / "d" / "mal.json").write_bytes(b"")
    assert "d/mal" not in baser
    assert baser.get("d/mal", "?") == "?"
    (tmp_path / "d" / "drift.json").unlink()
    (tmp_path / "d" / "drift.json").mkdir()
    with pytest.raises(Lasfel):
        baser["d/drift"]


def test_a_file_that_cannot_be_read_has_no_hash(tmp_path: Path) -> None:
    (tmp_path / "d" / "drift.json").mkdir(parents=True)
    with pytest.raises(Lasfel):
        filhash(tmp_path, "d/drift")


def test_a_change_belongs_to_the_file_of_its_table() -> None:
    huvud = yta().dokument["d2"]
    assert fil_for(yta(), Dokumentandring(huvud, huvud)) == "d2/"
    assert fil_for(yta(), i_mal(1)(yta())) == "d1/mal"
    with pytest.raises(KeyError):
        fil_for(yta(), Cellandring(Adress("d2", "t2"), None, None))
