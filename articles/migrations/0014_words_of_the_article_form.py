from django.db import migrations, models

import articles.validators


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_words_are_indexed_at_once"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agencycredit",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="order"),
        ),
        migrations.AlterField(
            model_name="article",
            name="note",
            field=models.TextField(
                blank=True,
                help_text="Goes with the text and into its versions; readers never see it. Talk belongs in Notes.",
                validators=[articles.validators.validate_plain_text],
                verbose_name="editorial note",
            ),
        ),
        migrations.AlterField(
            model_name="credit",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="order"),
        ),
    ]
