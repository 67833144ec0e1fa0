import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_wegwijzer_root"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="intervention",
            options={
                "ordering": ["name", "pk"],
                "permissions": [("merge_intervention", "Mag interventies samenvoegen")],
                "verbose_name": "interventie",
                "verbose_name_plural": "interventies",
            },
        ),
        migrations.AddField(
            model_name="intervention",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                serialize=False,
                to="content.intervention",
                verbose_name="samengevoegd met",
            ),
        ),
        migrations.AddConstraint(
            model_name="intervention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("id")), _negated=True), _connector="OR"
                ),
                name="intervention_not_merged_into_itself",
            ),
        ),
    ]
