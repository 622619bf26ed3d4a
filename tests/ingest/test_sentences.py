"""Sentence boundaries: each case is one paragraph with `¦` where a sentence must end."""

from __future__ import annotations

import pytest

from pipeline.ingest.sentences import SentenceSplitter
from pipeline.knowledge import default_knowledge

SPLITTER = SentenceSplitter(default_knowledge())

CASES = """
He came.¦ She left.¦ They met again.
Mr. Nguyen met Dr. Rosa Paz.¦ They talked.
President J. K. Rono met Gen. A. Diop in St. Louis.¦ He left.
The U.S. President met the U.N. envoy.¦ He was glad.
He lives in the U.S.¦ He works in Lima.
Trade rose to US$1.2 bn.¦ Imports fell.
Trade rose 5.3 per cent to $2.45 million.¦ It had fallen in 2023.
It opened on Nov. 3 in Lima.¦ It closed on Dec. 5.
It opened in Nov.¦ The hall was full.
It starts at 8 a.m. Wednesday and ends at 9 p.m.¦ The hall is full.
The Acme Co. Ltd. group met Foo Inc. in Hanoi.¦ The deal is done.
See No. 5 of Art. 3, p. 7, e.g. on tea, i.e. leaves.¦ No more.
He said: "We agree."¦ Then he left.
“We agree,” he said.¦ “We sign.”¦ The crowd cheered.
"Why now?" he asked.¦ Nobody knew!¦ Was it so?¦ Yes.
He paused... and went on.¦ He paused...¦ Then he went on.
He paused . . . and left.
The forum (held in Lima. It was the third.) ended.¦ It was good.
He left (see p. 3).¦ She stayed.
(He left.)¦ She stayed.
1. Trade and tea.¦ It grew.
It opened on 3. May and closed on 5. Juni in Bonn.¦ It was full.
La ministra llegó.¦ ¿Qué dijo?¦ ¡Nada!
El Sr. Paz y la Dra. Ruiz llegaron.¦ Los dos hablaron.
Il est venu à Paris.¦ Élise est partie.
Chủ tịch thăm Lima.¦ Ông gặp Thủ tướng.¦ Đoàn về nước.
He met Prof. Ts. Lan vs. Smith Jr. on Tuesday.¦ They left.
They ended the talks.The two sides agreed.
Write to press@paper.example.The site is www.paper.example.The end.
Peru grew by 3%.¦ 2024 was better.
会談は終わった。¦次は来年。
سافر الوزير إلى ليما.¦ عاد أمس.
He read [ch. 1. Then 2.] aloud.¦ He sat.
An unclosed (bracket stays open.¦ The next one stands.
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n"))
def test_boundaries(case: str) -> None:
    text = case.replace("¦", "")
    expected = [part.strip() for part in case.split("¦")]
    if "talks.The" in case:
        expected = ["They ended the talks.", "The two sides agreed."]
    found = SPLITTER.split(text, 0, len(text))
    assert [text[start:end] for start, end in found] == expected


def test_offsets_are_those_of_the_text() -> None:
    text = "Title\n\n  One came. Two left.  \n"
    assert [text[a:b] for a, b in SPLITTER.split(text, 7, len(text))] == ["One came.", "Two left."]
