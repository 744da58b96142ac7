"""Whether a sentence about a labelled row speaks of a part of it, or of another time or place."""

from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.ledord import MANADER, annan_manad
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.underlag import Underlag

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


def om_en_del(lage: Lage, underlag: Underlag) -> bool:
    """Whether the words before a claim, or just after it, narrow it down."""
    omgivning = f"{lage.inledning} {lage.efter[:40]}"
    if any(ord_.search(omgivning) for ord_ in (_GRUPP, _DEL_AV_TIDEN)):
        return True
    if annan_manad(omgivning, underlag.dokument.period.slut.month):
        return True
    return not lage.pastaende.i_kronor and _KOSTNAD.search(lage.inledning) is not None
