"""Relation fields point down the house or sideways inside an app, and leave no reverse name in another app."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.source import import_rows, product_models

BANDS = ("interfaces", "across", "domains", "base")


def heights() -> dict[str, tuple[int, int]]:
    """App package → (band, row); the smaller, the higher."""
    return {
        f"luodi.{band}.{app}": (number, row)
        for number, band in enumerate(BANDS)
        for row, apps in enumerate(import_rows(band))
        for app in apps
    }


def app_of(model: type[models.Model]) -> str:
    return model._meta.app_config.name if model._meta.app_config else ".".join(model.__module__.split(".")[:3])


def relations(model: type[models.Model]) -> Iterator[models.ForeignObject | models.ManyToManyField]:
    """The model's own forward relations to other tables of the product."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if isinstance(field, models.ForeignObject | models.ManyToManyField):
            yield field


def faults(model: type[models.Model], height: dict[str, tuple[int, int]]) -> list[str]:
    """What is wrong with the relations of one model, in words."""
    found = []
    for field in relations(model):
        target = field.related_model
        here, there = app_of(model), app_of(target)
        if there not in height or here == there:
            continue
        # Everybody may name the account that acts: Django's own seam (AUTH_USER_MODEL), not a look into orgs.
        is_account = getattr(field, "swappable_setting", None) == "AUTH_USER_MODEL"
        if not is_account and height[there] <= height[here]:
            found.append(f"{model.__name__}.{field.name} points up to {target.__name__}")
        if not field.remote_field.hidden:
            found.append(f"{model.__name__}.{field.name} needs related_name='+'")
    return found


@pytest.mark.parametrize("model", product_models(), ids=lambda model: model._meta.label)
def test_relations_point_down_and_are_one_way(model: type[models.Model]) -> None:
    assert faults(model, heights()) == []


@isolate_apps("luodi.domains.chains", "luodi.domains.projects", "luodi.base.orgs")
def test_the_check_sees_a_relation_that_points_up() -> None:
    class Project(models.Model):
        class Meta:
            app_label = "projects"

    class Chain(models.Model):
        flagship = models.ForeignKey(Project, models.PROTECT, related_name="+")

        class Meta:
            app_label = "chains"

    assert faults(Chain, heights()) == ["Chain.flagship points up to Project"]


@isolate_apps("luodi.domains.chains", "luodi.domains.projects", "luodi.base.orgs")
def test_the_check_sees_a_reverse_name_in_another_app() -> None:
    class Chain(models.Model):
        class Meta:
            app_label = "chains"

    class Project(models.Model):
        chain = models.ForeignKey(Chain, models.PROTECT, related_name="projects")
        helpers = models.ManyToManyField(Chain)

        class Meta:
            app_label = "projects"

    assert faults(Project, heights()) == [
        "Project.chain needs related_name='+'",
        "Project.helpers needs related_name='+'",
    ]


@isolate_apps("luodi.base.audit", "luodi.base.orgs")
def test_the_check_lets_a_low_table_name_the_account_but_no_other_table_of_orgs() -> None:
    class User(models.Model):
        class Meta:
            app_label = "orgs"
            swappable = "AUTH_USER_MODEL"

    class Unit(models.Model):
        class Meta:
            app_label = "orgs"

    class Entry(models.Model):
        actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
        unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

        class Meta:
            app_label = "audit"

    assert faults(Entry, heights()) == ["Entry.unit points up to Unit"]
