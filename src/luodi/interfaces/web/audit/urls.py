"""Addresses of the audit log."""

from django.urls import path

from luodi.interfaces.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entry_list, name="list"),
    path("export/", views.entry_export, name="export"),
    path("check/", views.chain_check, name="check"),
]
