"""Addresses of the first page."""

from django.urls import path

from luodi.interfaces.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("context/", views.context, name="context"),
    path("chain/", views.chain, name="chain"),
]
