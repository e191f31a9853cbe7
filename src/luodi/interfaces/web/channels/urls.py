"""Addresses of channels and deliveries."""

from django.urls import path

from luodi.interfaces.web.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.channel_list, name="list"),
    path("new/", views.channel_new, name="new"),
    path("<int:pk>/edit/", views.channel_edit, name="edit"),
    path("<int:pk>/switch/", views.channel_switch, name="switch"),
    path("<int:pk>/try/", views.channel_try, name="try"),
    path("deliveries/", views.delivery_list, name="deliveries"),
]
