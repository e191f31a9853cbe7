"""Addresses of units."""

from django.urls import path

from luodi.interfaces.web.units import views

app_name = "units"
urlpatterns = [
    path("", views.unit_list, name="list"),
    path("new/", views.unit_new, name="new"),
    path("<str:code>/edit/", views.unit_edit, name="edit"),
    path("<str:code>/merge/", views.unit_merge, name="merge"),
]
