"""Whether a sentence about a row speaks of a part of it, or of another time, place or change."""

from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.ledord import annan_manad
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.underlag import Underlag
from tui.svenska.format import MANADER

_GRUPP = ordmonster(
    *("bland", "hos", "avdelning", "enhet(?:en|er|erna|ens)?(?!\\w)", "chefer", "i kommunen"),
    *("kommunen som helhet", "hela kommunen", "kommunens", "riket", "länet", "nationell"),
    *(
        "andra kommuner",
        "inom (?!ett(?!\\w)|en(?!\\w)|period|social|förvaltning|nämnd)",
        "vid (?:avd|enh|boende)",
    ),
)
_DEL_AV_TIDEN = ordmonster(
    *("hösten", "våren", "sommaren", "vintern", "månaden", "kvartal\\w*", "tertial\\w*"),
    *("halvår\\w*", "veckan", "veckor", f"i (?:{'|'.join(MANADER)})(?!\\w)"),
)
_KOSTNAD = ordmonster("kostnad\\w*", "lönekostnad\\w*", "sjuklön\\w*")


# The budget that was raised, the whole municipality's result, what may yet come.
_ANNAN_SAK = ordmonster(
    *("utök\\w*", "förstärk\\w*", "tillför\\w*", "tillskjut\\w*", "ackumulera\\w*", "balanserat"),
    *("kommunens (?:total|samlad|resultat)\\w*", "koncern\\w*", "eget kapital", "bolag\\w*"),
    *("riskera\\w*", "kan (?:komma att |även )?(?:öka|minska|bli)\\w*", "skulle"),
)
_SEDAN = ordmonster("sedan (?!föregående år|förra året|samma|motsvarande|20)", "under hösten")


def om_annat(lage: Lage) -> bool:
    """Whether the words around an amount make it another than the row's own figure or change."""
    if _ANNAN_SAK.search(lage.inledning) or _SEDAN.search(lage.efter[:40]):
        return True
    return _DEL_AV_TIDEN.search(f"{lage.inledning} {lage.efter[:40]}") is not None


def om_en_del(lage: Lage, underlag: Underlag) -> bool:
    """Whether the words before a claim, or just after it, narrow it down."""
    omgivning = f"{lage.inledning} {lage.efter[:40]}"
    if any(ord_.search(omgivning) for ord_ in (_GRUPP, _DEL_AV_TIDEN)):
        return True
    if annan_manad(omgivning, underlag.dokument.period.slut.month):
        return True
    return not lage.pastaende.i_kronor and _KOSTNAD.search(lage.inledning) is not None
