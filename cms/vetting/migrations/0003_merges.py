import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_merged_interventions"),
        ("vetting", "0002_sources_and_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kept_uid", models.UUIDField(editable=False, verbose_name="kenmerk van wat blijft")),
                ("gone_uid", models.UUIDField(editable=False, verbose_name="kenmerk van wat opgaat")),
                ("kept_name", models.CharField(editable=False, max_length=255, verbose_name="naam van wat blijft")),
                ("gone_name", models.CharField(editable=False, max_length=255, verbose_name="naam van wat opgaat")),
                ("reason", models.TextField(verbose_name="reden")),
                ("moved", models.JSONField(editable=False, verbose_name="wat verhuisde")),
                ("merged_at", models.DateTimeField(editable=False, verbose_name="samengevoegd op")),
                ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="ongedaan gemaakt op")),
                (
                    "gone",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.intervention",
                        verbose_name="gaat op",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.intervention",
                        verbose_name="blijft",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="samengevoegd door",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ongedaan gemaakt door",
                    ),
                ),
            ],
            options={
                "verbose_name": "samenvoeging",
                "verbose_name_plural": "samenvoegingen",
                "ordering": ["-merged_at", "-pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept_uid", models.F("gone_uid")), _negated=True), name="merge_of_two"
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="merge_with_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="merge_undone_by_someone_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("gone_uid",), name="merge_standing_once"
                    ),
                ],
            },
        ),
    ]
