#!/usr/bin/env python3
"""Writes the tables of docs/suites that say what systems hold and probe, from the suites themselves.

    tools/stated_tables.py           rewrite the rows
    tools/stated_tables.py --check   say which page is out of date, and fail

A row belongs to the suite that its page names (mujoco.md, chrono-*.md); which systems stand on a page, and in which
order, is the page's. "What is stated, and what of it is enforced": counts are those of `suite validate --stated`
(validation.json), requirements and mutants those of the files. "What each probes": horizons of system.toml, how many
requirements name the source of what they expect; the failure mode and the measured CPU time are the page's.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "| system | values and sentences | enforced | unchecked |"
PROBES = "| system | horizons (s) | requirements with a source |"


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


def probes(suite, system):
    """Horizons by turn, and how many requirements say where their expected value comes from."""
    folder = ROOT / "suites" / suite / "systems" / system
    about = load(folder / "system.toml")
    horizons = [about.get(f"turn{turn}", {}).get("horizon_s", about["horizon_s"]) for turn in (1, 2, 3)]
    sourced = [
        sum("source" in one for one in load(folder / f"turn{turn}/requirements.toml")["requirement"])
        for turn in (1, 2, 3)
    ]
    return ", ".join(f"{horizon:g}" for horizon in horizons), ", ".join(map(str, sourced))


def with_probes(text, suite):
    """The page with the derived cells of its table of probes made anew."""
    lines, inside = [], False
    for line in text.split("\n"):
        inside = line.startswith(PROBES) or (inside and line.startswith("|"))
        if inside and (name := re.match(r"\| `(\w+)` \|", line)):
            own = line.split(" | ", 3)[3]
            line = f"| `{name[1]}` | {' | '.join(probes(suite, name[1]))} | {own}"
        lines.append(line)
    return "\n".join(lines)


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
        if HEADER not in text or (new := with_probes(rewritten(text, suite), suite)) == text:
            continue
        outdated.append(page.name)
        if "--check" not in sys.argv[1:]:
            page.write_text(new, encoding="utf-8")
    if outdated and "--check" in sys.argv[1:]:
        sys.exit(f"out of date: {', '.join(outdated)} in docs/suites; run tools/stated_tables.py")


if __name__ == "__main__":
    main()
