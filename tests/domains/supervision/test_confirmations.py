"""Problems and the word of those who raised them: a person by a button, a company by a link."""

from datetime import date, timedelta

import pytest

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.models import ConfirmationRequest, Issue, Order
from luodi.domains.supervision.rules.confirmations import token_hash
from luodi.domains.supervision.services import Said
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, head, on, order_of, raised, solved, step
from tests.factories import attachment, user
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
COMPANY = "示例甲子电子有限公司"


def fresh(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


def checked(issue: Issue) -> Order:
    """The problem's order, reported and waiting for the check."""
    return making.reported(order_of(issue), on(4))


def test_a_problem_is_numbered_and_told_to_its_unit() -> None:
    issue = raised()

    assert (issue.number, issue.state, issue.due_on) == ("问2023-0001", "RAISED", date(2023, 7, 6))
    assert Notice.objects.filter(recipient=clerk(), code="supervision.issue_moved").count() == 1


def test_the_raiser_confirms_by_a_button_and_nobody_else() -> None:
    issue = solved(raised())
    assert Notice.objects.filter(code="supervision.confirmation_wanted").get().recipient == factories.project_office()

    with refused("issues.not_permitted", NotPermitted):
        services.take_issue_step(issue, "confirm", actor=chief(), at=on(4))
    services.take_issue_step(issue, "confirm", actor=factories.project_office(), at=on(4))

    assert (fresh(issue).state, fresh(issue).ended_on, fresh(issue).is_unconfirmed) == (
        "CLOSED",
        date(2023, 7, 4),
        False,
    )


def test_an_unsolved_problem_goes_back_to_its_unit_with_words() -> None:
    issue = solved(raised())
    with refused("supervision.reason"):
        services.take_issue_step(issue, "reject", actor=factories.project_office(), at=on(4))

    services.take_issue_step(issue, "reject", actor=factories.project_office(), at=on(4), note="仍停电")

    assert fresh(issue).state == "TAKEN"
    assert selectors.standing_request(issue) is None
    assert solved(issue, on(5)).state == "SOLVED"


def test_a_withdrawn_problem_needs_its_reason() -> None:
    issue = raised()
    services.take_issue_step(issue, "withdraw", actor=factories.project_office(), at=on(4), note="重复提出")

    assert fresh(issue).state == "WITHDRAWN"


def test_a_county_raises_no_problem_for_another_county() -> None:
    with refused("orgs.not_visible", NotVisible):
        raised(who=clerk(), unit=factories.unit("QJ-W"))


def test_silence_is_no_agreement_and_closing_without_it_is_shown() -> None:
    issue = solved(raised())

    with refused("confirmations.too_early"):
        services.take_issue_step(issue, "close_unconfirmed", actor=chief(), at=on(7), note="联系不上")
    with refused("supervision.reason"):
        services.take_issue_step(issue, "close_unconfirmed", actor=chief(), at=on(10))
    services.take_issue_step(issue, "close_unconfirmed", actor=chief(), at=on(10), note="三次联系未答复")

    assert (fresh(issue).state, fresh(issue).is_unconfirmed) == ("CLOSED", True)


def test_an_order_of_a_problem_is_closed_with_the_raisers_word_only() -> None:
    issue = raised()
    order = checked(issue)
    assert fresh(issue).state == "ORDERED"

    with refused("orders.unconfirmed"):
        step(order, "close", chief(), on(5))
    assert services.ask_confirmation(order, actor=chief(), at=on(5), note="现场已通电") == ""
    with refused("orders.unconfirmed"):
        step(order, "close", chief(), on(6))
    services.answer(issue, is_solved=True, note="", actor=factories.project_office(), at=on(6))
    step(order, "close", chief(), on(7), "提出人已确认")

    assert (Order.objects.get().state, fresh(issue).state, fresh(issue).is_unconfirmed) == ("CLOSED", "CLOSED", False)


def test_a_no_from_the_raiser_sends_the_order_back() -> None:
    issue = raised()
    order = checked(issue)
    services.ask_confirmation(order, actor=chief(), at=on(5), note="已核查")
    services.answer(issue, is_solved=False, note="仍停电", actor=factories.project_office(), at=on(5, 1))

    with refused("orders.unconfirmed"):
        step(order, "close", chief(), on(6))
    step(order, "return", chief(), on(6), "提出人反映未解决")
    step(order, "finish", head(), on(7), evidence=[attachment()])
    with refused("orders.unconfirmed"):
        step(order, "close", chief(), on(7, 1))
    assert Order.objects.get().state == "CHECKING"


def test_an_order_closed_in_silence_says_so_and_needs_days_and_reason() -> None:
    order = checked(raised())
    with refused("confirmations.not_asked"):
        step(order, "close_unconfirmed", chief(), on(5), "联系不上")
    services.ask_confirmation(order, actor=chief(), at=on(5), note="已核查")
    with refused("confirmations.too_early"):
        step(order, "close_unconfirmed", chief(), on(11), "联系不上")

    step(order, "close_unconfirmed", chief(), on(12), "三次联系未答复")

    found = Order.objects.get()
    assert (found.state, found.is_unconfirmed, found.issue.is_unconfirmed) == ("CLOSED", True, True)


def test_a_revoked_order_gives_its_problem_back() -> None:
    issue = raised()
    step(order_of(issue), "revoke", chief(), on(4), "改由部门直接协调")

    assert fresh(issue).state == "TAKEN"


def test_one_problem_has_one_order() -> None:
    issue = raised()
    order_of(issue)
    second = making.draft(issue=fresh(issue), title="再交办")

    with refused("orders.issue_taken"):
        services.issue_order(second, actor=chief(), at=on(4))


def test_a_solved_problem_needs_no_order_any_more() -> None:
    issue = raised()
    draft = making.draft(issue=issue)
    services.take_issue_step(solved(issue), "confirm", actor=factories.project_office(), at=on(4))

    with refused("orders.issue_ended"):
        services.issue_order(draft, actor=chief(), at=on(4))


# the company's link ---------------------------------------------------------------------------------------------------


def test_of_a_link_only_the_hash_is_kept_and_the_word_is_long() -> None:
    issue = solved(raised(company=COMPANY))

    token = services.ask_raiser(issue, actor=factories.project_office(), at=on(4))

    assert len(token) >= 43
    assert ConfirmationRequest.objects.get().token_hash == token_hash(token)
    assert token not in str(ConfirmationRequest.objects.values_list())
    assert selectors.request_by_token(token, at=on(5)).issue == issue


def test_a_company_answers_once_without_account() -> None:
    issue = solved(raised(company=COMPANY))
    token = services.ask_raiser(issue, actor=factories.project_office(), at=on(4))

    services.answer_by_link(token, is_solved=True, note="已通电", at=on(5))

    assert fresh(issue).state == "CLOSED"
    assert issue.steps.last().recorded_by == operator()
    with refused("confirmations.answered"):
        services.answer_by_link(token, is_solved=False, note="又停了", at=on(6))


def test_the_person_who_entered_a_companys_problem_cannot_speak_for_it() -> None:
    issue = solved(raised(company=COMPANY))

    with refused("issues.not_permitted", NotPermitted):
        services.take_issue_step(issue, "confirm", actor=factories.project_office(), at=on(4))
    services.ask_raiser(issue, actor=factories.project_office(), at=on(4))
    with refused("confirmations.not_raiser", NotPermitted):
        services.answer(issue, is_solved=True, note="", actor=factories.project_office(), at=on(4))


@pytest.mark.parametrize("token", ["", "x", "nothing-of-the-kind-" * 3])
def test_a_wrong_link_is_refused(token: str) -> None:
    solved(raised(company=COMPANY))

    with refused("confirmations.link", NotVisible):
        services.answer_by_link(token, is_solved=True, note="", at=on(5))


def test_an_expired_link_is_refused() -> None:
    token = services.ask_raiser(solved(raised(company=COMPANY)), actor=chief(), at=on(4))

    with refused("confirmations.link", NotVisible):
        services.answer_by_link(token, is_solved=True, note="", at=on(4) + timedelta(days=15, seconds=1))
    services.answer_by_link(token, is_solved=True, note="", at=on(4) + timedelta(days=15))


def test_a_new_link_ends_the_old_one() -> None:
    issue = solved(raised(company=COMPANY))
    old = services.ask_raiser(issue, actor=chief(), at=on(4))
    new = services.ask_raiser(issue, actor=chief(), at=on(5))

    with refused("confirmations.link", NotVisible):
        services.answer_by_link(old, is_solved=True, note="", at=on(5, 1))
    services.answer_by_link(new, is_solved=True, note="", at=on(5, 1))


def test_the_link_of_one_matter_answers_no_other() -> None:
    one, other = solved(raised(company=COMPANY)), solved(raised(company=COMPANY, title="用水不足"))
    token = services.ask_raiser(one, actor=chief(), at=on(4))
    services.ask_raiser(other, actor=chief(), at=on(4))

    services.answer_by_link(token, is_solved=True, note="", at=on(5))

    assert (fresh(one).state, fresh(other).state) == ("CLOSED", "SOLVED")


def test_a_link_is_dead_once_the_matter_is_closed_without_it() -> None:
    issue = solved(raised(company=COMPANY))
    token = services.ask_raiser(issue, actor=chief(), at=on(4))
    services.take_issue_step(issue, "close_unconfirmed", actor=chief(), at=on(12), note="未答复")

    with refused("confirmations.link", NotVisible):
        services.answer_by_link(token, is_solved=False, note="没有解决", at=on(13))


def test_a_link_to_an_ordered_matter_lets_the_issuer_close() -> None:
    issue = raised(company=COMPANY)
    order = checked(issue)
    token = services.ask_confirmation(order, actor=chief(), at=on(5), note="已核查")
    services.answer_by_link(token, is_solved=True, note="", at=on(6))

    assert step(order, "close", chief(), on(7), "企业已确认").state == "CLOSED"
    assert fresh(issue).state == "CLOSED"


def test_only_who_entered_or_checks_may_send_a_link() -> None:
    issue = solved(raised(company=COMPANY))

    with refused("confirmations.not_permitted", NotPermitted):
        services.ask_raiser(issue, actor=clerk(), at=on(4))
    with refused("confirmations.not_permitted", NotPermitted):
        services.ask_raiser(issue, actor=user("r09", "QJ-W"), at=on(4))


# the clock ------------------------------------------------------------------------------------------------------------


def test_an_unsolved_problem_becomes_the_draft_of_an_order_after_three_working_days() -> None:
    issue = raised()

    assert services.sweep(at=on(6)) == services.Swept()
    assert services.sweep(at=on(7)).drafted == 1
    assert services.sweep(at=on(10)) == services.Swept()
    draft = Order.objects.get()
    assert (draft.kind, draft.state, draft.issue, draft.source_key) == ("ASSIGN", "DRAFT", issue, f"issue:{issue.pk}")


def test_a_discarded_draft_is_not_drafted_again() -> None:
    raised()
    services.sweep(at=on(7))
    services.take_step(Order.objects.get(), "discard", actor=chief(), at=on(7), said=Said(note="由单位继续办"))

    assert services.sweep(at=on(10)) == services.Swept()


def test_the_second_supervision_of_one_problem_calls_for_an_accountability_order() -> None:
    issue = raised()
    first = making.issued("SUPERVISE", issue=issue)
    assert services.sweep(at=on(3, 1)).drafted == 0
    step(first, "revoke", chief(), on(4), "材料有误，重新督办")
    second = making.issued("SUPERVISE", issue=fresh(issue), at=on(4, 1), title="再次督办")

    assert services.sweep(at=on(4, 2)).drafted == 1

    draft = Order.objects.get(source_key=f"order:{second.pk}")
    assert (draft.kind, draft.state) == ("ACCOUNT", "DRAFT")
    assert "两次督办" in draft.text
