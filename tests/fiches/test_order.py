"""The Dutch order of names, in Python."""

import pytest

from fiches.shared.order import dutch_order


@pytest.mark.parametrize(
    "ordered",
    [
        ["Ateljee", "Écoutez", "een Eetcafé", "’t Huis", "imec", "Kind & Samenleving", "de Vriendschap", "Zorg"],
        ["Stap 2", "Stap 10", "Stap 1.000", "Stap twee"],
        ["2.0 in de buurt", "10 tips", "Tien tips"],
        ["Buurt", "Buurt in zicht", "Buurtbudget"],
        ["cafe", "café", "Cafés"],
        ["L’Arche", "Le Foyer", "’s-Hertogenbosch", "Les Jardins", "’s Morgens", "'n Vriend"],
        ["“Omzien” naar", "(on)zichtbaar", "🏠 Oog", "‘De Oude’ school"],
        ["IJzer", "Ĳzerwerk", "ijzig", "Ik"],
        ["Ærø", "Ala", "Łódź", "Straße 1", "Strasse 2"],
        ["Een", "Eén tegen eenzaamheid", "EHBO"],
        ["auto’s delen", "autos ruilen", "A.U.T.O.T.A.L.K."],
    ],
)
def test_names_are_filed_as_a_library_does(ordered):
    assert sorted(reversed(ordered), key=dutch_order) == ordered


@pytest.mark.parametrize("name", ["De", "’t", "De …", "l'", "🏠", "", "'s-"])
def test_name_that_is_only_an_article_or_a_sign_has_a_place_too(name):
    assert dutch_order(name).endswith(f"  {name}")


def test_place_of_a_very_long_name_fits():
    assert len(dutch_order("ﷺ9" * 5_000)) <= 502
