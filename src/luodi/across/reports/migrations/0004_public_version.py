from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_templates"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="is_public",
            field=models.BooleanField(default=False, verbose_name="公开稿"),
        ),
    ]
