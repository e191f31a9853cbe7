"""App registration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "luodi.base.audit"
    label = "audit"
    verbose_name = "审计日志"
