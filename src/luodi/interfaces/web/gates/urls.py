"""Addresses of gates, waivers, competence and re-checks."""

from django.urls import path

from luodi.interfaces.web.gates.views import reviews, rules, waivers

app_name = "gates"
urlpatterns = [
    path("", rules.gate_list, name="list"),
    path("steps/<str:event>/<str:kind>/", rules.gate_detail, name="detail"),
    path("steps/<str:event>/<str:kind>/revise/", rules.gate_revise, name="revise"),
    path("competence/", rules.competence, name="competence"),
    path("waivers/", waivers.waiver_list, name="waivers"),
    path("waivers/export/", waivers.waiver_export, name="waivers_export"),
    path("waivers/new/<int:pk>/<str:event>/<str:code>/", waivers.waiver_new, name="waiver_new"),
    path("reviews/", reviews.review_list, name="reviews"),
    path("reviews/export/", reviews.review_export, name="reviews_export"),
    path("reviews/draw/", reviews.review_draw, name="review_draw"),
    path("reviews/<int:pk>/", reviews.review_result, name="review"),
]
