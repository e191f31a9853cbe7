"""App registration."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    name = "luodi.base.receipts"
    label = "receipts"
    verbose_name = "收件回执"
