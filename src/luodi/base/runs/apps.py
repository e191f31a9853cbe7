"""App registration."""

from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "luodi.base.runs"
    label = "runs"
    verbose_name = "后台任务"
