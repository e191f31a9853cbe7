"""Addresses of the whole instance: the pages of interfaces/web and sign-in."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("luodi.interfaces.web.account_urls")),
    path("", include("luodi.interfaces.web.urls")),
]

handler400 = "luodi.interfaces.web.ui.errors.bad_request"
handler403 = "luodi.interfaces.web.ui.errors.forbidden"
handler404 = "luodi.interfaces.web.ui.errors.not_found"
handler500 = "luodi.interfaces.web.ui.errors.server_error"
