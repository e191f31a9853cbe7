from django.db import migrations, models

from luodi.base.core.fulltext import fulltext_operations


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_append_only")]

    operations = [
        *fulltext_operations("projects_search"),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                fields=[
                    "unit",
                    "is_withdrawn",
                    "currency",
                    "total_investment_in_wan",
                    "contract_in_wan",
                    "capital_in_wan",
                ],
                name="project_unit_totals",
            ),
        ),
    ]
