"""Addresses of the close."""

from django.urls import path

from luodi.interfaces.web.closing import views

app_name = "closing"
urlpatterns = [
    path("", views.period_list, name="list"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/act/", views.act, name="act"),
    path("<str:code>/restate/", views.restate, name="restate"),
    path("<str:code>/values/", views.values, name="values"),
    path("<str:code>/values/export/", views.values_export, name="values_export"),
    path("<str:code>/corrections/", views.corrections, name="corrections"),
    path("<str:code>/corrections/export/", views.corrections_export, name="corrections_export"),
]
