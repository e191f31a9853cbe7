"""Addresses of the working-day calendar."""

from django.urls import path

from luodi.interfaces.web.workdays import views

app_name = "workdays"
urlpatterns = [
    path("", views.day_list, name="list"),
    path("new/", views.day_set, name="set"),
]
