"""App registration."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "luodi.domains.targets"
    label = "targets"
    verbose_name = "目标任务"
