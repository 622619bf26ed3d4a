"""Datelines of agencies around the world, and openings that only look like one."""

from __future__ import annotations

import pytest

from tests.ingest.conftest import STORY, ingest, of_kind

# dateline as written, place, agency, publication day (where it gives a full one)
DATELINES = [
    ("LIMA —", "LIMA", None, None),
    ("HÀ NỘI –", "HÀ NỘI", None, None),
    ("Hanoi (VNA) –", "Hanoi", "VNA", None),
    ("Ha Noi (VNS) —", "Ha Noi", "VNS", None),
    ("Hà Nội (TTXVN) -", "Hà Nội", "TTXVN", None),
    ("Hanoi, November 3 (VNA) -", "Hanoi", "VNA", None),
    ("VIETNAM, February 9 -", "VIETNAM", None, None),
    ("HO CHI MINH CITY —", "HO CHI MINH CITY", None, None),
    ("PARIS, Nov. 3 (Reuters) -", "PARIS", "Reuters", None),
    ("PARIS, Nov 3, 2024 (AFP) —", "PARIS", "AFP", "2024-11-03"),
    ("KYIV, 3 May 2024 —", "KYIV", None, "2024-05-03"),
    ("Geneva, 14 November 2024 –", "Geneva", None, "2024-11-14"),
    ("GENEVA (14 November 2024) –", "GENEVA", None, "2024-11-14"),
    ("MOSCOW, November 14. /TASS/.", "MOSCOW", "TASS", None),
    ("BISHKEK, November 14, 2024. StepPress –", "BISHKEK", "StepPress", "2024-11-14"),
    ("Bucharest, Nov 14 /Agerpres/ -", "Bucharest", "Agerpres", None),
    ("QUITO, Ecuador, Nov 14, 2024 /LatamNewswire/ --", "QUITO", "LatamNewswire", "2024-11-14"),
    ("BEIJING, Nov. 14 (Xinhua) --", "BEIJING", "Xinhua", None),
    ("BEIJING/TAIPEI, Nov 14 (Reuters) -", "BEIJING", "Reuters", None),
    ("SEOUL, Nov. 14 (Yonhap) --", "SEOUL", "Yonhap", None),
    ("TOKYO, Nov. 14 (Jiji Press)--", "TOKYO", "Jiji Press", None),
    ("KUWAIT, Nov 14 (KUNA) --", "KUWAIT", "KUNA", None),
    ("RIYADH, 14 November 2024 (SPA) --", "RIYADH", "SPA", "2024-11-14"),
    ("DUBAI, 14th November, 2024 (WAM) --", "DUBAI", "WAM", "2024-11-14"),
    ("DOHA, November 14 (QNA) -", "DOHA", "QNA", None),
    ("Amman, Nov. 14 (Petra) --", "Amman", "Petra", None),
    ("Manama, Nov. 14 (BNA):", "Manama", "BNA", None),
    ("Damascus, SANA -", "Damascus", "SANA", None),
    ("TEHRAN, Nov. 14 (MNA) –", "TEHRAN", "MNA", None),
    ("ALGIERS-", "ALGIERS", None, None),
    ("New Delhi [India], November 14 (ANI):", "New Delhi", "ANI", None),
    ("NEW DELHI, Nov 14 (PTI)", "NEW DELHI", "PTI", None),
    ("ISLAMABAD, Nov 14 (APP):", "ISLAMABAD", "APP", None),
    ("DHAKA, Nov 14, 2024 (BSS) -", "DHAKA", "BSS", "2024-11-14"),
    ("Kathmandu, Nov 14 (RSS):", "Kathmandu", "RSS", None),
    ("COLOMBO (News 1st) –", "COLOMBO", "News 1st", None),
    ("KUALA LUMPUR, Nov 14 (Bernama) --", "KUALA LUMPUR", "Bernama", None),
    ("JAKARTA, Nov 14 (ANTARA) -", "JAKARTA", "ANTARA", None),
    ("Jakarta (ANTARA) -", "Jakarta", "ANTARA", None),
    ("SINGAPORE:", "SINGAPORE", None, None),
    ("PHNOM PENH, Nov. 14 (AKP) --", "PHNOM PENH", "AKP", None),
    ("Accra, Nov. 14, GNA –", "Accra", "GNA", None),
    ("ACCRA, Ghana, Nov. 14 -", "ACCRA", None, None),
    ("Abuja, Nov. 14, 2024 (NAN)", "Abuja", "NAN", "2024-11-14"),
    ("ABUJA, Nigeria (AP) —", "ABUJA", "AP", None),
    ("Lusaka, November 14, 2024 (ZANIS) --", "Lusaka", "ZANIS", "2024-11-14"),
    ("Luanda –", "Luanda", None, None),
    ("Kampala | Xinhua |", "Kampala", "Xinhua", None),
    ("NAIROBI, KENYA:", "NAIROBI", None, None),
    ("N'DJAMENA, Chad —", "N'DJAMENA", None, None),
    ("WASHINGTON (AP) —", "WASHINGTON", "AP", None),
    ("NEW YORK, 14 November 2024 (UN News) —", "NEW YORK", "UN News", "2024-11-14"),
    ("UNITED NATIONS, Nov 14 (Xinhua) --", "UNITED NATIONS", "Xinhua", None),
    ("THE HAGUE, Netherlands (AP) —", "THE HAGUE", "AP", None),
    ("Havana, Nov 14 (Prensa Latina)", "Havana", "Prensa Latina", None),
    ("Santiago de Chile, 14 nov (EFE) —", "Santiago de Chile", "EFE", None),
    ("SÃO PAULO, Nov 14 (EFE).-", "SÃO PAULO", "EFE", None),
    ("BUENOS AIRES, Argentina —", "BUENOS AIRES", None, None),
    ("PORT-AU-PRINCE, Haiti —", "PORT-AU-PRINCE", None, None),
    ("MADRID 14 Nov. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS", None),
    ("(ANSA) - ROME, NOV 14 -", "ROME", "ANSA", None),
    ("VATICAN CITY, Nov. 14 (Fides) -", "VATICAN CITY", "Fides", None),
    ("BRUSSELS, Thursday, November 14, 2024 (Belga) —", "BRUSSELS", "Belga", "2024-11-14"),
    ("VIENNA, Nov 14 (APA)", "VIENNA", "APA", None),
    ("PRAGUE/BRATISLAVA (CTK) -", "PRAGUE", "CTK", None),
    ("Warsaw, 14.11.2024 (PAP) –", "Warsaw", "PAP", "2024-11-14"),
    ("BELGRADE, 14 NOV -", "BELGRADE", None, None),
    ("Tashkent, Uzbekistan (UzA) --", "Tashkent", "UzA", None),
    ("ULAANBAATAR, November 14 (MONTSAME).", "ULAANBAATAR", "MONTSAME", None),
    ("Baku, November 14, AZERTAC", "Baku", "AZERTAC", None),
    ("Hanoi, Vietnam – 14 November 2024:", "Hanoi", None, "2024-11-14"),
    ("(VNA) –", None, "VNA", None),
    ("VGP -", None, "VGP", None),
    # Dates behind a stop, agencies no table has, brackets, small letters.
    ("BISHKEK. March 3, 2025. QXN –", "BISHKEK", "QXN", "2025-03-03"),
    ("BISHKEK. March 3. KABAR –", "BISHKEK", "KABAR", None),
    ("SUVA, March 3 (Reef Desk) -", "SUVA", "Reef Desk", None),
    ("Suva (Reef Wire) –", "Suva", "Reef Wire", None),
    ("LIMA/SUVA, March 3 —", "LIMA", None, None),
    ("Hanoi (VNA) March 3 –", "Hanoi", "VNA", None),
    ("Lagos (Reef Wire) 3 March 2024 -", "Lagos", "Reef Wire", "2024-03-03"),
    ("[SUVA, 3 March] –", "SUVA", None, None),
    ("(Quito) –", "Quito", None, None),
    ("quito, march 3 (andes) –", "quito", "andes", None),
    ("Kigali, on 3 March 2024 –", "Kigali", None, "2024-03-03"),
    ("SUVA | March 3, 2024 |", "SUVA", None, "2024-03-03"),
    ("NICOSIA 3 March 2024 / CNA /", "NICOSIA", "CNA", "2024-03-03"),
    ("Dar es Salaam, 14 November 2024 (KNS) ---", "Dar es Salaam", "KNS", "2024-11-14"),
    # A city and its full date, as presidencies and ministries write.
    ("Santiago, 14 November 2024.", "Santiago", None, "2024-11-14"),
    ("LIMA, November 14, 2024.", "LIMA", None, "2024-11-14"),
    # A place no table has, in capitals.
    ("QUELZAMBA —", "QUELZAMBA", None, None),
]

