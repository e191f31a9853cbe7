"""Percentages and multiples: the first finder that understands a group of them has it; lists may be read member for member."""

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.doubling import doubled
from luodi.across.proofreading.engine.finding.explicit import explicit
from luodi.across.proofreading.engine.finding.growth import growths
from luodi.across.proofreading.engine.finding.named import named
from luodi.across.proofreading.engine.finding.parallel import parallel
from luodi.across.proofreading.engine.finding.places import is_doubling
from luodi.across.proofreading.engine.sentences import Sentence


def of_group(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of one group of percentages or multiples."""
    if is_doubling(sentence, group[0]):
        return list(doubled(sentence, group[0]))
    # A share with its whole beside it needs no further reading.
    found = explicit(sentence, group) or growths(sentence, group) or named(sentence, group)
    if any(claim.is_certain for claim in found):
        return found
    return [*found, *parallel(sentence, group)]
