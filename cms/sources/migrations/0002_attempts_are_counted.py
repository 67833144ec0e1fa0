from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="importplan",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
