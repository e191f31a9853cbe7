"""Addresses of the import wizard."""

from django.urls import path

from luodi.interfaces.web.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.batch_list, name="list"),
    path("new/", views.upload, name="new"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/findings/", views.findings, name="findings"),
    path("<str:code>/columns/", views.columns, name="columns"),
    path("<str:code>/commit/", views.commit, name="commit"),
    path("<str:code>/drop/", views.drop, name="drop"),
    path("<str:code>/progress/", views.progress, name="progress"),
    path("<str:code>/leftovers/", views.leftovers, name="leftovers"),
    path("<str:code>/undo/", views.undo, name="undo"),
    path("<str:code>/withdraw/", views.withdraw, name="withdraw"),
]
