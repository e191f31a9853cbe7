"""Addresses of messages."""

from django.urls import path

from luodi.interfaces.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("read/", views.read, name="read"),
    path("settings/", views.settings, name="settings"),
]
