"""The learned engine, with the model that the package ships."""

import pytest

from dateline.tagging.model import FOLDER, ModelError, load_tagger
from dateline.tagging.neural import confidence, find_names_by_model, propose_by_model
from dateline.tagging.sentences import find_sentences
from dateline.tagging.windows import LIMIT, cut_windows

STORY = (
    "Dam will hold, mayor says\n\n"
    "“The dam will hold through the winter,” Mayor Ana Ruiz said on Monday in Port Lena. "
    "“Nobody needs to leave.”\n\n"
    "The Water Board denied that it had ignored earlier warnings."
)


def claims(text):
    return [
        tuple([text[a:b] for a, b in spans] for spans in (found.source_spans, found.cue_spans, found.content_spans))
        for found in propose_by_model(text, find_sentences(text))
    ]


def test_quotation_interrupted_by_its_speaker():
    """Both halves of a quotation and its speaker are one attribution."""
    text = "“The dam will hold,” Mayor Ana Ruiz said. “Nobody needs to leave the valley.”"
    assert claims(text) == [
        (["Mayor Ana Ruiz"], ["said"], ["“The dam will hold,”", "“Nobody needs to leave the valley.”"])
    ]


def test_indirect_speech():
    """What is reported without quotation marks is found with its source."""
    text = "The Water Board denied that it had ignored earlier warnings."
    assert claims(text) == [(["The Water Board"], ["denied"], ["that it had ignored earlier warnings"])]


def test_straight_quotation_marks():
    """Straight marks read as curved ones do."""
    text = '"The dam will hold through the winter," Mayor Ana Ruiz said.'
    assert claims(text) == [(["Mayor Ana Ruiz"], ["said"], ['"The dam will hold through the winter,"'])]


def test_nothing_is_claimed_where_nobody_speaks():
    """A sentence that reports no one's words gives no attribution."""
    assert claims("The river is forty miles long. It runs through two counties.") == []


def test_same_text_same_attributions():
    """A text read again, after another one, gives equal attributions to the last digit."""
    first = propose_by_model(STORY, find_sentences(STORY))
    propose_by_model("Rain fell, the harbour office said.", [])
    assert propose_by_model(STORY, find_sentences(STORY)) == first


def test_confidence_is_a_probability():
    """Every attribution of the story is at or above the threshold, and at most 1."""
    threshold = load_tagger().settings["confidence"]["threshold"]
    shares = [found.confidence for found in propose_by_model(STORY, [])]
    assert shares
    assert all(threshold <= share <= 1 for share in shares)


def test_confidence_of_known_signs():
    """The confidence is the logistic function of the weighted signs."""
    assert confidence({"cue": 0.5}, {"bias": -1.0, "weights": {"cue": 2.0}}) == 0.5


def test_names():
    """People, organisations and places are found with their kind."""
    names = {(STORY[name.start : name.end], name.kind) for name in find_names_by_model(STORY)}
    assert {("Ana Ruiz", "PER"), ("Port Lena", "LOC"), ("Water Board", "ORG")} <= names


def test_windows_hold_every_word_once():
    """Windows keep to their limit, and their pieces cover each letter and digit of the text once, in order."""
    text = "\n\n".join(["Rain fell in Port Lena, and the harbour closed early. " * n for n in (1, 30, 2, 9)])
    windows = cut_windows(text, load_tagger().tokenizer)
    assert max(len(window.ids) for window in windows) <= LIMIT
    covered = [i for window in windows for a, b in window.spans if a >= 0 for i in range(a, b)]
    assert covered == [i for i, letter in enumerate(text) if not letter.isspace()]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n\t ",
        "“““ he said »» “ ‘",
        "🙂" * 300,
        "قال الوزير إن السد سيصمد",
        "DAM WILL HOLD, MAYOR SAYS",
        "a" * 3000,
        '"' * 2000,
        "\ud800 lone surrogate, he said",
        "x\u0000y \u202e said",
    ],
    ids=["empty", "blank", "unbalanced", "emoji", "arabic", "capitals", "one word", "marks", "surrogate", "controls"],
)
def test_hostile_text(text):
    """No text makes the engine fail, and all spans lie in the text."""
    for found in propose_by_model(text, []):
        spans = [*found.source_spans, *found.cue_spans, *found.content_spans]
        assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(0 <= name.start < name.end <= len(text) for name in find_names_by_model(text))


def test_missing_model_is_said_plainly(tmp_path):
    """A folder without the network names the file that is missing."""
    with pytest.raises(ModelError, match=r"tagger\.onnx is missing"):
        load_tagger(tmp_path)


def test_shipped_files_are_small():
    """Network, tokenizer, settings and card stay under 30 MB together."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 30_000_000
