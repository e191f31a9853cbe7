"""The ground of the demonstration district: instance, units, people, accounts, chains, targets and companies."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from django.utils import timezone

from luodi.across.assessment.services import install_presets
from luodi.base.core.periods import add_months
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.services import grant_role, install_instance, make_person, make_unit, make_user, set_password
from luodi.domains.chains.selectors import chains_by_name
from luodi.domains.chains.services import make_chain
from luodi.domains.investors.services import InvestorSeed, award_honour, register_many
from luodi.domains.projects.services import ProjectValues
from luodi.domains.targets.services import issue_target
from luodi.interfaces.cli.demo.district import (
    ACCOUNTS,
    CHAINS,
    LEADERS,
    OFFICERS,
    PASSWORD,
    ROOT_CODE,
    ROOT_NAME,
    TARGETS,
    UNITS,
)
from luodi.interfaces.cli.demo.story import Story
from luodi.interfaces.cli.demo.travels import PROSPECTS

FIRST_DAY: Final = date(2023, 1, 3)
_TARGETS_ON: Final = date(2023, 1, 20)
_TARGET_PERIOD: Final = "2023"
_MAJOR_IN_WAN: Final = 50_000


def morning(day: date) -> datetime:
    """Half past nine on a day, in the instance's time zone."""
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


class Ground:
    """What every later step needs: units and accounts by code, chains by place, investors by name."""

    def __init__(self, stories: list[Story]) -> None:
        at = morning(FIRST_DAY)
        install_instance(name=ROOT_NAME, code=ROOT_CODE, kind=UnitKind.COUNTY, at=at)
        install_presets(at=at)
        self._make_units(at)
        self.units = {unit.code: unit for unit in orgs.subtree(orgs.root_unit())}
        self.operator = orgs.operator()
        self.clerk = orgs.takeover_clerk()
        self.leaders = {
            name: make_person(
                name=name, unit=self.units["QJ-LD"], post="区领导、链长", is_leader=True, actor=self.operator, at=at
            )
            for name in LEADERS
        }
        self._make_accounts(at)
        self.accounts = {user.username: user for user in orgs.users()}
        self._make_chains(at)
        self.chains = chains_by_name()
        registered = register_many(_investor_seeds(stories), actor=self.operator, at=at)
        self.investors = {seed.name: investor for seed, investor in registered.items()}
        for company, list_name in _honoured(stories):
            award_honour(
                self.investors[company],
                list_name=list_name,
                year=2022,
                evidence="演示数据，并非真实榜单",
                actor=self.operator,
                at=at,
            )
        self._issue_targets(morning(_TARGETS_ON))

    def values(self, story: Story) -> ProjectValues:
        """What is entered about the project of a story."""
        line, signed = story.line, story.day_of("SIGN")
        section = story.product.sector[0]
        is_major = story.amount >= _MAJOR_IN_WAN
        return ProjectValues(
            name=story.name,
            unit=self.units[story.unit],
            investor=self.investors[story.company],
            content=f"演示数据：建设{story.product.name}及配套设施",
            total_investment_in_wan=story.amount,
            fixed_investment_in_wan=story.amount * 7 / 10,
            land_mu=story.amount / 250,
            chain=self.chains.get(line.name),
            chain_action="" if story.chain is None else "EXTEND",
            sector_code=story.product.sector,
            place=self.units[story.unit].name,
            is_industrial=section in "BCD",
            is_advanced=line.word in {"装备", "电子", "生物医药"},
            is_green=line.word == "能源",
            is_foreign=story.origin == "FOREIGN",
            is_major=is_major,
            negotiation_class="MAJOR" if is_major else "ORDINARY",
            planned_start_on=signed and add_months(signed, 8),
            planned_completion_on=signed and add_months(signed, 26),
            leader="" if story.chain is None else LEADERS[story.chain],
            owner="示例专员",
            remark="演示数据",
        )

    def _make_units(self, at: datetime) -> None:
        for line in UNITS:
            make_unit(
                code=line.code,
                name=line.name,
                short_name=line.short_name,
                kind=UnitKind(line.kind),
                group=line.group,
                parent=orgs.unit_by_code(line.parent),
                actor=orgs.operator(),
                at=at,
            )

    def _make_accounts(self, at: datetime) -> None:
        roles = {role.code: role for role in orgs.roles()}
        for line in ACCOUNTS:
            unit = self.units[line.unit]
            user = make_user(
                line.username, name=line.name, unit=unit, password=PASSWORD, actor=None, at=at, post=line.post
            )
            grant_role(user, role=roles[line.role], unit=unit, actor=None, at=at)
        for username, _, _ in OFFICERS:
            officer = orgs.users().get(username=username)
            set_password(officer, password=PASSWORD, actor=officer, at=at)

    def _make_chains(self, at: datetime) -> None:
        for place, line in enumerate(CHAINS):
            make_chain(
                line.name,
                chief=self.leaders[LEADERS[place]],
                lead_unit=self.units[line.lead],
                task_force=self.units[f"QJ-ZB{place + 1:02d}"],
                actor=self.operator,
                at=at,
            )

    def _issue_targets(self, at: datetime) -> None:
        root = self.units[ROOT_CODE]
        for line in TARGETS:
            issue_target(
                root,
                indicator=line.indicator,
                value=line.value,
                measure=line.measure,
                period=_TARGET_PERIOD,
                issuer=line.issuer,
                tier=line.tier,
                doc_no=line.doc_no,
                issued_on=_TARGETS_ON,
                actor=self.operator,
                at=at,
            )
        for unit in UNITS:
            if unit.target:
                issue_target(
                    self.units[unit.code],
                    indicator="S01",
                    value=Decimal(unit.target),
                    measure="个",
                    period=_TARGET_PERIOD,
                    issuer="区级",
                    doc_no="示例招商办〔2023〕3号",
                    issued_on=_TARGETS_ON,
                    actor=self.operator,
                    at=at,
                )


def _investor_seeds(stories: list[Story]) -> list[InvestorSeed]:
    own = [InvestorSeed(story.company, story.uscc, story.origin) for story in stories]
    return [*own, *(InvestorSeed(name, origin="OUT_PROVINCE") for name in PROSPECTS)]


def _honoured(stories: list[Story]) -> list[tuple[str, str]]:
    """The investors of the two largest contracts of 2023."""
    largest = sorted((story for story in stories if story.signed_on.year == 2023), key=lambda story: -story.amount)
    return [(largest[0].company, "CHINA_500"), (largest[1].company, "LISTED")]
