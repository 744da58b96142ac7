"""The rules of the program's own, by the name that a form stores."""

from collections.abc import Mapping

from tui.domain.internkontroll import CONTROL_PROPOSAL
from tui.domain.mal import DEVELOPMENT, PROPOSAL, STATUS
from tui.domain.prognos import AS_IT_ENDS, BOKSLUT_DEVIATION, SHARE_OF_NET_BUDGET, SINCE_BEFORE
from tui.domain.rule import Own

OWN_RULES: Mapping[str, Own] = {
    rule.name: rule
    for rule in (
        *(STATUS, PROPOSAL, DEVELOPMENT, CONTROL_PROPOSAL),
        *(SINCE_BEFORE, BOKSLUT_DEVIATION, SHARE_OF_NET_BUDGET, AS_IT_ENDS),
    )
}
