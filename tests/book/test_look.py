# SPDX-License-Identifier: MIT
"""The palette is readable in light and dark, and the book's own files ask nobody else for anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

STATIC = Path(__file__).parents[2] / "book" / "_static"
TEXT_ON = [
    ("tekst", "bakgrunn"),
    ("tekst", "flate"),
    ("tekst", "flate-dempet"),
    ("tekst", "aksent-flate"),
    ("tekst-dempet", "bakgrunn"),
    ("tekst-dempet", "flate"),
    ("tekst-dempet", "flate-dempet"),
    ("aksent", "bakgrunn"),
    ("aksent", "flate"),
    ("aksent", "flate-dempet"),
    ("aksent", "aksent-flate"),
    ("paa-aksent", "aksent"),
    ("paa-aksent", "aksent-dyp"),
    ("advarsel", "advarsel-flate"),
    ("tekst", "advarsel-flate"),
    ("feil", "feil-flate"),
    ("tekst", "feil-flate"),
    ("god", "god-flate"),
    ("god", "flate"),
    *((f"kode-{part}", "kode-flate") for part in ("navn", "attributt", "verdi", "ord", "kommentar")),
]


def colours(name: str) -> dict[str, str]:
    return dict(re.findall(r"--mv-([a-z-]+):\s*(#[0-9a-f]{6});", (STATIC / name).read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", ["grunn.css", "mork.css"])
def test_text_has_at_least_4_5_to_1(palette: str) -> None:
    tokens = colours(palette)
    low = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in TEXT_ON}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("palette", ["grunn.css", "mork.css"])
def test_edges_of_fields_and_buttons_have_at_least_3_to_1(palette: str) -> None:
    tokens = colours(palette)
    assert contrast(tokens["kant-sterk"], tokens["flate"]) >= 3
    assert contrast(tokens["kant-sterk"], tokens["bakgrunn"]) >= 3


def test_dark_answers_every_light_colour() -> None:
    assert colours("grunn.css").keys() == colours("mork.css").keys()


def test_every_token_in_use_is_defined() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.css"))
    assert set(re.findall(r"var\((--mv-[a-z-]+)", text)) <= set(re.findall(r"(--mv-[a-z-]+):", text))


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.svg")), ids=lambda path: path.name)
def test_pictures_have_a_title_and_stay_small(path: Path) -> None:
    picture = etree.parse(str(path)).getroot()
    assert picture.findtext("{http://www.w3.org/2000/svg}title")
    assert path.stat().st_size < 3000


@pytest.mark.parametrize(
    "path", sorted(p for p in STATIC.iterdir() if p.suffix in {".css", ".js"}), ids=lambda path: path.name
)
def test_styles_and_scripts_ask_no_other_host(path: Path) -> None:
    assert not re.search(r"https?://|//[a-z]+\.|@import|\beval\(|new Function", path.read_text(encoding="utf-8"))
