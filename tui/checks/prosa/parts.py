"""Whether a sentence about a row speaks of a part of it, or of another time, place or change."""

from tui.checks.prosa.lead_words import other_month
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.position import State
from tui.checks.prosa.words import word_pattern
from tui.svenska.format import MONTHS

_GROUP = word_pattern(
    *("bland", "hos", "avdelning", "enhet(?:en|er|erna|ens)?(?!\\w)", "chefer", "i kommunen"),
    *("kommunen som helhet", "hela kommunen", "kommunens", "riket", "länet", "nationell"),
    *(
        "andra kommuner",
        "inom (?!ett(?!\\w)|en(?!\\w)|period|social|förvaltning|nämnd)",
        "vid (?:avd|enh|boende)",
    ),
)
_PART_OF_TIME = word_pattern(
    *("hösten", "våren", "sommaren", "vintern", "månaden", "kvartal\\w*", "tertial\\w*"),
    *("halvår\\w*", "veckan", "veckor", f"i (?:{'|'.join(MONTHS)})(?!\\w)"),
)
_KOSTNAD = word_pattern("kostnad\\w*", "lönekostnad\\w*", "sjuklön\\w*")


# The budget that was raised, the whole municipality's result, what may yet come.
_OTHER_THING = word_pattern(
    *("utök\\w*", "förstärk\\w*", "tillför\\w*", "tillskjut\\w*", "ackumulera\\w*", "balanserat"),
    *("kommunens (?:total|samlad|resultat)\\w*", "koncern\\w*", "eget kapital", "bolag\\w*"),
    *("riskera\\w*", "kan (?:komma att |även )?(?:öka|minska|bli)\\w*", "skulle"),
)
_SINCE = word_pattern("sedan (?!föregående år|förra året|samma|motsvarande|20)", "under hösten")


def about_other(state: State) -> bool:
    """Whether the words around an amount make it another than the row's own figure or change."""
    if _OTHER_THING.search(state.introduction) or _SINCE.search(state.after[:40]):
        return True
    return _PART_OF_TIME.search(f"{state.introduction} {state.after[:40]}") is not None


def about_one_part(state: State, underlag: Underlag) -> bool:
    """Whether the words before a claim, or just after it, narrow it down."""
    environment = f"{state.introduction} {state.after[:40]}"
    if any(word.search(environment) for word in (_GROUP, _PART_OF_TIME)):
        return True
    if other_month(environment, underlag.document.period.end.month):
        return True
    return not state.claim.in_kronor and _KOSTNAD.search(state.introduction) is not None
