"""Addresses of accounts."""

from django.urls import path

from luodi.interfaces.web.users import views

app_name = "users"
urlpatterns = [
    path("", views.user_list, name="list"),
    path("new/", views.user_new, name="new"),
    path("<int:pk>/", views.user_detail, name="detail"),
    path("<int:pk>/switch/", views.user_switch, name="switch"),
    path("<int:pk>/password/", views.user_password, name="password"),
    path("resets/", views.reset_list, name="resets"),
    path("resets/<int:pk>/decide/", views.reset_decide, name="reset_decide"),
    path("resets/<int:pk>/issue/", views.reset_issue, name="reset_issue"),
]
