"""Hostile files: `python -m tests.fuzz [N] [--seed S]` makes N of them, runs over them, and says what broke.

Mutated and reworded samples, random bytes, NULs, huge lines, odd Unicode, bidirectional controls, homoglyphs, markup,
compressed and cut-off files, other encodings, nested brackets, soups of numbers and dates. Nothing may crash: each file
is an article of the run or is skipped with a reason, and no reason is a stage that failed.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.runs.run import run
from tests.conftest import Quiet

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
DEFECT = "please report this"
"""Stands in the reason of a file that a stage failed on."""

_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u200b\u200c\u200d"
_ALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_NUMBERS = "$ € US$ 1 2,5 3.4.5 -7 1e99 % per cent billion million 12/13/99999 2024-02-30 00:00 31 ½ ٣ １２ XII th st 1990s".split()
_WORDS = (
    "he she it him her they his their who whom which that as before after and both former latter same counterpart host "
    "President Imam Minister of the first two three nine ten half third - – , ; : ( ) ' \" said met visited signed thanked "
    "talks agreement visit Monday today later year month May 2009 2023-24 $5 million percent rose by to from not no"
).split()
_SIGNS = "([{«“‘\"'—–-/\\|*_#>`~^"


def pieces(chance: random.Random) -> str:
    """Two to five paragraphs of the sample corpus."""
    texts = [f.read_text(encoding="utf-8", errors="replace") for f in sorted(CORPUS.glob("*.*")) if f.suffix != ".tsv"]
    paragraphs = [p for p in chance.choice(texts).split("\n\n") if p.strip()]
    return "\n\n".join(chance.choices(paragraphs, k=chance.randint(2, 5)))


def mutated(chance: random.Random) -> bytes:
    """Stretches deleted, doubled, moved and overwritten."""
    content = bytearray(pieces(chance).encode())
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(content) + 1)
        length = chance.randint(1, 40)
        stretch = bytes(content[start : start + length])
        match chance.randrange(4):
            case 0:
                del content[start : start + length]
            case 1:
                content[start:start] = stretch * chance.randint(1, 5)
            case 2:
                at = chance.randrange(len(content) + 1)
                content[at:at] = stretch
            case _:
                content[start : start + length] = chance.randbytes(len(stretch))
    return bytes(content)


def reworded(chance: random.Random) -> bytes:
    """Words left out, moved, and others in their place: sentences whose parse and references go astray."""
    words = pieces(chance).split(" ")
    for _ in range(max(1, len(words) // chance.randint(2, 12))):
        at = chance.randrange(len(words))
        match chance.randrange(4):
            case 0:
                words[at] = chance.choice(_WORDS)
            case 1:
                words.insert(at, chance.choice(_WORDS))
            case 2:
                words[at] = chance.choice([str.title, str.upper, str.lower])(words[at])
            case _:
                other = chance.randrange(len(words))
                words[at], words[other] = words[other], words[at]
    return " ".join(words).encode()


def sprinkled(signs: str) -> Callable[[random.Random], bytes]:
    """A sample with signs strewn in."""

    def make(chance: random.Random) -> bytes:
        out = list(pieces(chance))
        for _ in range(chance.randint(5, 200)):
            out.insert(chance.randrange(len(out) + 1), chance.choice(signs))
        return "".join(out).encode("utf-8", "surrogatepass")

    return make


def any_unicode(chance: random.Random) -> bytes:
    """Code points of all planes among words."""
    points = (chr(chance.randrange(0x20, 0x110000)) for _ in range(chance.randint(50, 400)))
    return (pieces(chance) + " ".join(points)).encode("utf-8", "surrogatepass")


def huge_line(chance: random.Random) -> bytes:
    """One line without an end: of one letter, one sign, one word."""
    unit = chance.choice(["a", "1", "1,", "$1 ", "(", "A. ", "-", "'", "\u0301", "the ", "March ", "and ", "Mr. ", "%"])
    return (unit * (chance.randint(2_000, 9_000) // len(unit))).encode()


def markup(chance: random.Random) -> bytes:
    """A page: tags, entities, scripts, comments, some never closed."""
    text = pieces(chance).replace("\n\n", chance.choice(["</p><p>", "<br/>", "&nbsp;&#10;", "<!-- ", "<div "]))
    return f"<html><head><script>var a='{text[:40]}';</script><title>{text[:60]}</title><p>{text}".encode()


def soup(chance: random.Random) -> bytes:
    """Numbers, units and dates in no order."""
    return " ".join(
        chance.choices([*_NUMBERS, "from", "to", "in", "and", ",", ".", "\n"], k=chance.randint(20, 500))
    ).encode()


def nested(chance: random.Random) -> bytes:
    """Brackets and quotes that open and never close, around words."""
    depth = chance.randint(10, 800)
    return ("".join(chance.choices(_SIGNS, k=depth)) + pieces(chance) + chance.choice(_SIGNS) * depth).encode()


def recoded(chance: random.Random) -> bytes:
    """Another encoding, or the end cut off in the middle of a letter."""
    text = pieces(chance)
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "cp500", "utf-7", "koi8-r"])
    content = text.encode(encoding, "replace")
    return content[: chance.randrange(len(content))] if chance.random() < 0.5 else content


KINDS: tuple[Callable[[random.Random], bytes], ...] = (
    mutated,
    mutated,
    reworded,
    reworded,
    lambda chance: chance.randbytes(chance.randint(0, 4_000)),
    sprinkled("\0"),
    sprinkled(_BIDI),
    sprinkled("\r\v\f\x1b\x7f\x85\u2028\u2029\ud800"),
    sprinkled(_SIGNS),
    any_unicode,
    huge_line,
    lambda chance: pieces(chance).translate(_ALIKE).encode(),
    markup,
    lambda chance: gzip.compress(pieces(chance).encode(), mtime=0),
    soup,
    nested,
    recoded,
    lambda chance: chance.choice([b"", b" ", b"\n\n\n", b"\xef\xbb\xbf", b".", b"date 2025-01-01\n", "’".encode()]),
)


def hostile(count: int, seed: int) -> Iterator[bytes]:
    """So many files; the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        yield KINDS[number % len(KINDS)](chance)


def fuzz(home: Path, count: int, seed: int, processes: int = 1) -> list[str]:
    """Run over hostile files; what is wrong, a line each."""
    for number, content in enumerate(hostile(count, seed)):
        folder = home / "corpus" / f"{number // 500:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06d}.txt").write_bytes(content)
    began = time.monotonic()
    outcome = run(Settings(corpus=home / "corpus", outputs=home / "outputs", processes=processes), Quiet())
    manifest = outcome.manifest
    told = {article.path for article in manifest.articles.values()} | {s.path for s in manifest.skipped}
    made = {f.relative_to(home / "corpus").as_posix() for f in (home / "corpus").rglob("*.txt")}
    faults = [f"{path}: neither read nor skipped" for path in sorted(made ^ told)]
    faults += [f"{s.path}: {s.reason}" for s in manifest.skipped if DEFECT in s.reason or not s.reason]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} files: {len(manifest.articles)} read, {len(manifest.skipped)} skipped, {len(faults)} faults, "
        f"{time.monotonic() - began:.0f} s, {peak:.0f} MiB at most"
    )
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=10_000, help="how many files (10,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the files (1)")
    parser.add_argument("--processes", type=int, default=1, help="worker processes (1)")
    given = parser.parse_args(arguments)
    home = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        faults = fuzz(home, given.count, given.seed, given.processes)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print("\n".join(faults) if faults else "nothing broke")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
