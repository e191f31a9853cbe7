"""Addresses of saved views."""

from django.urls import path

from luodi.interfaces.web.bookmarks import views

app_name = "bookmarks"
urlpatterns = [
    path("<str:area>/save/", views.save, name="save"),
    path("<int:pk>/drop/", views.drop, name="drop"),
]
