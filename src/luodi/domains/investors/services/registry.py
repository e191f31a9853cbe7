"""Investors: making them known, completing them, honours, and the telephone number of their contact person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from luodi.base.audit import services as audit
from luodi.base.core import bulk
from luodi.base.core.codes import uscc_fault
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import company_key, masked_phone, normalise, shortened
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.investors import selectors
from luodi.domains.investors.models import Honour, Investor
from luodi.domains.investors.rules import Permission

_NAME_LENGTH: Final = 200
_PHONE_LENGTH: Final = 30


@transaction.atomic
def register_investor(
    name: str, *, actor: User, at: datetime, uscc: str = "", origin: str = "", country: str = "", place: str = ""
) -> Investor:
    """The investor with this code or name, made when unknown. A missing code or place is filled in, never replaced.

    Errors: BusinessError `investors.name`, `uscc.invalid`.
    """
    require(actor, Permission.EDIT)
    name, uscc = normalise(name), normalise(uscc).upper()
    if not name or len(name) > _NAME_LENGTH:
        raise BusinessError(f"请填写投资方名称（不超过 {_NAME_LENGTH} 字）。", code="investors.name")
    fault = uscc_fault(uscc) if uscc else None
    if fault:
        raise BusinessError(f"统一社会信用代码“{uscc}”有误：{fault}。请对照营业执照核对。", code="uscc.invalid")
    audit.stand_in_line()
    present = selectors.find_investor(name=name, uscc=uscc)
    if present is not None:
        return _complete(present, {"uscc": uscc, "origin": origin, "country": country, "place": place}, actor, at)
    investor = Investor.objects.create(
        name=name, name_key=company_key(name), uscc=uscc, origin=origin, country=country, place=place
    )
    audit.record(audit.Act("investors.registered", investor), actor=actor, at=at)
    return investor


@dataclass(frozen=True, slots=True)
class InvestorSeed:
    """An investor as a ledger names it; an unsound credit code is left out by the caller."""

    name: str
    uscc: str = ""
    origin: str = ""
    country: str = ""
    place: str = ""


@transaction.atomic
def register_many(seeds: Iterable[InvestorSeed], *, actor: User, at: datetime) -> dict[InvestorSeed, Investor]:
    """The investor of each seed, unknown ones made in bulk; a known one gets what it lacks (code, place, origin)."""
    require(actor, Permission.EDIT)
    audit.stand_in_line()
    wanted = list(dict.fromkeys(seeds))
    by_code, by_key = _known_investors(wanted)
    found: dict[InvestorSeed, Investor] = {}
    made: list[Investor] = []
    changed: dict[int, Investor] = {}
    for seed in wanted:
        investor = by_code.get(seed.uscc) if seed.uscc else None
        key = company_key(seed.name)
        investor = investor or _same_name(by_key.get(key, []), seed)
        if investor is None:
            investor = Investor(
                name=shortened(normalise(seed.name), _NAME_LENGTH),
                name_key=key[:_NAME_LENGTH],
                uscc=seed.uscc,
                origin=seed.origin,
                country=seed.country,
                place=seed.place,
            )
            made.append(investor)
            by_key.setdefault(investor.name_key, []).append(investor)
        elif _fill_gaps(investor, seed) and investor.pk:
            changed[investor.pk] = investor
        if investor.uscc:
            by_code[investor.uscc] = investor
        found[seed] = investor
    bulk.append_models(made)
    Investor.objects.bulk_update(list(changed.values()), ["uscc", "origin", "country", "place"], batch_size=500)
    acts = [audit.Act("investors.registered", investor) for investor in made]
    acts += [audit.Act("investors.completed", investor) for investor in changed.values()]
    audit.record_many(acts, actor=actor, at=at)
    return found


def _known_investors(seeds: list[InvestorSeed]) -> tuple[dict[str, Investor], dict[str, list[Investor]]]:
    codes = sorted({seed.uscc for seed in seeds} - {""})
    keys = sorted({company_key(seed.name) for seed in seeds})
    by_code: dict[str, Investor] = {}
    by_key: dict[str, list[Investor]] = {}
    rows: dict[int, Investor] = {}
    for start in range(0, max(len(codes), len(keys)), 500):
        part = Q(uscc__in=codes[start : start + 500]) | Q(name_key__in=keys[start : start + 500])
        rows.update((row.pk, row) for row in Investor.objects.filter(part))
    for row in sorted(rows.values(), key=lambda row: row.pk):
        if row.uscc:
            by_code[row.uscc] = row
        by_key.setdefault(row.name_key, []).append(row)
    return by_code, by_key


def _same_name(known: list[Investor], seed: InvestorSeed) -> Investor | None:
    for investor in known:
        if not seed.uscc or not investor.uscc:
            return investor
    return None


def _fill_gaps(investor: Investor, seed: InvestorSeed) -> bool:
    filled = False
    for name in ("uscc", "origin", "country", "place"):
        if getattr(seed, name) and not getattr(investor, name):
            setattr(investor, name, getattr(seed, name))
            filled = True
    return filled


def _complete(investor: Investor, values: dict[str, str], actor: User, at: datetime) -> Investor:
    missing = {key: value for key, value in values.items() if value and not getattr(investor, key)}
    if not missing:
        return investor
    for key, value in missing.items():
        setattr(investor, key, value)
    investor.save(update_fields=list(missing))
    changes = {key: ("", value) for key, value in missing.items()}
    audit.record(audit.Act("investors.completed", investor, changes=changes), actor=actor, at=at)
    return investor


@transaction.atomic
def award_honour(
    investor: Investor, *, list_name: str, year: int, evidence: str, actor: User, at: datetime, rank: int | None = None
) -> Honour:
    """Enter a place on a list; without evidence it is refused (domain/12 Q7)."""
    require(actor, Permission.EDIT)
    if not evidence.strip():
        raise BusinessError("荣誉榜单要有依据（榜单名称、网址或文件），不能只凭口头。", code="investors.evidence")
    audit.stand_in_line()
    if Honour.objects.filter(investor=investor, list_name=list_name, year=year).exists():
        raise BusinessError(f"“{investor.name}”{year} 年的这项荣誉已登记。", code="investors.honour_twice")
    honour = Honour.objects.create(
        investor=investor, list_name=list_name, year=year, rank=rank, evidence=evidence.strip()
    )
    audit.record(audit.Act("investors.honour_awarded", honour, label=str(investor)), actor=actor, at=at)
    return honour


@transaction.atomic
def set_contact(investor: Investor, *, phone: str, actor: User, at: datetime) -> Investor:
    """Enter or replace the contact's telephone number; the log keeps it masked. An empty one takes it out."""
    require(actor, Permission.EDIT)
    phone = normalise(phone)
    if len(phone) > _PHONE_LENGTH:
        raise BusinessError(f"联系电话最多 {_PHONE_LENGTH} 个字，请只填一个号码。", code="investors.phone")
    audit.stand_in_line()
    locked = Investor.objects.select_for_update().get(pk=investor.pk)
    if locked.contact_phone == phone:
        return locked
    changes = {"contact_phone": (masked_phone(locked.contact_phone), masked_phone(phone))}
    locked.contact_phone = phone
    locked.save(update_fields=["contact_phone"])
    audit.record(audit.Act("investors.contact_set", locked, changes=changes), actor=actor, at=at)
    return locked


@transaction.atomic
def reveal_contact(investor: Investor, *, actor: User, at: datetime) -> str:
    """The contact's number in full, for those who may see it; every look is logged."""
    require(actor, Permission.VIEW_CONTACTS)
    audit.stand_in_line()
    audit.record(audit.Act("investors.contact_revealed", investor), actor=actor, at=at)
    return investor.contact_phone
