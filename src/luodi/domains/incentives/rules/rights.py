"""Rights over the hero list and challenges (domain/10, module INC)."""

from enum import StrEnum


class Permission(StrEnum):
    """Rights over incentives of units and staff."""

    VIEW = "incentives.view"
    NOMINATE = "incentives.nominate"
    REVIEW = "incentives.review"
    RUN = "incentives.run"
    DECIDE = "incentives.decide"
    OBJECT = "incentives.object"
    ANSWER = "incentives.answer"
    POST = "incentives.post"
    TAKE = "incentives.take"
    ACCEPT = "incentives.accept"


LABELS = {
    Permission.VIEW: "查看招商英雄榜和揭榜挂帅",
    Permission.NOMINATE: "推荐英雄榜单位和个人",
    Permission.REVIEW: "给英雄榜提名评分",
    Permission.RUN: "组织英雄榜：开榜、评审、拟定名单、公示",
    Permission.DECIDE: "决定英雄榜、取消评选、撤销上榜",
    Permission.OBJECT: "对公示的英雄榜提出异议",
    Permission.ANSWER: "答复英雄榜异议",
    Permission.POST: "发布榜单、中期检查、兑现激励、解除揭榜、撤榜",
    Permission.TAKE: "揭榜、申请验收",
    Permission.ACCEPT: "验收揭榜成果",
}
