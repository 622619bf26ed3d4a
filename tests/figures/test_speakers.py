"""Who states a figure, and of what a share is one."""

from __future__ import annotations

import pytest

from pipeline.figures import find_figures
from tests.figures.articles import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kenya said sales fell 5%.", "Kenya"),
        ("Sales fell 5%, according to Acme Group.", "Acme Group"),
        ("Sales fell 5%, said a spokesman of Acme Group.", "Acme Group"),
        ("Acme Group, the largest of them, reported sales of 5 million euros.", "Acme Group"),
        ("Kenya's data show that sales fell 5%.", "Kenya"),
        ("He said Kenya sold 5 million tonnes.", None),
        ("Kenya sold 5 million tonnes.", None),
        ("Kenya is said to sell 5 million tonnes.", None),
    ],
)
def test_speaker(text: str, speaker: str | None) -> None:
    found, actors = read(text)
    (figure,) = found.figures
    assert (None if figure.speaker is None else actors.mentions[figure.speaker].text) == speaker


@pytest.mark.parametrize(
    ("text", "metric", "whole"),
    [
        ("Tea is 23 percent of the country's exports.", "share of exports", "country's exports"),
        ("Half its population is young.", "share of population", "population"),
        ("Its share in Peru's imports rose to 5 percent.", "share of imports", "Peru's imports"),
        ("Two in five adults smoke.", "share of adults", "adults"),
        ("Donors met 27 percent of the $2.7 billion appeal.", "share of appeal", "appeal"),
        ("The deficit is 4% of GDP.", "deficit as share of GDP", "GDP"),
        ("Sales rose 5%.", "sales", None),
    ],
)
def test_share_of_a_whole(text: str, metric: str, whole: str | None) -> None:
    figure = find_figures(text)[0]
    assert (figure.metric, figure.whole) == (metric, whole)
