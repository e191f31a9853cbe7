"""App registration."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "luodi.across.lifecycle"
    label = "lifecycle"
    verbose_name = "全流程"
