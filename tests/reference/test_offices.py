"""Who held which office on which day: one sentence per state and organisation."""

from __future__ import annotations

import re

import pytest

from tests.reference.facts import ask, holders

SENTENCES = """
On 16 November 2021 the Prime Minister of Armenia is Nikol Pashinyan
On 1 October 1994 the President of Armenia is Levon Ter-Petrosyan
On 27 October 2020 the Minister of Foreign Affairs of Armenia is Zohrab Mnatsakanyan
On 27 October 2020 the Minister of Defence of Armenia is Davit Tonoyan
On 27 October 2020 the Minister of Foreign Affairs of Azerbaijan is Jeyhun Bayramov
On 2 April 2016 the Minister of Foreign Affairs of Azerbaijan is Elmar Mammadyarov
On 1 January 2005 the Minister of Defence of Azerbaijan is Safar Abiyev
On 8 August 2008 the President of Russia is Dmitry Medvedev
On 8 August 2008 the Minister of Defence of Russia is Anatoly Serdyukov
On 1 January 1995 the President of Russia is Boris Yeltsin
On 8 August 2008 the President of Georgia is Mikheil Saakashvili
On 8 August 2008 the Minister of Foreign Affairs of Georgia is Eka Tkeshelashvili
On 8 August 2008 the Prime Minister of Georgia is Lado Gurgenidze
On 24 November 2015 the Prime Minister of Iraq is Haider al-Abadi
On 15 July 2016 the Prime Minister of Turkey is Binali Yildirim
On 1 May 1995 the Prime Minister of Turkey is Tansu Ciller
On 9 October 2019 the Minister of Defence of Turkey is Hulusi Akar
On 8 January 2020 the Minister of Foreign Affairs of Iran is Mohammad Javad Zarif
On 1 January 1995 the President of Iran is Akbar Hashemi Rafsanjani
On 29 April 2021 the Prime Minister of Kyrgyzstan is Ulukbek Maripov
On 29 April 2021 the Minister of Foreign Affairs of Kyrgyzstan is Ruslan Kazakbaev
On 29 April 2021 the Minister of Foreign Affairs of Tajikistan is Sirojiddin Aslov
On 29 April 2021 the Minister of Defence of Tajikistan is Sherali Mirzo
On 1 June 1999 the Prime Minister of India is Atal Bihari Vajpayee
On 27 February 2019 the Minister of Defence of India is Nirmala Sitharaman
On 27 February 2019 the Minister of Foreign Affairs of Pakistan is Shah Mahmood Qureshi
On 27 February 2019 the Minister of Defence of Pakistan is Pervez Khattak
On 11 May 1998 the Prime Minister of Pakistan is Nawaz Sharif
On 24 February 2022 the Minister of Foreign Affairs of Ukraine is Dmytro Kuleba
On 24 February 2022 the Minister of Defence of Ukraine is Oleksii Reznikov
On 20 March 2003 the Secretary of Defense of the United States is Donald Rumsfeld
On 1 February 1991 the President of the United States is George H. W. Bush
On 20 March 2003 the Foreign Secretary of the United Kingdom is Jack Straw
On 1 June 1992 the Prime Minister of the United Kingdom is John Major
On 20 March 2003 the Minister of Foreign Affairs of France is Dominique de Villepin
On 1 June 1992 the President of France is Francois Mitterrand
On 24 February 2022 the Minister of Foreign Affairs of China is Wang Yi
On 1 June 2005 the President of China is Hu Jintao
On 20 March 2003 the Secretary-General of the United Nations is Kofi Annan
On 8 August 2008 the Secretary General of NATO is Jaap de Hoop Scheffer
On 17 March 2011 the Secretary General of NATO is Anders Fogh Rasmussen
On 2 April 2016 the Secretary General of the CSTO is Nikolai Bordyuzha
On 1 May 2018 the Secretary General of the CSTO is Yuri Khachaturov
On 27 September 2019 the Secretary General of the OSCE is Thomas Greminger
On 20 March 2003 the Secretary-General of the Arab League is Amr Moussa
On 24 February 2022 the Secretary-General of the SCO is Zhang Ming
On 1 January 2011 the President of the ECOWAS Commission is James Victor Gbeho
On 1 January 2020 the Executive Secretary of the CIS is Sergei Lebedev
"""
MONTHS = "January February March April May June July August September October November December"


def facts() -> list[tuple[str, str, str]]:
    """The day, the office and the person of each sentence."""
    found = re.findall(r"On (\d+) (\w+) (\d{4}) the (.+) is (.+)", SENTENCES)
    return [
        (f"{year}-{MONTHS.split().index(month) + 1:02}-{int(day):02}", office, person)
        for day, month, year, office, person in found
    ]


@pytest.mark.parametrize(("day", "office", "person"), facts())
def test_on_a_day_an_office_is_held_by_one_person(day: str, office: str, person: str) -> None:
    same = ask(f'SELECT ?it {{ ?it a casus:Office ; rdfs:label|skos:altLabel "{office}"@en }}')
    assert len(same) == 1, office
    ((path,),) = same
    assert [
        name
        for holder in holders(path.removeprefix("office/"), day)
        for (name,) in ask(f"SELECT ?name {{ <person/{holder}> rdfs:label ?name }}")
    ] == [person]


def test_a_term_that_ran_when_its_source_was_closed_is_certain_no_longer() -> None:
    assert list(holders("CHN-minister-of-defence", "2022-07-01")) == ["wei-fenghe"]
    assert list(holders("CHN-minister-of-defence", "2023-01-01")) == []


def test_nobody_holds_an_office_twice_at_once() -> None:
    assert (
        ask("""
        SELECT ?one ?other {
          ?one casus:holder ?who ; casus:heldOffice ?office ; casus:startEarliest ?a ;
               casus:endLatest ?until .
          ?other casus:holder ?who ; casus:heldOffice ?office ; casus:startEarliest ?b .
          FILTER (?a < ?b && ?b < ?until)
        }""")
        == []
    )