PROSE = [
    "ASEAN – China trade rose in the year, and ASEAN leaders were glad.",
    "APEC - the forum - met in Lima.",
    "HCMC – Vietnam’s largest city – grew. HCMC exports rose.",
    "GDP – The economy grew by 6 per cent. GDP per head rose.",
    "Vietnam – Peru ties have grown since 1994.",
    "Hanoi – Lima flights start in May.",
    "Viettel Group (VTL) - the largest carrier - invests abroad.",
    "The VNA (Vietnam News Agency) - the national agency - was founded in 1945.",
    "NOTE: The figures are preliminary.",
    "UPDATE: The number rose to five.",
    "PM: We will not yield.",
    "UN: No end in sight.",
    "Lima, Peru's capital, hosted the forum.",
    "Carla, 14 November 2024. The day he left.",
    "Lima, 14 November. The day he left.",
    "In Lima, November 14, the ministers met.",
    "Peru, Chile and Brazil signed the deal.",
    "November 14 – The minister arrived.",
    "President Lan (centre) – seen here – spoke.",
    "Xinhua reported that talks took place.",
    "Nguyen Van Ba, 45, said he was glad.",
    "Cacho-Ruiz highly valued the efficiency.",
]


@pytest.mark.parametrize(("dateline", "place", "agency", "published"), DATELINES)
def test_dateline(dateline: str, place: str | None, agency: str | None, published: str | None) -> None:
    article = ingest(f"{dateline} {STORY}")
    assert of_kind(article, "dateline") == [dateline]
    assert (article.place and article.place.text) == place
    assert (article.agency and article.agency.text) == agency
    assert (article.published and article.published.isoformat()) == published
    assert article.published_basis == (published and "dateline")
    for span in filter(None, (article.place, article.agency)):
        assert article.text[span.start : span.end] == span.text
    assert of_kind(article, "body")[0] == "The minister opened the talks on trade with his guest on Monday."


