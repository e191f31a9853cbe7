"""App registration."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "luodi.base.deliveries"
    label = "deliveries"
    verbose_name = "消息投递"
