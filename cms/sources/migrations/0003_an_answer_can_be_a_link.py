from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0002_attempts_are_counted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="planrow",
            name="answer",
            field=models.CharField(blank=True, max_length=80),
        ),
    ]
