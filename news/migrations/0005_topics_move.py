"""Topics belong to the `topics` room now: the links point there, and the database, which has renamed the
table, has nothing to do."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0004_remove_articlepage_imported_views"),
        ("topics", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="articletopic",
                    name="topic",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="topics.topic",
                        verbose_name="topic",
                    ),
                ),
                migrations.DeleteModel(name="Topic"),
            ],
        ),
    ]
