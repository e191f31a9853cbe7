from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importfinding",
            name="kind",
            field=models.CharField(
                choices=[("rejected", "未导入"), ("warning", "提示"), ("duplicate", "重复"), ("row", "逐行去向")],
                max_length=10,
                verbose_name="类别",
            ),
        ),
    ]
