"""Addresses of chains."""

from django.urls import path

from luodi.interfaces.web.chains import views

app_name = "chains"
urlpatterns = [
    path("", views.chain_list, name="list"),
    path("new/", views.chain_new, name="new"),
    path("<str:code>/edit/", views.chain_edit, name="edit"),
]
