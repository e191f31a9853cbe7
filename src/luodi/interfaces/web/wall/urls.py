"""Address of the wall of projects."""

from django.urls import path

from luodi.interfaces.web.wall import views

app_name = "wall"
urlpatterns = [path("", views.board, name="board")]
