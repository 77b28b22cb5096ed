"""Topics: a user's words and phrases, found whole, in any case, with asterisks."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.tagging.topics import EXAMPLE, Topic, find_topics, load_topics, make_topics


def read(text: str, *terms: str) -> list[str]:
    """Return the words that the patterns of one topic fit."""
    return [text[topic.start : topic.end] for topic in find_topics(text, make_topics({"topic": list(terms)}))]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("flood*", "Floods, flooding, FLOOD; no bloodflood", ["Floods", "flooding", "FLOOD"]),
        ("*storm", "Thunderstorm and storm, stormy", ["Thunderstorm", "storm"]),
        ("evac*ion", "evacuation, evacuations", ["evacuation"]),
        ("e*c*n", "evacuation even encroach eccn", ["evacuation", "eccn"]),
        ("dam failure", "Dam\n failure, dam  failure, dam\n\nfailure", ["Dam\n failure", "dam  failure"]),
        ("dam* fail*", "dams failed", ["dams failed"]),
        ("WHO", "The WHO knew who.", ["WHO"]),
        ("who", "The WHO knew who.", ["WHO", "who"]),
        ("don't know", "I don’t know", ["don’t know"]),
        ("état", "l'État, etat", ["État"]),
        ("наводнен*", "Наводнение", ["Наводнение"]),
        ("c++", "c++ or c", ["c++"]),
        ("a.b", "a.b axb", ["a.b"]),
    ],
)
def test_patterns_fit_whole_words(term: str, text: str, expected: list[str]):
    """Small letters fit either case, capitals their own; an asterisk stands for letters of one word."""
    assert read(text, term) == expected


def test_the_longer_pattern_counts_within_a_topic():
    """Of two patterns of a topic that start at one place the longer is taken."""
    text = "flood warning"
    assert find_topics(text, make_topics({"flood": ["flood*", "flood warning"]})) == [
        Topic(0, 13, "flood", "flood warning")
    ]


def test_topics_may_overlap():
    """Each topic is counted for itself."""
    topics = make_topics({"flood": ["flood*"], "alarm": ["flood warning"]})
    assert find_topics("A flood warning.", topics) == [
        Topic(2, 7, "flood", "flood*"),
        Topic(2, 15, "alarm", "flood warning"),
    ]


def test_the_example_of_the_message_is_valid(tmp_path: Path):
    """What the error message shows can be used as it stands."""
    path = tmp_path / "topics.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert load_topics(path).patterns == {"flood": ("flood*", "dam failure"), "health": ("WHO", "hospital*")}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "found nothing"),
        ("- flood\n", "found a list"),
        ("flood\n", "found plain text"),
        ("flood:\n", 'topic "flood", found nothing'),
        ("flood: {a: b}\n", 'topic "flood", found a mapping'),
        ("flood: [2024]\n", "holds a number, 2024: put words in quotation marks"),
        ("flood: [no]\n", "holds yes or no, False"),
        ("flood: ['*']\n", "has no letter"),
        ("2024: [flood]\n", "The topic 2024 is a number"),
        ("flood: [a]\nflood: [b]\n", "stands there twice"),
        ("flood: [a\n", "This is no YAML"),
        ("flood: !!python/object/apply:os.getcwd []\n", "This is no YAML"),
    ],
)
def test_another_shape_is_refused_with_an_example(tmp_path: Path, content: str, message: str):
    """A dictionary of another shape gives the file, what was found, and an example."""
    path = tmp_path / "topics.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DatelineError) as caught:
        load_topics(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert EXAMPLE in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path):
    """A file that is not there gives a message with its path."""
    with pytest.raises(DatelineError, match="Cannot be read"):
        load_topics(tmp_path / "none.yaml")


@pytest.mark.parametrize("text", ["ab" * 200_000, "a " * 200_000, "a" * 400_000, "flood" + " " * 400_000, ""])
def test_hostile_text_takes_no_time(text: str):
    """Long words and gaps do not make matching slow, whatever the asterisks."""
    assert read(text, "a*b*a*b*a*z", "*a*a*a*a*q", "flood warning", "a* a* a* z") == []
