"""App registration."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "luodi.base.approvals"
    label = "approvals"
    verbose_name = "审批单"
