"""The quick way to a page's article, against trafilatura's careful one on pages of many layouts."""

from __future__ import annotations

from random import Random

import pytest

from reportedly.intake import article as room
from reportedly.intake.article import article

_SAID = (
    "At least {n} people were killed on Sunday when a shell hit a house in Tal Rahma, the police said.",
    "The mayor put the number of wounded at {n}, and said that some of them were children from the school.",
    "Witnesses told of {n} cars that burned for hours, until the fire brigade came from the next town.",
    "An army spokesman denied that any of its {n} guns had fired on that day, and promised to look into it.",
    "By evening {n} families had left the town, among them all who had lived in the street by the river.",
)


def prose(chance: Random, count: int) -> list[str]:
    return [f"<p>{chance.choice(_SAID).format(n=chance.randint(2, 99))} ({at})</p>" for at in range(count)]


def menu(count: int) -> str:
    return "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(count)) + "</ul></nav>"


def teasers(count: int) -> str:
    return "".join(
        f'<div class="teaser"><a href="/x{n}">Story {n}</a><p>What came of story {n} in the end.</p></div>'
        for n in range(count)
    )


def between(chance: Random) -> str:
    return chance.choice(
        [
            "",
            "",
            "<h2>What is known</h2>",
            "<ul><li>A first thing</li><li>A second thing</li></ul>",
            "<figure><img src='a.jpg'><figcaption>Smoke over the town.</figcaption></figure>",
            "<table><tr><th>Day</th><th>Dead</th></tr><tr><td>1 May</td><td>3</td></tr></table>",
            "<aside><h3>Read more</h3><p>A box beside the story.</p></aside>",
            "<blockquote><p>We heard a bang.</p></blockquote>",
            "<script>var a = '<p>nothing</p>';</script>",
        ]
    )


def page(seed: int) -> str:
    """A page in one of many layouts."""
    chance = Random(seed)
    paragraphs = prose(chance, chance.choice([1, 2, 5, 14, 20]))
    body = "\n".join(paragraphs)
    mixed = "\n".join(p + between(chance) for p in paragraphs)
    layouts = [
        f"{menu(5)}<div class='story'><h1>Title</h1>{body}</div>{teasers(3)}",
        f"{menu(40)}<div id='content'>{mixed}</div>{teasers(20)}",
        f"<div class='x'>{body}</div><section id='comments'>{teasers(20)}</section>",
        f"<table><tr><td>{menu(9)}</td><td>{body}</td></tr></table>",
        f"<div>{'</div><div>'.join(paragraphs)}</div>",
        f"{paragraphs[0]}{teasers(40)}{menu(30)}",
        f"<form id='aspnetForm'>{menu(8)}{mixed}</form>",
        f"<div class='a'><div class='b'>{body}</div><div class='c'>{mixed}</div></div>",
        f"<div>{''.join(f'<p><a href=/l{n}>A link to the page of number {n}</a></p>' for n in range(60))}</div>",
        f'<script type="application/ld+json">{{"@type": "DiscussionForumPosting"}}</script>{body}{teasers(9)}',
        f"<main><div class='entry-content'>{mixed}</div></main><footer>Copyright</footer>",
    ]
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{layouts[seed % len(layouts)]}</body></html>"


@pytest.mark.parametrize("first", range(0, 220, 44))
def test_the_quick_way_says_what_the_careful_one_says(first: int) -> None:
    from trafilatura import extract
    from trafilatura.utils import load_html

    for seed in range(first, first + 44):
        source = page(seed)
        assert article(load_html(source)) == extract(load_html(source), include_comments=False), seed


@pytest.mark.parametrize(("seed", "is_quick"), [(0, True), (33, True), (55, False), (8, False)])
def test_pages_that_are_mostly_prose_are_read_the_quick_way(
    monkeypatch: pytest.MonkeyPatch, seed: int, is_quick: bool
) -> None:
    from trafilatura.utils import load_html

    ways = []
    extract = room._extract
    monkeypatch.setattr(room, "_extract", lambda tree, way: (ways.append(way), extract(tree, way))[1])
    article(load_html(page(seed)))
    assert ways == (["first"] if is_quick else ["careful"])
