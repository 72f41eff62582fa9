#!/usr/bin/env python3
"""A model that is a program of yours. simbench starts it once a request, writes one JSON object to its stdin and takes
what it prints as the reply:

    simbench run --suite mujoco --model command/./examples/command-model/my_model.py --out runs/mine

docs/format/provider.md says what stands in the request.
"""
import json
import sys


def generate(messages, sampling):
    """Put your model here. messages: a list of {"role", "content"}; sampling: {"temperature", …}, as the flags say.

    This one gives back the last script that it was shown, unchanged: what every model should beat.
    """
    for message in reversed(messages):
        blocks = message["content"].split("```python\n")
        if len(blocks) > 1 and "import" in blocks[-1]:
            return "```python\n" + blocks[-1].split("```")[0] + "```\n"
    return "I was shown no script, so I have none to give back."


request = json.load(sys.stdin)
print(generate(request["messages"], request["sampling"]))
