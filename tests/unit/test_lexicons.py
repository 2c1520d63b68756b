"""The tables of places, titles, nicknames, nouns and head words."""

from __future__ import annotations

import pycountry
import pytest

from newsgraph.lexicons.businesses import business_trades, trades_told
from newsgraph.lexicons.callings import go_together
from newsgraph.lexicons.country_groups import country_groups
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.native_nouns import native_nouns
from newsgraph.lexicons.nicknames import full_forms, same_first_name
from newsgraph.lexicons.nouns import nouns, taken_up_by
from newsgraph.lexicons.places import countries, country_label, government_seats, place_names, place_starts
from newsgraph.lexicons.state_forms import state_forms
from newsgraph.lexicons.tables import read_table, values
from newsgraph.lexicons.titles import title_parts, title_words, titles

TYPES = {"Organization", "Place", "Event", "Law", "Work"}


def test_countries_have_iso_codes() -> None:
    codes = [country.code for country in countries()]
    known = {country.alpha_2 for country in pycountry.countries}

    assert ["XK"] == [code for code in codes if code not in known]
    assert sorted(set(codes)) == codes


def test_labels_are_names_that_iso_knows() -> None:
    for country in countries():
        if country.code == "XK":
            continue
        row = pycountry.countries.get(alpha_2=country.code)
        names = " ".join(
            value for value in (row.name, getattr(row, "common_name", ""), getattr(row, "official_name", "")) if value
        ).casefold()
        shared = [name for name in (country.label, *country.names) if name.casefold() in names or row.name.casefold() in name.casefold()]

        assert shared or country.code == "CW", (country, row.name)


def test_every_sovereign_state_is_there() -> None:
    # The members of the United Nations that pycountry's names would hide: a sample over all continents.
    expected = {"AF", "BR", "CD", "CI", "FM", "KP", "LA", "MK", "MM", "NR", "PS", "SS", "SZ", "TL", "TV", "VA", "VC", "WS"}

    assert set() == expected - {country.code for country in countries()}
    assert 197 <= len(countries())


@pytest.mark.parametrize(
    ("name", "link", "use"),
    [
        ("u.s.", "country/US", "name"),
        ("america", "country/US", "name"),
        ("canadian", "country/CA", "adjective"),
        ("canadians", "country/CA", "people"),
        ("britain", "country/GB", "name"),
        ("dutch", "country/NL", "adjective"),
        ("danes", "country/DK", "people"),
        ("white house", "country/US", "government"),
        ("ontario", "region/ontario", "name"),
        ("scottish", "region/scotland", "adjective"),
        ("georgia", "country/GE", "name"),
    ],
)
def test_place_names(name: str, link: str, use: str) -> None:
    place = place_names()[name]

    assert (link, use) == (place.link, place.use)


def test_place_names_are_lower_case_without_article() -> None:
    assert [] == [
        name for name in place_names() if name != name.lower() or (name.startswith("the ") and name != "the hague") or name != name.strip()
    ]
    assert all(place_starts()[name.split()[0]] >= len(name.split()) for name in place_names())


def test_seats_of_government_are_of_known_countries() -> None:
    assert "country/US" == government_seats()["washington"]
    assert "country/CA" == government_seats()["ottawa"]
    assert set() == set(government_seats().values()) - set(country_label())


def test_titles() -> None:
    assert ("courtesy", "f") == titles()["mrs."]
    assert ("office", "") == titles()["prime minister"]
    assert {"prime", "premier"} <= title_words()
    assert "labour" not in title_words()
    assert "labour" in title_parts()
    assert {"m", "f", ""} == {title.gender for title in titles().values()}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Doug", "Douglas", True),
        ("Bob", "Robert", True),
        ("J.", "Jane", True),
        ("Mary", "Ann", False),
        ("Edwin", "Rafael", False),
        ("Bill", "Will", True),
    ],
)
def test_same_first_name(one: str, other: str, same: bool) -> None:
    assert same == same_first_name(one, other)
    assert same == same_first_name(other, one)


def test_nicknames_are_lower_case() -> None:
    assert all(short == short.lower() and all(name == name.lower() for name in names) for short, names in full_forms().items())


def test_nouns_and_families() -> None:
    kinds = {"person", "org", "country", "city", "region", "place", "group", "event", "thing"}

    assert kinds == {noun.kind for noun in nouns().values()}
    assert "f" == nouns()["spokeswoman"].gender
    assert "vessel" in taken_up_by()["ferry"]
    assert all(noun not in others for noun, others in taken_up_by().items())


def test_head_words() -> None:
    assert "Organization" == last_words()["ministry"] == first_words()["university"] == modifiers()["national"]
    assert "Place" == last_words()["river"] == first_words()["mount"]
    assert TYPES >= {*first_words().values(), *last_words().values(), *modifiers().values()}


@pytest.mark.parametrize(
    "name", ["countries.tsv", "regions.tsv", "titles.tsv", "nicknames.tsv", "nouns.tsv", "families.tsv", "headwords.tsv"]
)
def test_tables_are_sorted_unique_and_tell_their_source(name: str) -> None:
    from importlib.resources import files

    text = files("newsgraph.lexicons").joinpath(name).read_text(encoding="utf-8")
    rows = [tuple(row) for row in read_table(name, 7)]

    assert "Source:" in text
    assert len(rows) == len(set(rows))
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_values() -> None:
    assert () == values("")
    assert ("a", "b c") == values("a|b c")


def test_callings_are_nouns_for_persons() -> None:
    listed = {word for _, _, words in read_table("callings.tsv", 3) for word in words.split() if "_" not in word}

    assert set() == {word for word in listed if word not in nouns() or nouns()[word].kind != "person"}


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("winger", "footballer", True),
        ("winger", "goalkeeper", False),
        ("singer", "senator", False),
        ("banker", "chief executive", True),
        ("grandmother", "senator", None),
        ("winger", "unheard of", None),
    ],
)
def test_callings_that_one_person_has(word: str, other: str, expected: bool | None) -> None:
    assert expected == go_together(word, other)


def test_natives_come_from_places_of_the_tables() -> None:
    known = native_nouns()

    assert "country/FR" == known["frenchman"].link
    assert "country/SE" == known["swede"].link
    assert "region/scotland" == known["scot"].link
    assert {"cornishman", "manxman", "yorkshireman"} == {word for word, native in known.items() if not native.link}


def test_groups_of_countries_have_countries_of_the_table() -> None:
    codes = {f"country/{country.code}" for country in countries()}

    assert set() == {link for links in country_groups().values() for link in links} - codes
    assert all(country_groups().values())
    assert set() == {link for links in state_forms().values() for link in links} - codes


def test_trades_of_firms() -> None:
    assert {"cars"} == business_trades()["automaker"]
    assert "any" in business_trades()["company"]
    assert {"money"} == trades_told({"lender", "company"})
