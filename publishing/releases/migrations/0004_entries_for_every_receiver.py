from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from publishing.documents.canonical import canonical_bytes
from publishing.releases.delivering.sealing import seal_of
from publishing.releases.delivering.telling import event_id, message_of


def fill_in(apps: Any, _: Any) -> None:
    """Give entries of before what they need now: the id of their move, what was told of it, and a seal."""
    moves = apps.get_model("releases", "ReleaseEvent").objects.select_related("release")
    by_generation = {move.generation: move for move in moves}
    for entry in apps.get_model("releases", "OutboxEntry").objects.all():
        move = by_generation[entry.generation]
        entry.event_id = event_id(move)
        entry.payload = canonical_bytes(message_of(move))
        entry.seal = seal_of(entry)
        entry.save(update_fields=["event_id", "payload", "seal"])


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_two_people_approve"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="outboxentry",
            options={
                "default_permissions": ("view",),
                "permissions": [("replay_outboxentry", "Mag opnieuw afleveren")],
                "verbose_name": "aflevering",
                "verbose_name_plural": "afleveringen",
            },
        ),
        migrations.RemoveConstraint(model_name="outboxentry", name="outbox_one_per_move"),
        migrations.RemoveField(model_name="outboxentry", name="attempts"),
        migrations.RemoveField(model_name="outboxentry", name="last_error"),
        migrations.AlterField(
            model_name="outboxentry", name="kind", field=models.CharField(max_length=30, verbose_name="soort")
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="destination",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="bestemming"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="event_id",
            field=models.UUIDField(null=True, verbose_name="kenmerk van de gebeurtenis"),
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="payload",
            field=models.BinaryField(null=True, verbose_name="bericht"),
        ),
        migrations.AddField(
            model_name="outboxentry",
            name="seal",
            field=models.CharField(max_length=64, null=True, verbose_name="zegel"),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="outboxentry",
            name="event_id",
            field=models.UUIDField(verbose_name="kenmerk van de gebeurtenis"),
        ),
        migrations.AlterField(
            model_name="outboxentry", name="payload", field=models.BinaryField(verbose_name="bericht")
        ),
        migrations.AlterField(
            model_name="outboxentry", name="seal", field=models.CharField(max_length=64, verbose_name="zegel")
        ),
        migrations.AddConstraint(
            model_name="outboxentry",
            constraint=models.UniqueConstraint(
                fields=("event_id", "kind", "destination"), name="outbox_once_per_receiver"
            ),
        ),
        migrations.CreateModel(
            name="DeliveryAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="releases.outboxentry",
                        verbose_name="aflevering",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="antwoord")),
                ("error", models.CharField(blank=True, max_length=1000, verbose_name="fout")),
                ("milliseconds", models.PositiveIntegerField(verbose_name="duur in milliseconden")),
            ],
            options={
                "verbose_name": "afleverpoging",
                "verbose_name_plural": "afleverpogingen",
                "ordering": ["pk"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Redelivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redeliveries",
                        to="releases.outboxentry",
                        verbose_name="aflevering",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reden")),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "heraflevering",
                "verbose_name_plural": "herafleveringen",
                "ordering": ["pk"],
                "default_permissions": ("view",),
            },
        ),
        migrations.AddConstraint(
            model_name="redelivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="redelivery_has_a_reason"
            ),
        ),
    ]
