"""Addresses of papers."""

from django.urls import path

from luodi.interfaces.web.papers import differences, figures, sheets, template_papers, templates, views

app_name = "papers"
_MADE = "templates/papers/<int:pk>/"
_OF_TEMPLATES = {"sort": differences.OF_TEMPLATES}
urlpatterns = [
    path("", views.paper_list, name="list"),
    path("new/", views.paper_new, name="new"),
    path("new/batch/", views.new_batch, name="new_batch"),
    path("orders/word/", sheets.orders_word, name="orders_word"),
    path("orders/excel/", sheets.orders_excel, name="orders_excel"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/format/", views.set_format, name="format"),
    path("<int:pk>/options/", views.options, name="options"),
    path("<int:pk>/refresh/", views.refresh, name="refresh"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/word/", views.word, name="word"),
    path("<int:pk>/excel/", views.excel, name="excel"),
    path("<int:pk>/figure/<path:key>/", figures.figure, name="figure"),
    path("<int:pk>/against/", differences.against, name="against"),
    path("<int:pk>/against/<int:other>/", differences.difference, name="difference"),
    path("<int:pk>/against/<int:other>/figure/<path:key>/", differences.difference_figure, name="difference_figure"),
    path("<int:pk>/against/<int:other>/excel/", differences.difference_excel, name="difference_excel"),
    path("templates/", templates.template_list, name="templates"),
    path("templates/new/", templates.template_new, name="template_new"),
    path("templates/words/", templates.words, name="template_words"),
    path("templates/starters/<slug:kind>/", templates.starter, name="starter"),
    path("templates/papers/", template_papers.made_list, name="template_papers"),
    path("templates/papers/<int:pk>/", template_papers.made_detail, name="template_paper"),
    path("templates/papers/<int:pk>/word/", template_papers.made_word, name="template_paper_word"),
    path("templates/papers/<int:pk>/figure/<path:key>/", figures.template_figure, name="template_figure"),
    path(f"{_MADE}against/", differences.against, _OF_TEMPLATES, name="template_against"),
    path(f"{_MADE}against/<int:other>/", differences.difference, _OF_TEMPLATES, name="template_difference"),
    path(
        f"{_MADE}against/<int:other>/figure/<path:key>/",
        differences.difference_figure,
        _OF_TEMPLATES,
        name="template_difference_figure",
    ),
    path(
        f"{_MADE}against/<int:other>/excel/",
        differences.difference_excel,
        _OF_TEMPLATES,
        name="template_difference_excel",
    ),
    path("templates/batches/", template_papers.batch_list, name="batches"),
    path("templates/batches/<int:pk>/", template_papers.batch_detail, name="batch"),
    path("templates/batches/<int:pk>/progress/", template_papers.batch_progress, name="batch_progress"),
    path("templates/batches/<int:pk>/zip/", template_papers.batch_zip, name="batch_zip"),
    path("templates/<int:pk>/", templates.template_detail, name="template"),
    path("templates/<int:pk>/file/", templates.template_file, name="template_file"),
    path("templates/<int:pk>/use/", templates.template_use, name="template_use"),
    path("templates/<int:pk>/retire/", templates.template_retire, name="template_retire"),
    path("templates/<int:pk>/make/", template_papers.make, name="template_make"),
    path("templates/<int:pk>/batch/", template_papers.make_batch, name="template_batch"),
]
