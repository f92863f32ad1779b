"""Topics move here from the news, because albums have them too: the same table under a new name."""

from django.db import migrations, models


def rename_content_type(old_label: str, new_label: str):
    """Permissions, history and references hang on the content type, so it is renamed and not made anew."""

    def rename(apps, schema_editor):
        content_types = apps.get_model("contenttypes", "ContentType").objects
        known = content_types.filter(app_label=old_label, model="topic")
        if known.exists():
            # After the way back Django makes a row for the model that the code has, to which nothing belongs yet.
            content_types.filter(app_label=new_label, model="topic").delete()
            known.update(app_label=new_label)

    return rename


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("home", "0003_permissions"),
        ("news", "0004_remove_articlepage_imported_views"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                # Both databases turn the foreign keys that point at it along with it.
                migrations.RunSQL(
                    "ALTER TABLE news_topic RENAME TO topics_topic", "ALTER TABLE topics_topic RENAME TO news_topic"
                )
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                        ("description", models.CharField(blank=True, max_length=300, verbose_name="description")),
                        (
                            "sort_order",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="The lowest comes first.", verbose_name="order"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ["sort_order", "name"],
                    },
                ),
            ],
        ),
        migrations.RunPython(rename_content_type("news", "topics"), rename_content_type("topics", "news")),
    ]
