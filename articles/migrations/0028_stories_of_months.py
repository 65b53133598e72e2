"""How many stories each month has, kept up by triggers: counting them takes seconds."""

from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_stories_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_storiesofmonth (begins, stories)
        SELECT date_trunc('month', published_at, 'UTC'), count(*) FROM came GROUP BY 1;
    RETURN NULL;
END $$;
CREATE FUNCTION articles_stories_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_storiesofmonth (begins, stories)
        SELECT date_trunc('month', published_at, 'UTC'), -count(*) FROM went GROUP BY 1;
    RETURN NULL;
END $$;
CREATE FUNCTION articles_story_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_storiesofmonth (begins, stories) VALUES
        (date_trunc('month', OLD.published_at, 'UTC'), -1),
        (date_trunc('month', NEW.published_at, 'UTC'), 1);
    RETURN NULL;
END $$;
CREATE TRIGGER stories_came AFTER INSERT ON articles_publication
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION articles_stories_came();
CREATE TRIGGER stories_went AFTER DELETE ON articles_publication
    REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION articles_stories_went();
CREATE TRIGGER story_moved AFTER UPDATE OF published_at ON articles_publication
    FOR EACH ROW WHEN (
        date_trunc('month', OLD.published_at, 'UTC') <> date_trunc('month', NEW.published_at, 'UTC')
    ) EXECUTE FUNCTION articles_story_moved();
INSERT INTO articles_storiesofmonth (begins, stories)
    SELECT date_trunc('month', published_at, 'UTC'), count(*) FROM articles_publication GROUP BY 1;
"""
BACKWARD = """
DROP TRIGGER story_moved ON articles_publication;
DROP TRIGGER stories_went ON articles_publication;
DROP TRIGGER stories_came ON articles_publication;
DROP FUNCTION articles_story_moved();
DROP FUNCTION articles_stories_went();
DROP FUNCTION articles_stories_came();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_words_of_publications")]

    operations = [
        migrations.CreateModel(
            name="StoriesOfMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins", models.DateTimeField(db_index=True)),
                ("stories", models.IntegerField()),
            ],
            options={"ordering": ["begins"]},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
