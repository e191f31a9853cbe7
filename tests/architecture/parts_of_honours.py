"""Addresses of hero lists and challenges, with rows of the eastern county and of the district."""

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.services import challenges, lists, nominating
from luodi.domains.incentives.services.challenges import ChallengeValues
from luodi.domains.incentives.services.lists import ListValues
from luodi.domains.projects.rules import Permission as Projects
from tests.architecture.rows import ASSESSOR, CHIEF, CLERK, OTHER_ASSESSOR, OTHER_CLERK, STATISTICS, Row
from tests.domains.incentives import making
from tests.factories import AT, checker, unit, user

OFFICE, OTHER_OFFICE = ("r05", "QJ", ""), ("r05", "QJ-W", "S2")
OTHER_CHIEF, OTHER_STATISTICS = ("r03", "QJ-W", "S2"), ("r04", "QJ-W", "S2")
POINTS = {"c1": "30", "c2": "10", "c3": "10", "c4": "10"}


def a_list_of_the_county() -> dict[str, object]:
    """A list that the eastern county itself organises."""
    runner = user("r07", "QJ-E", name="县考核", scope="S3")
    return {"pk": lists.open_list(unit("QJ-E"), ListValues(2022), actor=runner, at=AT).pk}


def a_list() -> dict[str, object]:
    """A list of the district, open for nominations."""
    return {"pk": making.opened().pk}


def its_next_step() -> dict[str, object]:
    """The same, and the step that closes the nominations."""
    return {**a_list(), "act": "review"}


def a_nomination() -> dict[str, object]:
    """A nomination of the eastern county."""
    return {"pk": making.nominated(making.opened()).pk}


def its_document() -> dict[str, object]:
    """The same with its document."""
    row = making.nominated(making.opened())
    return {"pk": row.pk, "file_pk": row.evidence.get().attachment_id}


def one_in_review() -> dict[str, object]:
    """A nomination that is being marked."""
    return {"pk": making.reviewing()[1].pk}


def a_reviewed_list() -> dict[str, object]:
    """A list whose nominations are marked."""
    return {"pk": making.reviewing()[0].pk}


def a_shown_place() -> dict[str, object]:
    """A place in its publicity."""
    of = making.shown()
    return {"pk": of.pk, "place_pk": making.first_place(of).pk}


def a_decided_place() -> dict[str, object]:
    """A place of a decided list."""
    of = making.decided()
    return {"pk": of.pk, "place_pk": making.first_place(of).pk}


def an_objection() -> dict[str, object]:
    """An objection of the western county."""
    place = making.first_place(making.shown())
    return {"pk": nominating.file_objection(place, text="已退回", actor=checker("QJ-W"), at=AT).pk}


def a_challenge_of_the_county() -> dict[str, object]:
    """A challenge that the eastern county itself holds out; its deadline lies far ahead."""
    actor = user("r05", "QJ-E", name="县项目", scope="S3")
    values = ChallengeValues("LINK", "补铝箔环节", "引进一家", "SIGN", making.DUE_ON.replace(year=2099), "通报表扬")
    return {"pk": challenges.post_challenge(unit("QJ-E"), values, actor=actor, at=AT).pk}


def its_step() -> dict[str, object]:
    """A challenge of the district, to be taken down."""
    return {"pk": making.posted().pk, "act": "end"}


def a_take() -> dict[str, object]:
    """The eastern county as a taker, to be checked."""
    return {"pk": making.taken(making.posted()).pk, "act": "check"}


def a_decided_list() -> dict[str, object]:
    """A list that has been decided."""
    return {"pk": making.decided().pk}


def an_accepted_take() -> dict[str, object]:
    """A taker whose result was accepted."""
    row = making.taken(making.posted())
    making.accepted(row)
    return {"pk": row.pk}


TABLE = (
    Row("heroes:list", (Permission.VIEW,), CLERK),
    Row("heroes:export", (Projects.EXPORT,), CLERK),
    Row("heroes:detail_export", (Projects.EXPORT,), CLERK, OTHER_CLERK, parts=a_list_of_the_county),
    Row("heroes:new", (Permission.RUN,), ASSESSOR),
    Row("heroes:detail", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_list_of_the_county),
    Row("heroes:propose", (Permission.RUN,), ASSESSOR, OTHER_ASSESSOR, parts=a_reviewed_list),
    Row("heroes:suggestions", (Permission.RUN,), ASSESSOR, OTHER_ASSESSOR, parts=a_list),
    Row(
        "heroes:nominate",
        (Permission.NOMINATE, Permission.RUN),
        CLERK,
        OTHER_CLERK,
        parts=a_list_of_the_county,
    ),
    Row("heroes:step", (Permission.RUN, Permission.DECIDE), ASSESSOR, OTHER_ASSESSOR, parts=its_next_step),
    Row("heroes:object", (Permission.OBJECT,), OTHER_CLERK, parts=a_shown_place),
    Row("heroes:revoke", (Permission.DECIDE,), CHIEF, OTHER_CHIEF, parts=a_decided_place),
    Row("heroes:nomination", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_nomination),
    Row("heroes:mark", (Permission.REVIEW,), OFFICE, OTHER_OFFICE, post=POINTS, parts=one_in_review),
    Row("heroes:withdraw", (Permission.NOMINATE, Permission.RUN), CLERK, OTHER_CLERK, parts=a_nomination),
    Row("heroes:file", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=its_document),
    Row("heroes:answer", (Permission.ANSWER,), STATISTICS, OTHER_STATISTICS, parts=an_objection),
    Row("heroes:bonus", (Assessment.FILE_ADJUSTMENT,), ASSESSOR, OTHER_ASSESSOR, post={}, parts=a_decided_list),
    Row("challenges:bonus", (Assessment.FILE_ADJUSTMENT,), ASSESSOR, OTHER_ASSESSOR, post={}, parts=an_accepted_take),
    Row("challenges:list", (Permission.VIEW,), CLERK),
    Row("challenges:export", (Projects.EXPORT,), CLERK),
    Row("challenges:new", (Permission.POST,), OFFICE),
    Row("challenges:detail", (Permission.VIEW,), CLERK, OTHER_CLERK, parts=a_challenge_of_the_county),
    Row("challenges:take", (Permission.TAKE,), CLERK, OTHER_CLERK, parts=a_challenge_of_the_county),
    Row("challenges:step", (Permission.POST,), OFFICE, OTHER_OFFICE, parts=its_step),
    Row(
        "challenges:take_step",
        (Permission.POST, Permission.TAKE, Permission.ACCEPT),
        OFFICE,
        OTHER_OFFICE,
        parts=a_take,
    ),
)
