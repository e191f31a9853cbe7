"""App registration."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "luodi.across.assessment"
    label = "assessment"
    verbose_name = "考核排名"
