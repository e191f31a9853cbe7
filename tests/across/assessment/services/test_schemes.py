"""Schemes: drafts are edited, versions in force never; a sheet that is not 100 or has no members is refused."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Scheme, SchemeItem, SchemeLine
from luodi.across.assessment.rules.sheets import SchemeState
from luodi.across.assessment.services import SchemeValues
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs.rules import Scope
from tests.across.assessment.city import counties, preset
from tests.factories import AT, clerk, unit, user
from tests.refusals import contents, refused

pytestmark = pytest.mark.django_db
VALUES = SchemeValues("区县考核办法", note="示例办〔2023〕9号")


def draft() -> Scheme:
    return services.revise_scheme(preset(), actor=user("r07"), at=AT)


def test_the_preset_is_in_force_for_every_group_and_installed_once() -> None:
    counties()
    before = contents()

    assert services.install_presets(at=AT) == []
    assert contents() == before
    assert list(Scheme.objects.values_list("group", "version", "state").order_by("group")) == [
        (group, 1, "IN_FORCE") for group in ("G1a", "G1b", "G2", "G3", "G4", "G5", "G6")
    ]
    assert SchemeLine.objects.filter(scheme=preset()).count() == 19
    assert SchemeItem.objects.filter(scheme=preset()).count() == 19


def test_a_new_scheme_begins_as_a_draft_of_the_preset() -> None:
    counties()

    made = services.draft_scheme("KH", group="G1a", unit=unit("QJ"), values=VALUES, actor=user("r07"), at=AT)

    assert (made.version, made.state, made.year, str(made)) == (1, SchemeState.DRAFT, None, "区县考核办法 G1a 第1版")
    assert selectors.sheet(made).lines == selectors.sheet(preset()).lines
    with refused("assessment.code_taken"):
        services.draft_scheme(" KH ", group="G1a", unit=unit("QJ"), values=VALUES, actor=user("r07"), at=AT)


def test_a_version_in_force_cannot_be_edited() -> None:
    counties()
    actor = user("r07")

    with refused("assessment.in_force") as caught:
        services.change_draft(preset(), values=VALUES, lines=selectors.sheet(preset()).lines, actor=actor, at=AT)
    assert "请用“修订”生成新版本" in caught.value.message
    with refused("assessment.in_force"):
        services.discard_draft(preset(), actor=actor, at=AT)


def test_a_change_makes_the_next_version_as_a_draft() -> None:
    counties()

    made = draft()

    assert (made.version, made.state, made.code) == (2, SchemeState.DRAFT, "STD")
    assert selectors.sheet(made) == selectors.sheet(preset())
    assert draft() == made
    assert Scheme.objects.filter(group="G1a").count() == 2


def test_weights_other_than_a_hundred_are_refused_and_nothing_is_written() -> None:
    counties()
    made, actor = draft(), user("r07")
    first, *rest = selectors.sheet(made).lines

    with refused("assessment.weights") as caught:
        services.change_draft(
            made, values=VALUES, lines=[replace(first, weight=Fraction(9)), *rest], actor=actor, at=AT
        )
    assert caught.value.message == "各指标权重合计为101，多1。请调整到合计100再保存。"


def test_a_draft_is_changed_as_a_whole_and_the_change_is_audited() -> None:
    counties()
    made = draft()
    first, second, *rest = selectors.sheet(made).lines
    lines = [replace(first, weight=Fraction("9.5")), replace(second, weight=Fraction("3.5")), *rest]

    services.change_draft(made, values=VALUES, lines=lines, actor=user("r07"), at=AT)

    made.refresh_from_db()
    assert (made.name, selectors.sheet(made).lines) == ("区县考核办法", tuple(lines))
    assert selectors.sheet(made).items == selectors.sheet(preset()).items
    assert AuditEntry.objects.latest("number").changes == {
        "name": ["招商引资考核（预置方案）", "区县考核办法"],
        "note": ["", "示例办〔2023〕9号"],
        "S06": ["签约完成率（个数、金额各半） 8", "签约完成率（个数、金额各半） 9.5"],
        "S05": ["十亿元以上重大项目完成率 5", "十亿元以上重大项目完成率 3.5"],
    }


def test_a_draft_takes_force_from_its_day_on_and_the_past_keeps_its_version() -> None:
    counties()
    made = draft()

    services.adopt_scheme(made, valid_from=date(2023, 4, 1), actor=user("r03"), at=AT)

    held = {
        period: selectors.ranking(user("r07"), period=period).groups[0].scheme.version
        for period in ("2023Q1", "2023Q2")
    }
    assert held == {"2023Q1": 1, "2023Q2": 2}
    assert (made.state, Scheme.objects.get(pk=made.pk).state) == ("DRAFT", "IN_FORCE")


def test_who_made_a_scheme_does_not_adopt_it() -> None:
    counties()
    chief = user("r03")
    both = user("r07", name="兼职")
    made = services.revise_scheme(preset(), actor=both, at=AT)
    Scheme.objects.filter(pk=made.pk).update(made_by=chief)

    with refused("assessment.same_person"):
        services.adopt_scheme(made, valid_from=date(2023, 4, 1), actor=chief, at=AT)


def test_a_scheme_for_a_group_without_members_is_not_adopted() -> None:
    counties()
    empty = Scheme.objects.get(code="STD", group="G5")
    made = services.revise_scheme(empty, actor=user("r07"), at=AT)
    chief = user("r03")

    with refused("assessment.no_members") as caught:
        services.adopt_scheme(made, valid_from=date(2023, 4, 1), actor=chief, at=AT)
    assert caught.value.message.startswith("“驻外招商组、小分队”还没有单位，方案不能生效。")


def test_a_version_cannot_take_force_before_the_one_it_replaces() -> None:
    counties()
    made, chief = draft(), user("r03")

    with refused("assessment.valid_from"):
        services.adopt_scheme(made, valid_from=date(2000, 1, 1), actor=chief, at=AT)


def test_a_draft_can_be_thrown_away() -> None:
    counties()

    services.discard_draft(draft(), actor=user("r07"), at=AT)

    assert not Scheme.objects.filter(state=SchemeState.DRAFT).exists()
    assert AuditEntry.objects.latest("number").action == "assessment.draft_discarded"


def test_who_has_no_right_makes_and_adopts_nothing() -> None:
    counties()
    made, filler, local = draft(), clerk(), user("r07", "QJ-A1", name="县考核", scope=Scope.SUBTREE)

    with refused("orgs.not_permitted", NotPermitted):
        services.revise_scheme(preset(), actor=filler, at=AT)
    with refused("orgs.not_permitted", NotPermitted):
        services.adopt_scheme(made, valid_from=date(2023, 4, 1), actor=user("r07"), at=AT)
    with refused("orgs.not_visible", NotVisible):
        services.change_draft(made, values=VALUES, lines=selectors.sheet(made).lines, actor=local, at=AT)


def test_a_county_sees_the_version_in_force_for_its_group_and_no_draft() -> None:
    counties()
    made = draft()

    assert [one.group for one in selectors.schemes(clerk("QJ-A1"))] == ["G1a"]
    assert made not in set(selectors.schemes(clerk("QJ-A1")))
    assert made in set(selectors.schemes(user("r07")))
    with refused("assessment.scheme", NotVisible):
        selectors.scheme(clerk("QJ-A1"), made.pk)
