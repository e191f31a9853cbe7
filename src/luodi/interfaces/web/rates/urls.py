"""Addresses of exchange rates."""

from django.urls import path

from luodi.interfaces.web.rates import views

app_name = "rates"
urlpatterns = [
    path("", views.rate_list, name="list"),
    path("export/", views.rate_export, name="export"),
    path("new/", views.rate_new, name="new"),
]
