"""What is done to the files of pictures. Knows no model: see ``articles.actions.picture_files``."""
