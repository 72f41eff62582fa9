#!/usr/bin/env python3
"""What the reference packages say about pairs of programs: the other side of the tests called *Parity.

Reads JSON lines {"candidate": text, "reference": text}, writes one JSON line of numbers for each, in order.
Needs codebleu 0.7.0 and rouge-score 0.1.2 (tools/setup.sh parity). Run by src/metric/parity_test.cc:
    .deps/parity/bin/python tools/metric_reference.py < pairs.jsonl

codebleu's data flow merges lists through set(), whose order depends on PYTHONHASHSEED. "dataflow_match" is therefore taken
with sets that keep the order of insertion; "dataflow_match_as_shipped" with the package as it is, under this process's seed.
"""

import builtins
import io
import json
import logging
import sys
import tokenize

import codebleu.dataflow_match
import codebleu.parser.DFG
from codebleu import calc_codebleu
from codebleu.parser import remove_comments_and_docstrings
from rouge_score import rouge_scorer
from tree_sitter import Language, Parser
import tree_sitter_python

logging.disable(logging.CRITICAL)
PARTS = ("codebleu", "ngram_match_score", "weighted_ngram_match_score", "syntax_match_score", "dataflow_match_score")
ROUGE = ("rouge1", "rouge2", "rougeL", "rougeLsum")
SCORER = rouge_scorer.RougeScorer(list(ROUGE), use_stemmer=False)
PARSER = Parser(Language(tree_sitter_python.language()))


class OrderedSet(dict):
    def __init__(self, items=()):
        super().__init__(dict.fromkeys(items))

    def add(self, item):
        self[item] = None


def use_sets(kind):
    for module in (codebleu.parser.DFG, codebleu.dataflow_match):
        module.set = kind


def stripped(text):
    try:
        return remove_comments_and_docstrings(text.strip(), "python")
    except Exception:
        return None


def tokens(text):
    """[kind, text] of each token; kinds as src/pysrc/tokens.h names them. The last one is ["!", ""] where tokenize raises."""
    names = {"NAME": "word", "ERRORTOKEN": "stray", "ENDMARKER": "end"}
    out = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            name = tokenize.tok_name[token.type]
            out.append([names.get(name, name.lower()), token.string])
    except (tokenize.TokenError, IndentationError):
        out.append(["!", ""])
    return out


def values(candidate, reference):
    use_sets(OrderedSet)
    ordered = calc_codebleu([reference], [candidate], lang="python")
    use_sets(builtins.set)
    shipped = calc_codebleu([reference], [candidate], lang="python")
    row = {key.removesuffix("_score"): float(ordered[key]) for key in PARTS}
    row["dataflow_match_as_shipped"] = float(shipped["dataflow_match_score"])
    rouge = SCORER.score(reference, candidate)
    row.update({key: float(rouge[key].fmeasure) for key in ROUGE})
    row["stripped"] = stripped(candidate)
    row["tokens"] = tokens(candidate)
    row["tree"] = str(PARSER.parse(candidate.encode()).root_node)
    return row


for line in sys.stdin:
    pair = json.loads(line)
    print(json.dumps(values(pair["candidate"], pair["reference"])))
