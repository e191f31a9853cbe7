"""The sentence of a notice about one slip or many, and what may be taken back by who filed it."""

import pytest

from luodi.base.approvals.rules import SlipState, require_unjudged, told_of
from luodi.base.core.errors import BusinessError


@pytest.mark.parametrize(
    ("titles", "reason", "sentence"),
    [
        (["甲"], "", "已认定：甲"),
        (["甲"], " 缺合同 ", "已认定：甲。原因：缺合同"),
        (["甲", "乙"], "", "已认定 2 件：甲；乙"),
        (["甲", "乙", "丙", "丁"], "缺合同", "已认定 4 件：甲；乙；丙等。原因：缺合同"),
    ],
)
def test_the_sentence_counts_names_the_first_and_gives_the_reason(
    titles: list[str], reason: str, sentence: str
) -> None:
    assert told_of("已认定", titles, reason) == sentence


@pytest.mark.parametrize("count", [1, 2, 3, 500])
def test_long_titles_and_reasons_leave_room_for_each_other(count: int) -> None:
    sentence = told_of("被退回", ["长" * 200] * count, "因" * 500)

    assert len(sentence) <= 200
    assert sentence.endswith("因…")
    assert "长…" in sentence


def test_only_what_one_filed_oneself_and_nobody_judged_is_taken_back() -> None:
    require_unjudged([(1, SlipState.FILED), (1, SlipState.RETURNED)], 1)

    with pytest.raises(BusinessError, match="只能撤回自己填报的"):
        require_unjudged([(2, SlipState.FILED)], 1)
    for state in (SlipState.VERIFIED, SlipState.RECOGNISED):
        with pytest.raises(BusinessError, match="其中已有事项审核或认定"):
            require_unjudged([(1, SlipState.FILED), (1, state)], 1)