@pytest.mark.parametrize("opening", PROSE)
def test_prose_is_no_dateline(opening: str) -> None:
    article = ingest(f"{opening}\n\n{STORY}")
    assert of_kind(article, "dateline") == []
    assert article.place is None


def test_a_country_behind_a_city_is_no_route() -> None:
    article = ingest(f"Lima – Peru and Fiji agreed on fish. {STORY}")
    assert of_kind(article, "dateline") == ["Lima –"]


def test_the_more_exact_of_two_datelines_gives_the_place() -> None:
    article = ingest(f" date 2024-02-09 PERU, February 9 -\n\nCUSCO — {STORY}")
    assert of_kind(article, "dateline") == ["PERU, February 9 -", "CUSCO —"]
    assert article.place is not None
    assert article.place.text == "CUSCO"


def test_an_inner_dateline_is_marked_and_leaves_the_place() -> None:
    article = ingest(f"LIMA — {STORY}\n\nOne.\n\nTwo came.\n\nThree.\n\nBOGOTA (EFE) — {STORY}")
    assert of_kind(article, "dateline") == ["LIMA —", "BOGOTA (EFE) —"]
    assert article.place is not None
    assert article.place.text == "LIMA"


def test_dateline_behind_a_caption_on_the_same_line() -> None:
    article = ingest(f"The president greets a guest in Lima. (Photo: VNA) Hanoi (VNS) – {STORY}")
    assert [s.kind for s in article.sentences][:4] == ["caption", "signoff", "dateline", "body"]
    assert article.place is not None
    assert article.place.text == "Hanoi"
    assert article.agency is not None
    assert article.agency.text == "VNS", "a dateline is trusted above a photo credit"


def test_a_bare_capital_city_on_its_own_line() -> None:
    article = ingest(f"ANKARA\n\n{STORY}")
    assert of_kind(article, "dateline") == ["ANKARA"]
