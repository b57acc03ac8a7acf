"""What a new site starts with: words in JSON beside this file, put into the database by `setup_site`."""
