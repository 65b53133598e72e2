"""Texts and data that come in from elsewhere, or go out."""
