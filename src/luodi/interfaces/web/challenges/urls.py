"""Addresses of challenges."""

from django.urls import path

from luodi.interfaces.web.challenges import views

app_name = "challenges"
urlpatterns = [
    path("", views.challenge_list, name="list"),
    path("export/", views.challenge_export, name="export"),
    path("new/", views.challenge_new, name="new"),
    path("<int:pk>/", views.challenge_detail, name="detail"),
    path("<int:pk>/take/", views.take, name="take"),
    path("<int:pk>/steps/<slug:act>/", views.challenge_step, name="step"),
    path("takes/<int:pk>/bonus/", views.bonus, name="bonus"),
    path("takes/<int:pk>/steps/<slug:act>/", views.take_step, name="take_step"),
]
