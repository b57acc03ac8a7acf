"""The addresses that belong to nobody else."""

from pathlib import Path

from django.conf import settings

import pytest

from tests.factories.directory import BusinessFactory

pytestmark = pytest.mark.django_db


def test_media_serves_an_uploaded_picture_and_lets_browsers_keep_it(client):
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bild.webp").write_bytes(b"RIFF....WEBP")

    response = client.get("/medien/bild.webp")

    assert b"".join(response.streaming_content) == b"RIFF....WEBP"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=2592000"
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


@pytest.mark.parametrize(
    "path", ["", "../settings/base.py", "%2e%2e/portal.sqlite3", "gibt-es-nicht.png", "//etc/passwd", "x" * 5000]
)
def test_media_serves_nothing_else(client, path):
    assert client.get(f"/medien/{path}").status_code in {400, 404}


def test_sitemap_names_published_businesses_only(client):
    BusinessFactory(slug="offen")
    BusinessFactory(slug="entwurf", live=False)

    body = client.get("/sitemap.xml").content.decode()

    assert "/laeden/offen/" in body
    assert "entwurf" not in body


def test_robots_keep_out_of_the_admin_and_find_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == ["User-agent: *", "Disallow: /verwaltung/", "Sitemap: http://testserver/sitemap.xml"]


def test_style_page_is_for_development_only(client):
    assert client.get("/stil/").status_code == 404
