"""Addresses of targets and their splits."""

from django.urls import path

from luodi.interfaces.web.targets.views import letters, splits, targets

app_name = "targets"
urlpatterns = [
    path("", targets.target_list, name="list"),
    path("new/", targets.target_new, name="new"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/<int:year>/<str:code>/word/", letters.letter_word, name="letter_word"),
    path("letters/<int:year>/<str:code>/sign/", letters.letter_sign, name="letter_sign"),
    path("letters/<int:year>/<str:code>/scan/", letters.letter_scan, name="letter_scan"),
    path("splits/", splits.split_list, name="splits"),
    path("splits/<int:pk>/", splits.split_detail, name="split"),
    path("splits/<int:pk>/act/", splits.split_act, name="split_act"),
    path("<int:pk>/split/", splits.split_new, name="split_new"),
]
