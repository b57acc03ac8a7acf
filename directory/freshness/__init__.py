"""Keeping entries right: how fast they grow old, asking, answers without login, reported mistakes, the walking list."""
