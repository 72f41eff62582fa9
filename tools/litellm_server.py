"""A LiteLLM proxy on this machine whose models answer by heart, for tests against real software: litellm_server.py

Prints the base URL once it answers, and ends when its stdin does. Runs in the environment of requirements/litellm.txt; asks nobody.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

REPLY = "```python\nimport mujoco\nprint('by heart')\n```\n"
MODELS = {"gpt-mock": "openai/gpt-mock", "claude-mock": "anthropic/claude-mock", "gemini-mock": "gemini/gemini-mock"}
WAIT_S = 300  # the proxy imports for a long time on a busy machine


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url + "/health/liveliness", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def main() -> int:
    """Serves until stdin ends."""
    rows = [
        {"model_name": name, "litellm_params": {"model": model, "api_key": "none", "mock_response": REPLY}}
        for name, model in MODELS.items()
    ]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(json.dumps({"model_list": rows}))  # JSON is YAML
        environment = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
        environment |= {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False", "NO_PROXY": "*"}
        proxy = subprocess.Popen(
            [Path(sys.executable).with_name("litellm"), "--config", config, "--host", "127.0.0.1", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env=environment,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(5 * WAIT_S):
                if proxy.poll() is not None or answers(url):
                    break
                time.sleep(0.2)
            if proxy.poll() is not None or not answers(url):
                sys.exit("the proxy does not answer")
            print(url, flush=True)
            sys.stdin.read()
        finally:
            proxy.terminate()
            proxy.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
