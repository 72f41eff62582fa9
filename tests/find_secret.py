"""Where a secret stands below a folder: find_secret.py FOLDER, the secret in the variable SECRET. One line a place: file, and how it was read.

Looks into what a plain search doesn't: cells of SQLite databases (long ones are scattered over pages), members of zip archives, and texts that are deflated and in
base64, as in our reports. Zstandard (traces) is the caller's.
"""

import base64
import binascii
import os
import re
import sqlite3
import sys
import zipfile
import zlib
from pathlib import Path

BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")


def parts(path, content):
    """(how it was read, bytes) of all that a file holds."""
    yield "as it is", content
    if content.startswith(b"SQLite format 3\0"):
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as base:
            for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                for row in base.execute(f'SELECT * FROM "{table}"'):
                    for cell in row:
                        if isinstance(cell, (str, bytes)):
                            yield f"table {table}", cell.encode() if isinstance(cell, str) else cell
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"member {name}", archive.read(name)
    for match in BASE64.finditer(content):
        try:
            packed = base64.b64decode(match.group(), validate=True)
        except binascii.Error:
            continue
        yield "base64", packed
        try:
            yield "base64, deflated", zlib.decompress(packed, -15)
        except zlib.error:
            continue


def main():
    secret = os.environ["SECRET"].encode()
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if not path.is_file():
            continue
        if secret in str(path).encode():
            print(f"{path}: its name")
        for how in sorted({how for how, found in parts(path, path.read_bytes()) if secret in found}):
            print(f"{path}: {how}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
