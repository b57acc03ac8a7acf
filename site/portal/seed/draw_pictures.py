"""Draws the example shops' pictures: flat scenes in the colours of the street, the same bytes on every run.

    PYTHONPATH=site python -m portal.seed.draw_pictures

writes `pictures/*.webp`, 1200 × 900 pixels each. No text in the pictures: they have to work in every language. Their
German alt text stands in `businesses.json`.
"""

from pathlib import Path

from portal.seed import scenes_of_culture, scenes_of_shops, scenes_of_trades  # noqa: F401 - importing them fills SCENES
from portal.seed.scene import SCENES, Scene

FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, (drawing, sheet) in SCENES.items():
        paper = Scene(seed=len(name), **sheet)
        drawing(paper)
        paper.save(FOLDER / f"{name}.webp")


if __name__ == "__main__":
    main()
