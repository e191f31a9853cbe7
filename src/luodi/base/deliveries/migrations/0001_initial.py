import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("notices", "0002_routed"),
        ("orgs", "0002_unitgroup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("EMAIL", "电子邮件"),
                            ("WECOM", "企业微信群机器人"),
                            ("DINGTALK", "钉钉群机器人"),
                            ("FEISHU", "飞书群机器人"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="名称")),
                ("sealed_address", models.TextField(blank=True, verbose_name="地址（密封）")),
                ("sealed_secret", models.TextField(blank=True, verbose_name="密钥（密封）")),
                ("host", models.CharField(blank=True, max_length=120, verbose_name="服务器")),
                ("has_titles", models.BooleanField(default=False, verbose_name="外发内容")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("made_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="使用单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息渠道",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "EMAIL")), fields=("kind",), name="channel_one_mail"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="紧急")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("WAITING", "待发送"),
                            ("SENT", "已送达"),
                            ("FAILED", "失败待重试"),
                            ("GIVEN_UP", "已放弃"),
                        ],
                        default="WAITING",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="登记时间")),
                ("due_at", models.DateTimeField(verbose_name="最早发送时间")),
                ("parcel", models.CharField(blank=True, max_length=24, verbose_name="件号")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="尝试次数")),
                ("lease", models.CharField(blank=True, max_length=32, verbose_name="领用")),
                ("lease_until", models.DateTimeField(null=True, verbose_name="领用到期")),
                ("tried_at", models.DateTimeField(null=True, verbose_name="最近尝试")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                ("failure", models.CharField(blank=True, max_length=200, verbose_name="失败原因")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deliveries.channel",
                        verbose_name="渠道",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="notices.notice",
                        verbose_name="消息",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接收人",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息投递",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("WAITING", "FAILED"))),
                        fields=["channel", "due_at"],
                        name="delivery_open",
                    ),
                    models.Index(fields=["recipient", "channel", "tried_at"], name="delivery_pace"),
                    models.Index(fields=["parcel"], name="delivery_parcel"),
                ],
                "constraints": [models.UniqueConstraint(fields=("notice", "channel"), name="delivery_once")],
            },
        ),
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.TimeField(verbose_name="起")),
                ("ends", models.TimeField(verbose_name="止")),
                ("on_days_off", models.BooleanField(default=True, verbose_name="休息日不发")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "免打扰时段",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(max_length=20, verbose_name="消息类别")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="deliveries.channel",
                        verbose_name="渠道",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息订阅",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("user", "channel", "group"), name="subscription_once")],
            },
        ),
    ]
