from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_banner_in_the_frame")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="sent_key",
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
    ]
