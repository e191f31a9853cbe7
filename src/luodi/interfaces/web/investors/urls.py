"""Addresses of investors, trips and activities."""

from django.urls import path

from luodi.interfaces.web.investors import views

app_name = "investors"
urlpatterns = [
    path("", views.investor_list, name="list"),
    path("export/", views.investor_export, name="export"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/contact/", views.contact_set, name="contact"),
    path("<int:pk>/contact/reveal/", views.contact_reveal, name="reveal"),
    path("trips/", views.trip_list, name="trips"),
    path("trips/export/", views.trip_export, name="trips_export"),
    path("trips/new/", views.trip_new, name="trip_new"),
    path("trips/<int:pk>/", views.trip, name="trip"),
    path("trips/<int:pk>/evidence/", views.trip_evidence, name="trip_evidence"),
    path("trips/<int:pk>/withdraw/", views.trip_withdraw, name="trip_withdraw"),
    path("trips/<int:pk>/correct/", views.trip_correct, name="trip_correct"),
    path("trips/<int:pk>/files/<int:file_pk>/", views.trip_file, name="trip_file"),
    path("activities/", views.activity_list, name="activities"),
    path("activities/export/", views.activity_export, name="activities_export"),
    path("activities/new/", views.activity_new, name="activity_new"),
    path("activities/<int:pk>/", views.activity, name="activity"),
    path("activities/<int:pk>/attendance/", views.activity_attendance, name="activity_attendance"),
    path("activities/<int:pk>/withdraw/", views.activity_withdraw, name="activity_withdraw"),
]
