"""App registration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "luodi.across.reports"
    label = "reports"
    verbose_name = "文稿"
