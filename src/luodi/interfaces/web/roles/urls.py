"""Addresses of roles and grants."""

from django.urls import path

from luodi.interfaces.web.roles import views

app_name = "roles"
urlpatterns = [
    path("", views.role_list, name="list"),
    path("<str:code>/", views.role_detail, name="detail"),
    path("grants/<int:user_pk>/new/", views.grant_new, name="grant"),
    path("grants/<int:pk>/end/", views.grant_end, name="end"),
]
