"""What the runners of a race can do (tests/domains/racing.py): each act one verb, or what stands before or after it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.core.management import call_command
from django.db import transaction

from luodi.across.assessment import services as closing
from luodi.across.assessment.models import Round
from luodi.across.assessment.selectors import check_rounds, check_snapshots
from luodi.base.approvals.models import Slip
from luodi.base.audit import services as audit
from luodi.base.audit.models import AuditEntry
from luodi.base.audit.selectors import check_chain
from luodi.base.core.periods import parse_period
from luodi.base.files import services as files
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.base.receipts import services as receipts
from luodi.domains.incentives.models import Challenge, HeroList
from luodi.domains.incentives.services import lists
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord, Project
from luodi.domains.projects.services import CapitalSeed, EventSeed, ProjectSeed, ProjectValues
from luodi.domains.supervision import services as supervision
from luodi.domains.supervision.models import Issue, Order
from luodi.domains.supervision.selectors import step_differences
from tests import factories
from tests.across.assessment import rounds_in
from tests.domains.incentives import making as honours
from tests.domains.supervision import making

Answer = dict[str, object]
DAY = date(2023, 3, 1)


def prepare() -> Answer:
    """An instance with everybody who will run; gives two people of the project section."""
    call_command("migrate", verbosity=0, skip_checks=True)
    for role, place in (("r09", "QJ-E"), ("r09", "QJ-W"), ("r10", "QJ-E"), ("r10", "QJ-W"), ("r04", "QJ")):
        factories.user(role, place)
    making.chief()
    return {"people": [factories.project_office().pk, factories.user("r05", name="同事").pk]}


def two_projects() -> Answer:
    """A newly signed project in each county."""
    number = Project.objects.count()
    places = ("QJ-E", "QJ-W")
    return {"projects": [factories.signed_project(place, name=f"{place}第{number}项目").pk for place in places]}


def verified_landing(project: int) -> Answer:
    """A landing that waits for recognition."""
    event = factories.filed_event(Project.objects.get(pk=project), "LAND", DAY)
    return {"slip": factories.verified(event.slip).pk}


def audited(count: int) -> Answer:
    """Entries appended one transaction each."""
    for number in range(count):
        audit.record(audit.Act("tests.done", factories.unit("QJ"), label=str(number)), actor=None, at=factories.AT)
    return {}


def recognised(slip: int, by: int) -> Answer:
    """One person's recognition."""
    actor = User.objects.get(pk=by)
    services.decide(Slip.objects.get(pk=slip), "recognise", actor=actor, at=factories.AT)
    return {}


def capital(project: int, voucher: str, amount: str = "100") -> Answer:
    """Money filed under a voucher number."""
    factories.filed_capital(Project.objects.get(pk=project), amount, DAY, voucher=voucher)
    return {}


def with_document(project: int, text: str) -> Answer:
    """A document is stored first and the event filed then, as the page does it."""
    row = Project.objects.get(pk=project)
    with transaction.atomic():
        paper = files.store(text.encode(), name="a.pdf", unit_code="QJ-E", actor=factories.clerk(), at=factories.AT)
        services.file_event(
            row,
            event="HOLD",
            occurred_on=DAY,
            reason="等待用地",
            actor=factories.clerk(),
            at=factories.AT,
            evidence=[paper],
        )
    return {}


def opened(name: str) -> Answer:
    """A project registered by name."""
    values = ProjectValues(name=name, unit=factories.unit("QJ-E"), investor=factories.investor())
    made = services.open_project(values, actor=factories.clerk(), at=factories.AT)
    return {"code": made.code}


def taken(batch: str, voucher: str) -> Answer:
    """A ledger of one project with one voucher, taken over."""
    values = ProjectValues(name=f"{batch}项目", unit=factories.unit("QJ-E"), investor=factories.investor())
    seed = ProjectSeed(
        values=values,
        events=[EventSeed("SIGN", date(2023, 2, 1))],
        capital=[CapitalSeed(DAY, DAY, DAY, Decimal(9), voucher_no=voucher)],
    )
    services.take_over(
        [seed],
        batch=batch,
        title="台账",
        unit=factories.unit("QJ"),
        filer=takeover_clerk(),
        recogniser=operator(),
        at=factories.AT,
    )
    return {}


def undone(batch: str) -> Answer:
    """A batch taken back."""
    count = services.undo_batch(
        batch,
        unit=factories.unit("QJ"),
        filer=takeover_clerk(),
        actor=operator(),
        at=factories.AT,
        reason="导错了",
    )
    return {"facts": count}


def closed(period: str) -> Answer:
    """A period closed whose close was announced."""
    made = closing.close_period(parse_period(period), actor=factories.statistics_office(), at=factories.AT)
    return {"version": made.version}


