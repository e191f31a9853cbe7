"""App registration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "luodi.across.intake"
    label = "intake"
    verbose_name = "导入"
