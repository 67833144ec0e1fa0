import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cms.vetting.records import record_key


def fill_record_keys(apps, schema_editor):
    """Give the observations that are there the key by which they are found."""
    observations = apps.get_model("vetting", "Observation")
    for row in observations.objects.filter(record_key="").iterator():
        key = record_key(register=row.register, record=row.record)
        observations.objects.filter(pk=row.pk).update(record_key=key)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_wegwijzer_root"),
        ("vetting", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found", models.BooleanField(default=True, verbose_name="nog in het register")),
                ("source", models.CharField(blank=True, editable=False, max_length=64, verbose_name="bronbestand")),
                ("consulted_at", models.DateTimeField(editable=False, verbose_name="geraadpleegd op")),
            ],
            options={
                "verbose_name": "raadpleging",
                "verbose_name_plural": "raadplegingen",
                "ordering": ["-consulted_at", "-pk"],
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.AddField(
            model_name="observation",
            name="record_key",
            field=models.CharField(
                db_index=True, default="", editable=False, max_length=255, verbose_name="kenmerk om te vergelijken"
            ),
        ),
        migrations.RunPython(fill_record_keys, migrations.RunPython.noop),
        migrations.AddField(
            model_name="observation",
            name="source",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="bronbestand"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "level__in",
                        [
                            "",
                            "goed-beschreven",
                            "goed-onderbouwd",
                            "eerste-aanwijzingen",
                            "goede-aanwijzingen",
                            "sterke-aanwijzingen",
                            "niet-erkend",
                        ],
                    )
                ),
                name="observation_level_is_known",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="consulted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="geraadpleegd door",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="vetting.observation",
                verbose_name="waarneming",
            ),
        ),
    ]
