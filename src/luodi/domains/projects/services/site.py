"""What was seen on site: checks by two people, photos with time and place."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, User
from luodi.domains.projects.engine.photos import PhotoFacts, read_photo
from luodi.domains.projects.models import Project, SiteCheck, SitePhoto
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.documents import (
    CheckConclusion,
    PhotoScene,
    PlaceSource,
    require_sound_check,
    require_sound_photo,
)
from luodi.domains.projects.services.locks import locked_own_project, locked_project

_PICTURES: Final = frozenset({"jpg", "png"})


@transaction.atomic
def record_check(
    project: Project,
    *,
    event: str,
    checked_on: date,
    place: str,
    checkers: tuple[Person, Person],
    conclusion: str,
    actor: User,
    at: datetime,
    finding: str = "",
) -> SiteCheck:
    """What two people found on site about a step. A later check of the same step takes the place of an earlier one.

    Errors: BusinessError `checks.*`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.CHECK_SITE, actor=actor)
    first, second = checkers
    where = fitted(normalise(place), 120, "地点")
    require_sound_check(
        event, checked_on=checked_on, place=where, first=first.pk, second=second.pk, today=timezone.localdate(at)
    )
    if conclusion not in CheckConclusion.values:
        raise BusinessError("请选择核查结论。", code="checks.conclusion")
    if conclusion == CheckConclusion.FALLS_SHORT and not normalise(finding):
        raise BusinessError("核查结论为不符合时，请写明核查情况。", code="checks.finding")
    row = SiteCheck(
        project=locked,
        event=event,
        checked_on=checked_on,
        place=where,
        first_checker=first,
        second_checker=second,
        conclusion=conclusion,
        finding=fitted(normalise(finding), 500, "核查情况"),
        recorded_by=actor,
        recorded_at=at,
    )
    row.save()
    changes = {"check": ("", f"{row}，{first}、{second}，{row.get_conclusion_display()}")}
    act = audit.Act("projects.site_checked", locked, unit_code=locked.unit.code, changes=changes, reason=row.finding)
    audit.record(act, actor=actor, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Told:
    """Time and place as the person (or the phone) says them, for photos that do not say it themselves."""

    taken_at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    by_phone: bool = False


@transaction.atomic
def file_photos(
    project: Project,
    attachments: list[Attachment],
    *,
    scene: str,
    actor: User,
    at: datetime,
    told: Told | None = None,
    check: SiteCheck | None = None,
) -> list[SitePhoto]:
    """File site photos. What a photo says of time and place itself goes before what people type.

    Errors: BusinessError `photos.*` (no picture, no time, no place, from the future, filed twice); NotPermitted, NotVisible.
    """
    locked = locked_own_project(project, Permission.CHECK_SITE, actor=actor, on=timezone.localdate(at))
    if scene not in PhotoScene.values:
        raise BusinessError("请选择画面内容。", code="photos.scene")
    if not attachments:
        raise BusinessError("请选择照片。", code="photos.missing")
    if check is not None and check.project_id != locked.pk:
        raise BusinessError("这份核查不属于本项目，请刷新页面后重新选择。", code="photos.check")
    rows = [_photo(locked, item, scene, told or Told(), at) for item in attachments]
    _require_new(locked, attachments)
    for row in rows:
        row.site_check, row.recorded_by, row.recorded_at = check, actor, at
    SitePhoto.objects.bulk_create(rows)
    changes = {"photos": ("", "、".join(item.name for item in attachments)), "scene": ("", PhotoScene(scene).label)}
    act = audit.Act("projects.photos_filed", locked, unit_code=locked.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)
    return rows


def _require_new(project: Project, attachments: list[Attachment]) -> None:
    """One picture is one photo, however often it is sent."""
    hashes = [item.sha256 for item in attachments]
    held = set(SitePhoto.objects.filter(project=project).values_list("attachment__sha256", flat=True))
    twice = next((item for item in attachments if item.sha256 in held or hashes.count(item.sha256) > 1), None)
    if twice is not None:
        raise BusinessError(f"照片“{twice.name}”已经上传过，请换一张。", code="photos.twice")


def _photo(project: Project, item: Attachment, scene: str, told: Told, at: datetime) -> SitePhoto:
    if item.kind not in _PICTURES:
        raise BusinessError(f"“{item.name}”不是照片，请上传 JPG 或 PNG。", code="photos.type")
    own = read_photo(item.path.read_bytes())
    taken_at = own.taken_at or told.taken_at
    latitude, longitude = (own.latitude, own.longitude) if own.has_place else (told.latitude, told.longitude)
    if taken_at is None:
        raise BusinessError(f"照片“{item.name}”里没有拍摄时间，请填写拍摄时间。", code="photos.time")
    if latitude is None or longitude is None:
        raise BusinessError(f"照片“{item.name}”里没有定位，请填写经纬度，或用手机现场定位。", code="photos.place")
    require_sound_photo(timezone.localtime(taken_at), latitude, longitude, at=at)
    return SitePhoto(
        project=project,
        attachment=item,
        scene=scene,
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
        source=_source(own, told),
    )


def _source(own: PhotoFacts, told: Told) -> str:
    if own.taken_at is not None and own.has_place:
        return PlaceSource.EXIF
    return PlaceSource.PHONE if told.by_phone else PlaceSource.TYPED
