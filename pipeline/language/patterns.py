"""The grammar of names: regular expressions over the unit codes of `lexicon`, in the order in which they are tried.

A name of a body ends in a head ("… People's Committee") or begins with one and goes on with "of" ("Ministry of Foreign
Affairs of Peru"); a person is a title with what follows it, or a given name with what follows it; and so on. Every
repetition is bounded and has one way to match, so a scan takes linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What may stand inside a name of a body before its head, each with what may join it to the next.
_JOIN = r"(?:-|(?<=[KYhCT])s|\+|(?<=[KY])&|(?<=h)&(?=[KhY])|&(?=[KhY]{1,3}h))?"
_INNER = r"[KCFSAMIGVRNOHhflgewEYLPXz]"
_TOPICS = r"[KYhgfwel](?:(?:-|c&|c|&)?[KYhgfwel]){0,8}"
_LAND = r"(?:[KN]?[GVR])(?![-s]?[KY]{0,3}h)"
_OF = rf"(?:ot?(?:N?{_TOPICS}|{_LAND}|O|[CAM]{{1,3}}|[FS][CK]?)|it?(?:N?{_TOPICS}|[CR]-?{_TOPICS}))"
_BODY = r"(?:(?:-?p{1,2}-?|-)?(?:[FSCIMVAGKX]|(?<=-)[Tk])){0,5}J?"

# A title and what it is of: "Minister of Energy Transition", "Secretary of State for Transport".
_OFFICE = rf"T+(?:t?[oi]t?N?{_TOPICS}(?![-]?[hfKO])){{0,2}}"

_GRAMMAR = (
    # "Bank of Viet Nam", "Communist Party of Peru", "Central Committee of the Communist Party of Peru".
    ("ORG", "head", rf"(?:{_INNER}{_JOIN}){{0,8}}[hH](?:{_OF}){{1,3}}"),
    ("ORG", "head", rf"(?:{_INNER}{_JOIN}){{1,9}}h(?:c?z{{1,3}})?"),
    ("ORG", "head", rf"O(?:ot?(?:N?{_TOPICS}|O)(?:ot?[GVR])?)"),
    ("ORG", "head", r"Ts?hh?(?:ot?[GVR])?"),
    ("ORG", "corporate", r"(?:[KCFSAMIGVNOhfYz](?:-|\+|(?<=K)&(?=[KC]{1,2}z))?){1,6}c?z{1,3}"),
    ("ORG", "prefix", r"H(?:(?:p{1,2}|o)?[CFSAMKVG]){1,4}"),
    ("FAC", "head", r"T?(?:[KCY]ot?)?(?:[KCFSAMGVRNIYl](?:-|(?<=[KYhC])s)?){1,5}f{1,2}(?!h)(?:ot?[GVCAM]{1,2})?"),
    ("FAC", "head", r"fot?(?:[FSCMV][CKMS]{0,2}|G)"),
    ("FAC", "prefix", r"P(?:(?:p{1,2}|T)?[CFSMVGKI]){1,4}"),
    ("LOC", "prefix", r"Lo?t?(?:[CMFVSG]|K(?=[C])){1,3}"),
    ("GPE", "prefix", r"X(?:p{0,2}[CMFVSG]){1,2}"),
    ("LOC", "head", r"(?:[KCFSMGVRN](?:-)?){1,3}l"),
    ("GPE", "head", r"(?:[CFSGVM](?:-)?){1,3}g"),
    # Behind a country its minister's name may follow: "of the Republic of Suriname Johan Pinas".
    ("GPE", "head", r"got?(?:G{1,2}|[CFSVM][CFSGVM]{0,2})"),
    ("LAW", "head", r"(?:[KCFSAMGVRNOY](?:-|(?<=[KYhC])s|&(?=K))?){1,7}w(?:oY)?"),
    ("EVENT", "head", r"(?:[KCFSAMGVRNOYhf#](?:-|(?<=[KYhC])s|&(?=K))?){1,7}e{1,2}"),
    ("EVENT", "prefix", r"E(?:ot?)?(?:[KCFSVGM]){1,2}"),
    (
        "PERSON",
        "title",
        rf"{_OFFICE}(?:p{{1,2}}-?)?(?:[FSCIMVY]|(?<=T)X(?=[CFS])|(?<=T)[KflhwX](?![-s&]?[hfKelgwoCFSMV])){_BODY}",
    ),
    # "Vice Minister of Trade, Suryadi, said".
    ("PERSON", "title", rf"{_OFFICE}c(?:p{{1,2}}-?)?[FSCIM]{_BODY}(?![-&+s]?[hfKelgwz])"),
    ("PERSON", "given_name", r"[FV](?:(?:-?p{1,2}-?|-)?(?:[FSCIMVAGKX]|(?<=-)[Tk])){1,5}J?"),
    ("PERSON", "family_name", r"S(?:(?:-?p{1,2}-?|-)?(?:[FSCIMVK]|(?<=-)k)){1,4}J?"),
    ("PERSON", "initials", r"[CM]?I{1,3}(?:p{0,2}[CFSMV]){1,3}J?"),
    ("NORP", "", r"N"),
    ("ORG", "", r"O"),
    ("GPE", "", r"[GV]"),
    ("LOC", "", r"R"),
    ("PERSON", "particle", r"[CM](?:-?[CFSMV]){0,2}(?:-?p{1,2}-?[CFSMV](?:-?[CFSMV]){0,2}){1,2}"),
    ("ORG", "branch", r"(?:A|H|(?<!F)(?<!S)[CM])[CMK]?G"),
    ("WEAK", "capitals", r"(?:[KY](?=[KCMA]))?[CM](?:-?[CFSMIAVK]|(?<=[CFS])-k){1,4}J?"),
    ("WEAK", "capitals", r"K{1,3}[CM](?:-?[CFSMK]){0,2}"),
    ("WEAK", "capitals", r"A(?:-?[AC]){1,3}"),
    ("GPE", "dateline", r"a(?:-?a){0,3}"),
    ("ONE", "capitals", r"(?:p-)?[CMFSA](?:-[CFSMA])?"),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A name read in the units start..end-1, before the article as a whole is heard."""

    label: str
    rule: str
    start: int
    end: int


# No name begins with another code: looking first saves trying every pattern at every common word.
_BEGINNINGS = "[KCFSAMIGVRNOHhflgewEYLPXzT#pa]"
_PATTERNS = "|".join(f"(?P<r{n}>{pattern})" for n, (_, _, pattern) in enumerate(_GRAMMAR))
_SCAN = re.compile(f"(?={_BEGINNINGS})(?:{_PATTERNS})")
_RULES = {f"r{n}": (label, rule) for n, (label, rule, _) in enumerate(_GRAMMAR)}
_TITLE = re.compile(rf"{_OFFICE}c?")


def scan(codes: str) -> list[Match]:
    """The names of a sentence, left to right, never overlapping; a title before a person is left out of it."""
    matches = []
    at = 0
    while (found := _SCAN.search(codes, at)) is not None:
        label, rule = _RULES[found.lastgroup or ""]
        start, at = found.span()
        if rule == "title" and (title := _TITLE.match(codes, start, at)):
            if title.end() == at:  # a title and nobody: "the first Imam of Shia Muslims"
                at = start + 1
                continue
            start = title.end()
        matches.append(Match(label, rule, start, found.end()))
    return matches
