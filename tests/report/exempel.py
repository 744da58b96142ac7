"""Documents and tables to print in the tests, and a store that holds them in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tui.arbetsyta import Arbetsyta
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.dokument import Dokument
from tui.domain.drift import DRIFT_DELAR
from tui.domain.fel import Filfel
from tui.domain.installningar import Installningar
from tui.domain.period import Period
from tui.domain.prosa import register
from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.varde import Varde
from tui.report.blad import Blad

DELAR = Dokument(
    "2024-delar",
    "Delårsbokslut 2024",
    "delarsbokslut",
    Period(date(2024, 1, 1), date(2024, 8, 31)),
    status="beslutad",
)
UTKAST = replace(DELAR, id="2024-delar-utkast", status="utkast")

# Budget, prognos, utfall, förra årets utfall; then the printed avvikelse and diff.
DRIFT_2024 = {
    "intakter": (31417, 31417, 20995, 11646, 0, 9349),
    "personal": (-158695, -155695, -100092, -82243, 3000, -17849),
    "lokalhyror": (-17416, -17416, -11845, -7893, 0, -3952),
    "kop_av_tjanster": (-62376, -68376, -52021, -45195, -6000, -6826),
    "ovriga_kostnader": (-38013, -40013, -27036, -22366, -2000, -4670),
    "kostnader": (-276500, -281500, -190994, -157698, -5000, -32296),
    "nettokostnader": (-245082, -250082, -169998, -146052, -5000, -23946),
    "kommunbidrag": (245082, 245082, 163388, 149365, 0, 14023),
    "finansnetto": (0, 0, -2, -6, 0, 4),
    "resultat": (0, -5000, -6612, 3307, -5000, -9919),
}
TRYCKTA_RUBRIKER = {
    "budget": "Budget 2024",
    "prognos": "Prognos helår 2024",
    "avvikelse": "Avv. prognos/budget 2024",
    "utfall": "Delårsbokslut 2024",
    "foregaende": "Delårsbokslut 2023",
    "diff": "Diff. utfall 2023/2024",
}


def _driftrad(rad: Rad) -> Rad:
    namn = ("budget", "prognos", "utfall", "foregaende", "avvikelse", "diff")
    tal = dict(zip(namn, map(Decimal, DRIFT_2024[rad.id]), strict=True))
    beraknade = namn if rad.art == "summa" else ("avvikelse", "diff")
    return replace(
        rad,
        celler={k: v for k, v in tal.items() if k not in beraknade},
        tryckt={k: v for k, v in tal.items() if k in beraknade},
    )


DRIFT = Tabell(
    "drift",
    DRIFT_DELAR,
    "Drift",
    "tkr",
    tuple(replace(k, rubrik=TRYCKTA_RUBRIKER.get(k.id, k.rubrik)) for k in DRIFT_DELAR.kolumner),
    tuple(_driftrad(rad) for rad in DRIFT_DELAR.rader),
    kalla="Delårsbokslut 2024, Ekonomi, Drift",
    rubrik_etikett="Belopp i tkr",
)


def tabell(mall: Mall, *rader: Rad, id: str = "", **falt: object) -> Tabell:
    """A table of a declared kind with rows of one's own."""
    return Tabell(
        id or mall.id.split(".")[1],
        mall,
        str(falt.get("rubrik", mall.rubrik)),
        str(falt.get("enhet", mall.enhet)),
        mall.kolumner,
        rader or mall.rader,
        fotnoter=falt.get("fotnoter", {}),  # type: ignore[arg-type]
        not_=str(falt.get("not_", "")),
        rubrik_etikett=mall.rubrik_etikett,
    )


def blad(tabell: Tabell, dokument: Dokument = DELAR, **syskon: Tabell) -> Blad:
    """A sheet with one table, and other tables that its rules may look at."""
    sammanhang = Sammanhang(syskon, Installningar(), dokument.period, dokument.last)
    return Blad(dokument, Kalkyl(tabell, sammanhang))


def text_mall(*kolumner: str) -> Mall:
    """A kind of table with columns of text only."""
    return register(
        "t.t", "mal", "Tabell", "Rad", *(Kolumn(k, k.title(), "text") for k in kolumner)
    )


def cell(varde: Varde, kolumn: Kolumn | None = None, **rad: object) -> Blad:
    """A sheet with a single cell, in the column "k" of the row "r"."""
    kolumn = replace(kolumn or Kolumn("k", "K", "tal", decimaler=None), id="k")
    mall = register("t.t", "mal", "Tabell", "Rad", kolumn)
    celler = {} if varde is None else {"k": varde}
    return blad(tabell(mall, Rad("r", "Rad", celler=celler, **rad)), UTKAST)  # type: ignore[arg-type]


ELAKA = (
    "\x1b[31mröd\x1b]0;titel\x07",
    "[@click=app.bell]klicka[/]",
    '=HYPERLINK("http://ond.example";"klicka")',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "| --- | --- |",
    "rad 1\nrad 2\r\nrad 3\u2028rad 4",
    "\u202eomvänd\u202c och\u200b dold \x9b31m",
    "a;b;\"c\";'d'",
    "**fet** _kursiv_ `kod` [l](javascript:1) ~~bort~~ # rubrik &lt;b&gt; \\",
    "-1+1|cmd",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "\ue000\ue000 x",
)
ELAK = tabell(
    text_mall("ett", "tva"),
    *(
        Rad(f"r{i}", ond, "summa" if i % 2 else "post", celler={"ett": ond, "tva": f"x{ond}"})
        for i, ond in enumerate(ELAKA)
    ),
    rubrik=ELAKA[3],
    enhet=ELAKA[0],
    fotnoter={"*": ELAKA[3], "-": ELAKA[5]},
    not_=ELAKA[0] + ELAKA[6],
)
ELAKT_DOKUMENT = replace(DELAR, namn=ELAKA[0] + ELAKA[3])
ELAKT_BLAD = blad(ELAK, ELAKT_DOKUMENT)


@dataclass
class Minneslager:
    """What ``Lager`` gives, out of memory."""

    dokument_: tuple[Dokument, ...] = (DELAR,)
    flikar: Mapping[tuple[str, str], tuple[Tabell, ...]] = field(
        default_factory=lambda: {("2024-delar", "drift"): (DRIFT,)}
    )
    fel: tuple[Filfel, ...] = ()
    senaste: str = ""

    def dokument(self) -> tuple[tuple[Dokument, ...], tuple[Filfel, ...]]:
        """The documents, and every fault that there is."""
        return self.dokument_, self.fel

    def flik(self, dok_id: str, flik_id: str) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...]]:
        """A tab's tables."""
        return self.flikar.get((dok_id, flik_id), ()), ()

    def installningar(self) -> tuple[Installningar, tuple[Filfel, ...]]:
        """The settings."""
        return Installningar(senaste_dokument=self.senaste), ()


def yta(*dokument: Dokument) -> Arbetsyta:
    """A workspace where every document has the drift table."""
    return Arbetsyta({d.id: d for d in dokument}, {(d.id, "drift"): (DRIFT,) for d in dokument})
