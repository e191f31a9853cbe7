"""Addresses of targets, their splits, letters, and the task cards of leaders."""

from django.urls import path

from luodi.interfaces.web.targets.views import cards, letters, splits, targets

app_name = "targets"
urlpatterns = [
    path("", targets.target_list, name="list"),
    path("new/", targets.target_new, name="new"),
    path("cards/", cards.card_list, name="cards"),
    path("cards/export/", cards.card_export, name="cards_export"),
    path("cards/mine/", cards.card_mine, name="card_mine"),
    path("cards/new/", cards.card_new, name="card_new"),
    path("cards/<int:person_pk>/<int:year>/", cards.card_detail, name="card"),
    path("cards/versions/<int:pk>/", cards.card_version, name="card_version"),
    path("cards/versions/<int:pk>/act/", cards.card_act, name="card_act"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/<int:year>/<str:code>/word/", letters.letter_word, name="letter_word"),
    path("letters/<int:year>/<str:code>/sign/", letters.letter_sign, name="letter_sign"),
    path("letters/<int:year>/<str:code>/scan/", letters.letter_scan, name="letter_scan"),
    path("splits/", splits.split_list, name="splits"),
    path("splits/<int:pk>/", splits.split_detail, name="split"),
    path("splits/<int:pk>/act/", splits.split_act, name="split_act"),
    path("<int:pk>/split/", splits.split_new, name="split_new"),
]
