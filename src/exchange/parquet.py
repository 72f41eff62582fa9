"""JSON lines of cells to Parquet: cells.parquet has a column a score, scores.parquet a row a score, with reasons.

parquet.py CELLS.jsonl FOLDER. Needs pyarrow. Cells are read in batches, so that memory stays bounded.
"""

import itertools
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

BATCH = 20_000
KEY = [("cell", pa.string()), ("suite", pa.string()), ("system", pa.string()), ("title", pa.string())]
KEY += [("category", pa.string()), ("turn", pa.int32()), ("arm", pa.string()), ("model", pa.string())]
KEY += [("epoch", pa.int32()), ("instance", pa.uint64()), ("verdict", pa.string()), ("class", pa.string())]
KEY += [("reason", pa.string())]
SCORE = [("cell", pa.string()), ("id", pa.string()), ("version", pa.string())]
SCORE += [("value", pa.float64()), ("reason", pa.string())]


def cells(path):
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def column_names(path):
    """(id, version) of every score: its column; the version is named where an id has several."""
    scores = sorted({(s["id"], s["version"]) for cell in cells(path) for s in cell["scores"]})
    several = {id for id, group in itertools.groupby(scores, lambda s: s[0]) if len(list(group)) > 1}
    return {(id, version): f"{id}@{version}" if id in several else id for id, version in scores}


def wide(cell, names):
    row = {name: cell.get(name) for name, _ in KEY}
    row.update({names[s["id"], s["version"]]: s["value"] for s in cell["scores"]})
    return row


def main(path, folder):
    names = column_names(path)
    wide_schema = pa.schema(KEY + [(name, pa.float64()) for name in names.values()])
    long_schema = pa.schema(SCORE)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    parts = {folder / f"{name}.parquet.part": folder / f"{name}.parquet" for name in ("cells", "scores")}
    try:
        write(path, names, [pq.ParquetWriter(part, schema) for part, schema in zip(parts, (wide_schema, long_schema))])
        for part, whole in parts.items():
            part.replace(whole)
    finally:
        for part in parts:  # of a disk that ran full
            part.unlink(missing_ok=True)


def write(path, names, writers):
    with writers[0] as all_cells, writers[1] as all_scores:
        stream = cells(path)
        while batch := list(itertools.islice(stream, BATCH)):
            all_cells.write_table(pa.Table.from_pylist([wide(cell, names) for cell in batch], all_cells.schema))
            rows = [{"cell": cell["cell"], **score} for cell in batch for score in cell["scores"]]
            all_scores.write_table(pa.Table.from_pylist(rows, all_scores.schema))


if __name__ == "__main__":
    main(*sys.argv[1:])
