"""Whose first page begins with what: read from the rights of the preset roles, never from their names."""

import pytest

from luodi.across.insight.rules import Block, blocks, is_business
from luodi.config.roles import PRESETS

RIGHTS = {preset.code: preset.permissions for preset in PRESETS}
FIGURES = [Block.TARGETS, Block.EXCEPTIONS]
OVERSIGHT = [Block.ORDERS, Block.OWED]
WORKING = [Block.CLOCKS, Block.DUTIES]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("r01", [Block.CARD, *FIGURES, *OVERSIGHT]),
        ("r02", [Block.CARD, Block.DUTIES]),
        ("r03", [Block.JUDGE, Block.CARD, *FIGURES, *OVERSIGHT, *WORKING, Block.STEER]),
        ("r04", [Block.JUDGE, Block.FILINGS, *FIGURES, Block.CLOCKS, Block.STEER]),
        ("r05", [Block.JUDGE, Block.FILINGS, *FIGURES, *WORKING, Block.STEER]),
        ("r09", [Block.FILINGS, Block.ORDERS, *WORKING, *FIGURES]),
        ("r10", [Block.JUDGE, Block.FILINGS, *FIGURES, *OVERSIGHT, *WORKING, Block.STEER]),
        ("r11", [Block.JUDGE, Block.CARD, *FIGURES, *OVERSIGHT, *WORKING, Block.STEER]),
        ("r17", []),
        ("r21", FIGURES),
        ("r25", [*OVERSIGHT, Block.CLOCKS, Block.CHANGES, *FIGURES]),
        ("r26", [Block.TRACE, *FIGURES]),
        ("r28", [Block.ACCOUNTS]),
        ("r29", [Block.GRANTS]),
        ("r30", [Block.GRANTS, Block.LOG]),
    ],
)
def test_the_first_page_follows_from_the_rights(role: str, page: list[Block]) -> None:
    assert list(blocks(RIGHTS[role])) == page


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("orgs.user", False),
        ("audit.auditentry", False),
        ("projects.project", True),
        ("approvals.slip", True),
        ("files.attachment", True),
    ],
)
def test_only_the_ground_holds_no_business_data(subject: str, expected: bool) -> None:
    assert is_business(subject) is expected
