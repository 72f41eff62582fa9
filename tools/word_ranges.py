#!/usr/bin/env python3
"""Prints src/pysrc/word_ranges.inc: the characters beyond ASCII that CPython's \\w matches (str.isalnum).

The reference packages run on CPython 3.11 (Unicode 14.0); run this with the same version:
    .deps/parity/bin/python tools/word_ranges.py > src/pysrc/word_ranges.inc
"""

import unicodedata

ranges = []
for code in range(0x80, 0x110000):
    if not chr(code).isalnum():
        continue
    if ranges and ranges[-1][1] == code - 1:
        ranges[-1][1] = code
    else:
        ranges.append([code, code])
print(f"// Made by tools/word_ranges.py from Unicode {unicodedata.unidata_version}: do not edit.")
line = ""
for first, last in ranges:
    item = f"{{0x{first:X}, 0x{last:X}}}, "
    if len(line) + len(item) > 120:
        print(line.rstrip())
        line = ""
    line += item
print(line.rstrip())
