from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("news", "0003_views_of_the_old_portal")]
    operations = [migrations.RemoveField("articlepage", "imported_views")]
