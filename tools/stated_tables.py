#!/usr/bin/env python3
"""Writes the tables "What is stated, and what of it is enforced" of docs/suites from the suites themselves.

    tools/stated_tables.py           rewrite the rows
    tools/stated_tables.py --check   say which page is out of date, and fail

A row belongs to the suite that its page names (mujoco.md, chrono-*.md); which systems stand on a page, and in which
order, is the page's. Counts are those of `suite validate --stated` (validation.json), requirements and mutants those
of the files.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "| system | values and sentences | enforced | unchecked |"


def load(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def row(suite, system, stated):
    """The cells behind a system's name; None while some turn isn't proven."""
    turns = [stated.get(f"{system}/{turn}") for turn in (1, 2, 3)]
    if None in turns:
        return None
    total, enforced, unchecked = (sum(turn[key] for turn in turns) for key in ("total", "enforced", "unchecked"))
    folder = ROOT / "suites" / suite / "systems" / system
    asked = [len(load(folder / f"turn{turn}/requirements.toml")["requirement"]) for turn in (1, 2, 3)]
    mutants = len(load(folder / "mutants.toml")["mutant"])
    return [total, enforced, unchecked, asked, mutants]


def text_of(name, cells, columns):
    total, enforced, unchecked, asked, mutants = cells
    counts = ", ".join(map(str, asked)) if isinstance(asked, list) else f"{asked:,}"
    shown = [name, f"{total:,}", f"{enforced:,}", f"{unchecked:,}", counts, f"{mutants:,}"]
    return "| " + " | ".join(shown[:columns]) + " |"


def rewritten(text, suite):
    """The page with the rows of its table made anew; `all` adds up those above it."""
    stated = json.loads((ROOT / "suites" / suite / "validation.json").read_text(encoding="utf-8"))["stated"]
    lines, columns, sums = [], 0, [0] * 5
    for line in text.split("\n"):
        if line.startswith(HEADER):
            columns = line.count("|") - 1
        elif columns and not line.startswith("|"):
            columns = 0
        name = re.match(r"\| (`\w+`|all) \|", line) if columns else None
        if name and name[1] == "all":
            line = text_of("all", sums, columns)
        elif name and (cells := row(suite, name[1].strip("`"), stated)):
            line = text_of(name[1], cells, columns)
            sums = [a + (sum(b) if isinstance(b, list) else b) for a, b in zip(sums, cells)]
        lines.append(line)
    return "\n".join(lines)


def main():
    outdated = []
    for page in sorted((ROOT / "docs/suites").glob("*.md")):
        suite = page.stem.split("-")[0]
        text = page.read_text(encoding="utf-8")
        if HEADER not in text or (new := rewritten(text, suite)) == text:
            continue
        outdated.append(page.name)
        if "--check" not in sys.argv[1:]:
            page.write_text(new, encoding="utf-8")
    if outdated and "--check" in sys.argv[1:]:
        sys.exit(f"out of date: {', '.join(outdated)} in docs/suites; run tools/stated_tables.py")


if __name__ == "__main__":
    main()
