from django.db import migrations

from search.index import index_on


def create_index(apps, schema_editor):
    index_on(schema_editor.connection).create()


def drop_index(apps, schema_editor):
    index_on(schema_editor.connection).drop()


class Migration(migrations.Migration):
    """The index is no model's table: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create_index, drop_index)]
