import django.db.models.deletion
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_public_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="paperbatch",
            name="is_public",
            field=models.BooleanField(default=False, verbose_name="公开稿"),
        ),
        migrations.AddField(
            model_name="paperbatch",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=8, verbose_name="文种"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="paperbatch",
            name="template",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.papertemplate",
                verbose_name="模板",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", ""), ("template__isnull", False)),
                    models.Q(("template__isnull", True), models.Q(("kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="paper_batch_of_one_sort",
            ),
        ),
        migrations.AddField(
            model_name="paperbatchline",
            name="drafted",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="reports.paper",
                verbose_name="起草的文稿",
            ),
        ),
        migrations.AddField(
            model_name="templatepaper",
            name="is_public",
            field=models.BooleanField(default=False, verbose_name="公开稿"),
        ),
        migrations.AddConstraint(
            model_name="templatepaper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("batch__isnull", False)),
                fields=("batch", "unit"),
                name="template_paper_batch_once",
            ),
        ),
        *append_only_operations("reports_templatepaper"),
    ]
