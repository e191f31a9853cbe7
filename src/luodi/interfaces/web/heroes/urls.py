"""Addresses of the hero list."""

from django.urls import path

from luodi.interfaces.web.heroes.views import lists, nominations

app_name = "heroes"
urlpatterns = [
    path("", lists.hero_lists, name="list"),
    path("export/", lists.list_export, name="export"),
    path("new/", lists.list_new, name="new"),
    path("<int:pk>/", lists.list_detail, name="detail"),
    path("<int:pk>/export/", lists.detail_export, name="detail_export"),
    path("<int:pk>/propose/", lists.propose, name="propose"),
    path("<int:pk>/suggestions/", lists.suggestions, name="suggestions"),
    path("<int:pk>/nominate/", nominations.nominate, name="nominate"),
    path("<int:pk>/steps/<slug:act>/", lists.list_step, name="step"),
    path("<int:pk>/bonus/", lists.bonus, name="bonus"),
    path("<int:pk>/places/<int:place_pk>/object/", nominations.object_new, name="object"),
    path("<int:pk>/places/<int:place_pk>/revoke/", lists.revoke, name="revoke"),
    path("nominations/<int:pk>/", nominations.nomination_detail, name="nomination"),
    path("nominations/<int:pk>/mark/", nominations.mark, name="mark"),
    path("nominations/<int:pk>/withdraw/", nominations.withdraw, name="withdraw"),
    path("nominations/<int:pk>/files/<int:file_pk>/", nominations.nomination_file, name="file"),
    path("objections/<int:pk>/answer/", nominations.answer, name="answer"),
]
