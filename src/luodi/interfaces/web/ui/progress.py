"""Progress of long work: a part that asks again until the work is over, then sends the browser to the result."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is; `href` is the address that answers with this part."""

    title: str
    percent: int
    sentence: str
    href: str
    is_over: bool

    def answer(self, request: HttpRequest, *, done: str) -> HttpResponse:
        """The part while the work goes on; when it is over, the way to `done`. A browser without scripts goes there at once."""
        if not request.headers.get("HX-Request"):
            return redirect(done)
        response = render(request, "ui/_progress.html", {"progress": self})
        if self.is_over:
            response.headers["HX-Redirect"] = done
        return response
