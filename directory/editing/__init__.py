"""Owners' own screens below /mein-betrieb/: one page a topic, every save a draft before the project's eyes."""