def closing_begun(period: str) -> Answer:
    """The close of a period announced."""
    closing.start_closing(parse_period(period), actor=factories.statistics_office(), at=factories.AT)
    return {}


def snapshots() -> Answer:
    """What `luodi verify` says of the closed periods, and how many there are."""
    done = check_snapshots()
    return {"checked": done.checked, "faults": list(done.faults)}


def round_in_publicity() -> Answer:
    """A round of assessment that may be finalised, and two people who may."""
    made = rounds_in.in_publicity()
    people = [factories.user("r03"), factories.user("r03", name="副主任")]
    return {"round": [made.pk], "people": [person.pk for person in people]}


def finalised(round_pk: int, by: int) -> Answer:
    """The round made final by one of them."""
    of = Round.objects.get(pk=round_pk)
    made = closing.finalise_round(of, actor=User.objects.get(pk=by), at=rounds_in.FINAL_AT)
    return {"sha256": made.sha256}


def round_versions() -> Answer:
    """What `luodi verify` says of the rounds."""
    checked, faults = check_rounds()
    return {"checked": checked, "faults": list(faults)}


def two_drafts() -> Answer:
    """Two drafts of orders for the eastern county."""
    return {"orders": [making.draft(title=f"事项{number}").pk for number in range(2)]}


def sent(order: int) -> Answer:
    """An order issued by the director."""
    found = Order.objects.get(pk=order)
    return {"number": supervision.issue_order(found, actor=making.chief(), at=factories.AT).number}


def proposed(key: str) -> Answer:
    """A draft proposed under a key."""
    made = supervision.draft_order(
        making.values(), source="RANKING", source_key=key, actor=making.chief(), at=factories.AT
    )
    return {"order": made.pk}


def swept() -> Answer:
    """One sweep of the clock, a week later."""
    done = supervision.sweep(at=making.on(13))
    return {"said": done.reminded + done.urged, "drafted": done.drafted}


def issued_numbers() -> Answer:
    """Every number that was given, and whether caches agree with steps and the chain is whole."""
    numbers = sorted(Order.objects.exclude(number="").values_list("number", flat=True), key=lambda one: (len(one), one))
    return {"numbers": numbers, "whole": check_chain().is_whole and step_differences()[1] == []}


def taken_once(key: str) -> Answer:
    """A problem raised under a key; how many of its title there are then."""
    actor = factories.clerk()

    def act() -> str:
        return making.raised(title=key, who=actor).number

    said = receipts.once(key, subject="issue:1", actor=actor, at=factories.AT, act=act).said
    return {"said": said, "count": Issue.objects.filter(title=key).count()}


def list_in_publicity() -> Answer:
    """A hero list whose publicity is over, and two who may decide it."""
    people = [honours.chief().pk, factories.user("r03", name="副主任").pk]
    return {"list": [honours.shown(at=honours.BEFORE).pk], "people": people}


def list_decided(list_pk: int, by: int) -> Answer:
    """The list decided under a number."""
    of, actor = HeroList.objects.get(pk=list_pk), User.objects.get(pk=by)
    made = lists.decide_list(of, document_no="9号", actor=actor, at=factories.AT)
    return {"step": made.pk}


def challenge_posted() -> Answer:
    """A challenge that is held out."""
    return {"challenge": honours.posted().pk}


def challenge_taken(challenge: int) -> Answer:
    """The eastern county takes it up."""
    return {"take": honours.taken(Challenge.objects.get(pk=challenge)).pk}


def state(projects: list[int]) -> Answer:
    """What an inspector finds afterwards, of the whole ledger and of these projects."""
    rows = Project.objects.filter(pk__in=projects).order_by("pk")
    money = CapitalRecord.objects.filter(project__in=rows).values_list("amount_in_wan", flat=True)
    return {
        "whole": check_chain().is_whole and selectors.cache_differences() == [],
        "entries": AuditEntry.objects.filter(action="tests.done").count(),
        "stages": [row.stage for row in rows],
        "codes": sorted(Project.objects.values_list("code", flat=True)),
        "money": str(sum(money, Decimal(0))),
    }


ACTS: dict[str, Callable[..., Answer]] = {
    act.__name__: act
    for act in (
        prepare,
        two_projects,
        verified_landing,
        audited,
        recognised,
        capital,
        with_document,
        opened,
        taken,
        undone,
        closing_begun,
        closed,
        snapshots,
        round_in_publicity,
        finalised,
        round_versions,
        two_drafts,
        sent,
        proposed,
        swept,
        issued_numbers,
        taken_once,
        list_in_publicity,
        list_decided,
        challenge_posted,
        challenge_taken,
        state,
    )
}
