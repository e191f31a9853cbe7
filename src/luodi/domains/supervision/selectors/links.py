"""The public link of a company: which question it opens. Its text, its day and the unit that handles it are for its reader, nothing else."""

from datetime import datetime

from luodi.base.core.errors import NotVisible
from luodi.domains.supervision.models import ConfirmationRequest
from luodi.domains.supervision.rules.confirmations import token_hash
from luodi.domains.supervision.rules.issues import IssueState
from luodi.domains.supervision.selectors.record import standing_request


def request_by_token(token: str, *, at: datetime) -> ConfirmationRequest:
    """The question behind the link; NotVisible for a wrong, expired, replaced or no longer needed one.

    It is the same refusal for all of these, so that nothing can be learnt by trying.
    """
    known = ConfirmationRequest.objects.select_related("issue__unit", "answer").filter(token_hash=token_hash(token))
    request = known.first()
    if request is None or not _is_alive(request, at):
        raise NotVisible("链接无效或已过期。如仍需反馈，请与给您发链接的工作人员联系。", code="confirmations.link")
    return request


def _is_alive(request: ConfirmationRequest, at: datetime) -> bool:
    if getattr(request, "answer", None) is not None:
        return True
    if at > request.expires_at or request.issue.state not in {IssueState.SOLVED, IssueState.ORDERED}:
        return False
    standing = standing_request(request.issue)
    return standing is not None and standing.pk == request.pk
