"""The workspace: changes and their inverses, undo and redo against a model, working copies."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.domain.naiv import INMATADE, naivt, prov, tabeller, varden
from tests.fem_dokument import IDN, yta
from tui.arbetsyta import (
    MAX_STEG,
    Andring,
    Arbetsyta,
    Cellandring,
    Dokumentandring,
    Historik,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    andrad_tabell,
    angra,
    arbetskopia,
    cellandring,
    dokument_for,
    genomford,
    gor_om,
    ledigt_id,
    omvand,
    omvant,
    ordnade_dokument,
    tillampad,
)
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Filfel
from tui.domain.period import Period
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.domain.uttryck import Barn
from tui.domain.varde import Marke, Varde

D = Decimal
HUVUD = Dokument("d", "D", "delarsbokslut", Period(date(2024, 1, 1), date(2024, 8, 31)))
NYCKEL = ("d", "drift")


def arbetsyta(tabell: Tabell) -> Arbetsyta:
    """A workspace with one document and this table between two others."""
    annan, tredje = replace(prov(()), id="annan"), replace(prov(()), id="tredje")
    return Arbetsyta({"d": HUVUD}, {NYCKEL: (annan, tabell, tredje)})


def adress(rad: str = "", kolumn: str = "") -> Adress:
    return Adress("d", "prov", rad, kolumn)


# ---- A change and its inverse ---------------------------------------------------------------


@st.composite
def andringar(draw: st.DrawFn, tabell: Tabell) -> Andring:
    """Any change that fits the table."""
    antal = len(tabell.rader)
    ny = Rad("ny", "Ny", foralder=draw(st.sampled_from([None, "r0"])), celler={"a": D(1)})
    if not antal or draw(st.integers(0, 3)) == 0:
        return RadTillagd(adress("ny"), ny, draw(st.integers(0, antal)))
    plats = draw(st.integers(0, antal - 1))
    rad = tabell.rader[plats]
    match draw(st.integers(0, 3)):
        case 0:
            return RadBorttagen(adress(rad.id), rad, plats)
        case 1:
            return RadFlyttad(adress(rad.id), plats, draw(st.integers(0, antal - 1)))
        case 2:
            return Cellandring(adress(rad.id, ETIKETT), rad.etikett, draw(st.text(max_size=3)))
    kolumn = draw(st.sampled_from(INMATADE))
    return Cellandring(adress(rad.id, kolumn), rad.celler.get(kolumn), draw(varden))


def som_ny(tabell: Tabell) -> Tabell:
    """The table with nothing remembered from before."""
    return replace(tabell)


@given(tabeller, st.data())
def test_a_change_and_its_inverse_give_the_same_table(tabell: Tabell, data: st.DataObject) -> None:
    andring = data.draw(andringar(tabell))
    andrad = andrad_tabell(tabell, andring)
    assert andrad_tabell(andrad, omvand(andring)) == tabell
    assert omvand(omvand(andring)) == andring


@given(tabeller, st.data())
def test_a_changed_table_finds_its_rows_and_children_as_one_made_anew(
    tabell: Tabell, data: st.DataObject
) -> None:
    assert len(tabell.index) == len(tabell.rader)
    assert tabell.barn == som_ny(tabell).barn
    for _ in range(3):
        tabell = andrad_tabell(tabell, data.draw(andringar(tabell)))
        tabell = _utan_dubbletter(tabell)
        assert tabell.index == som_ny(tabell).index
        assert tabell.barn == som_ny(tabell).barn


def _utan_dubbletter(tabell: Tabell) -> Tabell:
    ny = [i for i, r in enumerate(tabell.rader) if r.id == "ny"]
    if not ny:
        return tabell
    rader = [
        replace(r, id=f"n{len(tabell.rader)}") if i == ny[0] else r
        for i, r in enumerate(tabell.rader)
    ]
    return replace(tabell, rader=tuple(rader))


@given(tabeller, st.data())
def test_a_step_of_many_changes_is_undone_as_a_whole(tabell: Tabell, data: st.DataObject) -> None:
    fore = arbetsyta(tabell)
    nu = fore
    steg: tuple[Andring, ...] = ()
    for i in range(data.draw(st.integers(0, 4))):
        andring = data.draw(andringar(nu.tabell("d", "prov")))
        if isinstance(andring, RadTillagd):
            andring = replace(andring, rad=replace(andring.rad, id=f"ny{i}"))
        nu, steg = tillampad(nu, andring), (*steg, andring)
    assert genomford(fore, steg) == nu
    assert genomford(nu, omvant(steg)).tabeller == fore.tabeller


def test_every_real_cell_can_be_changed_and_changed_back() -> None:
    for (dokument, _), tabellerna in yta().tabeller.items():
        for tabell in tabellerna:
            for rad in tabell.rader[:2]:
                for kolumn in (*rad.celler, ETIKETT):
                    till: Varde = "ny" if kolumn == ETIKETT else Marke.STRECK
                    plats = Adress(dokument, tabell.id, rad.id, kolumn)
                    andring = cellandring(yta(), plats, till)
                    andrad = tillampad(yta(), andring)
                    assert andrad != yta()
                    assert tillampad(andrad, omvand(andring)).tabeller == yta().tabeller


def test_the_old_workspace_is_left_as_it_was() -> None:
    gammal = arbetsyta(prov((Rad("r", "R", celler={"a": D(1)}),)))
    ny = tillampad(gammal, cellandring(gammal, adress("r", "a"), D(2)))
    assert gammal.tabell("d", "prov").rad("r").celler == {"a": 1}
    assert ny.tabell("d", "prov").rad("r").celler == {"a": 2}
    assert [t.id for t in ny.tabeller[NYCKEL]] == ["annan", "prov", "tredje"]


def test_an_emptied_cell_comes_back_as_what_it_was() -> None:
    for varde in (D(0), Marke.STRECK, D("12.50"), "", None):
        celler = {} if varde is None else {"a": varde}
        fore = arbetsyta(prov((Rad("r", "R", celler=celler),)))
        andring = cellandring(fore, adress("r", "a"), None)
        assert andring.fran == varde
        efter = tillampad(tillampad(fore, andring), omvand(andring))
        assert efter.tabell("d", "prov").rad("r").celler == celler


@pytest.mark.parametrize(
    ("fran", "till", "ordning"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 1, "bac"), (1, 2, "acb")],
)
def test_a_moved_row_stands_at_the_place_that_it_was_moved_to(
    fran: int, till: int, ordning: str
) -> None:
    tabell = prov(tuple(Rad(namn, namn) for namn in "abc"))
    flyttad = andrad_tabell(tabell, RadFlyttad(adress(), fran, till))
    assert "".join(r.id for r in flyttad.rader) == ordning
    assert flyttad.rader[till].id == "abc"[fran]


def test_a_head_is_changed_and_changed_back() -> None:
    upplast = replace(HUVUD, upplast="fel belopp")
    andring = Dokumentandring(HUVUD, upplast)
    fore = arbetsyta(prov(()))
    efter = tillampad(fore, andring)
    assert efter.dokument["d"].upplast == "fel belopp"
    assert efter.tabeller == fore.tabeller
    assert tillampad(efter, omvand(andring)) == fore


@pytest.mark.parametrize(
    "andring",
    [
        Cellandring(Adress("x", "prov", "r", "a"), None, D(1)),
        Cellandring(Adress("d", "x", "r", "a"), None, D(1)),
        Cellandring(Adress("d", "prov", "x", "a"), None, D(1)),
        RadTillagd(Adress("d", "x"), Rad("r", "R"), 0),
    ],
)
def test_a_change_of_what_is_not_there_is_a_key_error(andring: Andring) -> None:
    with pytest.raises(KeyError):
        tillampad(arbetsyta(prov((Rad("r", "R"),))), andring)


def test_a_change_knows_its_document() -> None:
    assert dokument_for(Dokumentandring(HUVUD, HUVUD)) == "d"
    assert dokument_for(Cellandring(adress("r", "a"), None, None)) == "d"
    assert dokument_for(RadFlyttad(Adress("annat"), 0, 1)) == "annat"


# ---- Undo and redo against a model ----------------------------------------------------------


@dataclass
class Modellrad:
    """A row as plain Python has it."""

    id: str
    etikett: str
    celler: dict[str, Varde]


class AngraOchGorOm(RuleBasedStateMachine):
    """Edits of all kinds, undone and redone, against lists that are simply copied."""

    @initialize()
    def borja(self) -> None:
        rader = (
            Rad("s", "Summa", "summa", regel=Barn()),
            Rad("p", "Post", foralder="s", celler={"a": D(1)}),
        )
        self.yta, self.historik = arbetsyta(prov(rader)), Historik()
        self.modell = [Modellrad("s", "Summa", {}), Modellrad("p", "Post", {"a": D(1)})]
        self.fore: list[list[Modellrad]] = []
        self.efter: list[list[Modellrad]] = []
        self.nasta = 0

    def _kopia(self) -> list[Modellrad]:
        return [Modellrad(r.id, r.etikett, dict(r.celler)) for r in self.modell]

    def _gor(self, *steg: Andring) -> None:
        self.yta, self.historik = genomford(self.yta, steg), self.historik.med(steg)

    def _minns(self) -> None:
        self.fore.append(self._kopia())
        self.efter.clear()

    def _celler(self, data: st.DataObject, antal: int) -> None:
        self._minns()
        steg: list[Andring] = []
        nu = self.yta
        for _ in range(antal):
            rad = data.draw(st.sampled_from(self.modell))
            kolumn, till = data.draw(st.sampled_from(INMATADE)), data.draw(varden)
            steg.append(cellandring(nu, adress(rad.id, kolumn), till))
            nu = tillampad(nu, steg[-1])
            rad.celler.pop(kolumn, None)
            if till is not None:
                rad.celler[kolumn] = till
        self._gor(*steg)

    @precondition(lambda self: self.modell)
    @rule(data=st.data())
    def andra_en_cell(self, data: st.DataObject) -> None:
        self._celler(data, 1)

    @precondition(lambda self: self.modell)
    @rule(data=st.data(), antal=st.integers(0, 3))
    def klistra_in_flera(self, data: st.DataObject, antal: int) -> None:
        self._celler(data, antal)

    @precondition(lambda self: self.modell)
    @rule(data=st.data(), text=st.sampled_from(["", "Ny etikett", "Åäö"]))
    def andra_etikett(self, data: st.DataObject, text: str) -> None:
        self._minns()
        rad = data.draw(st.sampled_from(self.modell))
        self._gor(cellandring(self.yta, adress(rad.id, ETIKETT), text))
        rad.etikett = text

    @rule(data=st.data(), varde=varden)
    def lagg_till_rad(self, data: st.DataObject, varde: Varde) -> None:
        self._minns()
        plats, celler = data.draw(st.integers(0, len(self.modell))), {"b": varde}
        if varde is None:
            celler = {}
        rad = Rad(f"ny{self.nasta}", "Ny", foralder="s", celler=dict(celler))
        self.nasta += 1
        self._gor(RadTillagd(adress(rad.id), rad, plats))
        self.modell.insert(plats, Modellrad(rad.id, "Ny", dict(celler)))

    @precondition(lambda self: self.modell)
    @rule(data=st.data())
    def ta_bort_rad(self, data: st.DataObject) -> None:
        self._minns()
        plats = data.draw(st.integers(0, len(self.modell) - 1))
        rad = self.yta.tabell("d", "prov").rader[plats]
        self._gor(RadBorttagen(adress(rad.id), rad, plats))
        del self.modell[plats]

    @precondition(lambda self: self.modell)
    @rule(data=st.data())
    def flytta_rad(self, data: st.DataObject) -> None:
        self._minns()
        fran, till = (data.draw(st.integers(0, len(self.modell) - 1)) for _ in range(2))
        rad = self.modell.pop(fran)
        self._gor(RadFlyttad(adress(rad.id), fran, till))
        self.modell.insert(till, rad)

    @rule()
    def angra(self) -> None:
        fore = self.yta
        self.yta, self.historik, steg = angra(self.yta, self.historik)
        if not self.fore:
            assert (self.yta, steg) == (fore, ())
            return
        self.efter.append(self._kopia())
        self.modell = self.fore.pop()

    @rule()
    def gor_om(self) -> None:
        fore = self.yta
        self.yta, self.historik, steg = gor_om(self.yta, self.historik)
        if not self.efter:
            assert (self.yta, steg) == (fore, ())
            return
        self.fore.append(self._kopia())
        self.modell = self.efter.pop()

    @invariant()
    def tabellen_ar_modellen(self) -> None:
        rader = self.yta.tabell("d", "prov").rader
        assert [(r.id, r.etikett, dict(r.celler)) for r in rader] == [
            (r.id, r.etikett, r.celler) for r in self.modell
        ]
        assert len(self.historik.gjort) == len(self.fore)
        assert len(self.historik.angrat) == len(self.efter)

    @invariant()
    def summan_foljer(self) -> None:
        tabell = self.yta.tabell("d", "prov")
        if "s" in tabell.index:
            vantat = naivt(tabell, "s", "b", 8)
            assert Kalkyl(tabell).tal("s", "b") == vantat


def test_undo_and_redo_in_any_order_give_what_the_model_gives() -> None:
    antal = settings().max_examples // 2
    run_state_machine_as_test(
        AngraOchGorOm, settings=settings(max_examples=antal, stateful_step_count=25)
    )


def test_a_new_step_forgets_what_had_been_undone() -> None:
    nu = arbetsyta(prov((Rad("r", "R"),)))
    ett = (cellandring(nu, adress("r", "a"), D(1)),)
    nu, historik, _ = angra(genomford(nu, ett), Historik().med(ett))
    assert historik.angrat == (ett,)
    assert historik.med(ett).angrat == ()


def test_the_history_keeps_the_last_thousand_steps() -> None:
    historik = Historik()
    for i in range(MAX_STEG + 5):
        historik = historik.med((RadFlyttad(adress(), i, i),))
    assert len(historik.gjort) == MAX_STEG
    assert historik.gjort[-1] == (RadFlyttad(adress(), MAX_STEG + 4, MAX_STEG + 4),)


# ---- The workspace --------------------------------------------------------------------------


def test_a_table_is_found_by_document_and_id_on_whichever_tab_it_stands() -> None:
    assert yta().plats("2024-delar", "sjukfranvaro") == (("2024-delar", "personal"), 0)
    assert yta().tabell("2023-bokslut", "nyckeltal").rad("insatstid").celler["mal"] == 302
    with pytest.raises(KeyError):
        yta().tabell("2024-delar", "ramar")


def test_a_tables_rules_see_the_tables_of_its_tab_and_its_documents_head() -> None:
    sammanhang = yta().sammanhang("2024-delar", "mal")
    assert set(sammanhang.tabeller) == {"mal", "nyckeltal", "agenda", "maltal"}
    assert sammanhang.last
    assert sammanhang.period is not None
    assert sammanhang.period.manader == 8


def test_an_unlocked_document_is_reckoned_as_a_draft() -> None:
    huvud = replace(yta().dokument["2024-delar"], upplast="fel belopp")
    oppen = yta().med_dokument(huvud).kalkyl("2024-delar", "drift")
    assert oppen.visat("kostnader", "diff") == -33297
    assert yta().kalkyl("2024-delar", "drift").visat("kostnader", "diff") == -32296


def test_a_tab_that_is_read_replaces_its_tables_and_its_faults() -> None:
    fel = (Filfel("drift.json", "rad 3 är trasig"),)
    nu = arbetsyta(prov(())).med_flik(NYCKEL, (), fel)
    assert nu.tabeller[NYCKEL] == ()
    assert nu.filfel[NYCKEL] == fel


def test_a_change_keeps_the_faults_of_its_tab() -> None:
    fel = (Filfel("drift.json", "rad 3 är trasig"),)
    nu = arbetsyta(prov(())).med_flik(NYCKEL, (prov((Rad("r", "R"),)),), fel)
    assert tillampad(nu, cellandring(nu, adress("r", "a"), D(1))).filfel[NYCKEL] == fel


# ---- Working copies -------------------------------------------------------------------------


def test_a_working_copy_is_a_draft_that_knows_what_it_started_from() -> None:
    original = replace(yta().dokument["2024-delar"], upplast="x")
    kopia = arbetskopia(original, "ny", "Nytt namn")
    assert (kopia.id, kopia.namn, kopia.status, kopia.bas) == (
        "ny",
        "Nytt namn",
        "utkast",
        "2024-delar",
    )
    assert not kopia.last
    assert (kopia.upplast, kopia.not_) == ("", "")
    assert kopia.period == original.period


def test_a_working_copy_gets_an_id_that_is_free() -> None:
    nu = yta()
    assert ledigt_id(nu, "2024-delar") == "2024-delar-utkast"
    for vantat in ("2024-delar-utkast", "2024-delar-utkast-2", "2024-delar-utkast-3"):
        assert ledigt_id(nu, "2024-delar") == vantat
        nu = nu.med_dokument(arbetskopia(nu.dokument["2024-delar"], vantat, "Kopia"))


def test_the_documents_stand_in_order_with_each_working_copy_after_its_own() -> None:
    kopia = arbetskopia(yta().dokument["2023-bokslut"], "kopia", "Kopia")
    annan = arbetskopia(yta().dokument["2018-delar"], "annan", "Annan")
    losa = replace(annan, id="los", bas="finns-inte")
    nu = yta().med_dokument(kopia).med_dokument(annan).med_dokument(losa)
    assert [d.id for d in ordnade_dokument(nu)] == [
        "2018-delar",
        "annan",
        "2019-underlag",
        "2023-bokslut",
        "kopia",
        "2024-delar",
        "2025-budget",
        "los",
    ]


@given(st.lists(st.sampled_from([*IDN, "a", "b", "c"]), max_size=3))
def test_no_document_is_lost_or_doubled_by_the_order(baser: list[str]) -> None:
    """Also where copies are made of copies, which name each other as their base."""
    nu = yta()
    for namn, bas in zip("abc", baser, strict=False):
        nu = nu.med_dokument(arbetskopia(replace(HUVUD, id=bas), namn, namn))
    assert sorted(d.id for d in ordnade_dokument(nu)) == sorted(nu.dokument)
