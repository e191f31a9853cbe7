"""Address of the board on the wall."""

from django.urls import path

from luodi.interfaces.web.screen import views

app_name = "screen"
urlpatterns = [path("", views.board, name="board")]
