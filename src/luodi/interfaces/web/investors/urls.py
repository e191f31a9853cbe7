"""Addresses of investors."""

from django.urls import path

from luodi.interfaces.web.investors import views

app_name = "investors"
urlpatterns = [
    path("", views.investor_list, name="list"),
    path("trips/", views.trip_list, name="trips"),
    path("activities/", views.activity_list, name="activities"),
]
