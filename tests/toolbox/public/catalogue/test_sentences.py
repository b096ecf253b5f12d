"""Each starting sentence of the home page leads to tools."""

import pytest

from toolbox.public.catalogue.sentences import STARTING_SENTENCES

SENTENCES = [sentence for group in STARTING_SENTENCES for sentence in group.sentences]


def test_home_has_at_least_24_different_sentences():
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES) >= 24
    assert len({sentence.query for sentence in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.text)
def test_sentence_gives_a_list_that_can_be_read(toolbox, client, sentence):
    response = client.get(f"/tools/?{sentence.query}")
    assert response.context_data["filter"].errors_by_label == []
    assert 1 <= response.context_data["paginator"].count <= 40


def test_home_links_every_sentence(toolbox, client):
    page = client.get("/").content.decode()
    for sentence in SENTENCES:
        assert f'/tools/?{sentence.query.replace("&", "&amp;")}"' in page
