"""Measures reports in a headless Chromium: bench_report.py REPORT.html [--cells 1938] [--repeats 3] [--docs docs/report.md]

Of the page as it is, and of one widened to --cells cells (its cells over and over, each with a detail of its own): megabytes, CPU and wall-clock seconds
until it is loaded and has answered a click on its first cell's row, and from a click on a cell with a replay to that replay. Medians of --repeats, each in
a new browser that draws in software. Prints a Markdown table; --docs puts it between that page's marks `<!-- bench_report -->`.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

MARK = "<!-- bench_report -->"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync "
    "--use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --remote-debugging-pipe --window-size=1400,900"
).split()


class Browser:
    """A Chromium that is spoken to over a pipe: JSON messages that end in a zero byte."""

    def __init__(self, program):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, to_write, from_read, from_write = *os.pipe(), *os.pipe()

        def wire():  # the browser reads from 3 and writes to 4
            ends = os.dup(to_read), os.dup(from_write)
            os.dup2(ends[0], 3)
            os.dup2(ends[1], 4)

        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self.profile.name}"],
            close_fds=False,
            preexec_fn=wire,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(from_write)
        self.out, self.rest, self.count, self.session = to_write, b"", 0, None
        self.source = from_read
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Performance.enable")

    def ask(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data) :]
        while True:
            while b"\0" not in self.rest:
                got = os.read(self.source, 1 << 16)
                if not got:
                    raise RuntimeError("the browser ended")
                self.rest += got
            line, _, self.rest = self.rest.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def run(self, script):
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"]["description"])
        return result["result"].get("value")

    def cpu_s(self):
        """Of the page's own thread, so far."""
        metrics = {m["name"]: m["value"] for m in self.ask("Performance.getMetrics")["metrics"]}
        return metrics["ThreadTime"]

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.source)
        self.profile.cleanup()


def widened(text, cells):
    """The page with `cells` cells, each with its own copy of a detail."""
    start = text.index(">", text.index('id="index"')) + 1
    end = text.index("</script>", start)
    index = json.loads(text[start:end])
    blobs_at = text.index(">", text.index('id="blobs"')) + 1
    blobs_end = text.index("</script>", blobs_at)
    lines = text[blobs_at:blobs_end].split("\n")
    own = list(index["cells"])
    while len(index["cells"]) < cells:
        cell = dict(own[len(index["cells"]) % len(own)], e=len(index["cells"]) // len(own))
        lines.append(lines[cell["d"]])
        index["cells"].append(dict(cell, d=len(lines) - 1))
    return (
        text[:start]
        + json.dumps(index).replace("</", "<\\/")
        + text[end:blobs_at]
        + "\n".join(lines)
        + text[blobs_end:]
    )


OPEN = """(async () => {
  const done = (test) => new Promise((resolve) => { const look = () => (test() ? resolve() : setTimeout(look, 5)); look(); });
  const detail = document.getElementById("detail");
  const number = %s;
  openCell(number);
  await done(() => %s);
})()"""
FIRST = OPEN % ("Number(document.querySelector('#cell-table tbody tr').dataset.cell)", "detail.querySelector('h2')")
REPLAY = OPEN % (
    "index.cells.findIndex((c) => c.v === 'physical')",
    "detail.querySelector('#replay')?.dataset.state === 'shown' && replay",
)


def measured(page, program):
    browser = Browser(program)
    try:
        began = time.monotonic()
        browser.ask("Page.navigate", url=page.absolute().as_uri())
        while browser.run("document.readyState") != "complete":
            time.sleep(0.005)
        browser.run(FIRST)
        open_s, open_cpu_s = time.monotonic() - began, browser.cpu_s()
        began = time.monotonic()
        browser.run(REPLAY)
        return open_s, open_cpu_s, time.monotonic() - began, browser.cpu_s() - open_cpu_s
    finally:
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("--cells", type=int, default=1938)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--docs", type=Path)
    given = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        raise SystemExit("bench_report needs Chromium: apt-get install chromium")
    text = given.report.read_text()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        wide = Path(folder) / "wide.html"
        wide.write_text(widened(text, given.cells))
        for page in (given.report, wide):
            cells = len(json.loads(re.search(r'id="index">(.*?)</script>', page.read_text(), re.S)[1])["cells"])
            runs = [measured(page, program) for _ in range(given.repeats)]
            open_s, open_cpu_s, replay_s, replay_cpu_s = (
                statistics.median(column) for column in zip(*runs, strict=True)
            )
            rows.append(
                f"| {cells:,} | {page.stat().st_size / 1e6:.1f} | {open_cpu_s:.2f} ({open_s:.1f}) | {replay_cpu_s:.2f} ({replay_s:.1f}) |"
            )
    table = "\n".join(
        [
            "| cells | MB | s of CPU (of the clock) until it is loaded and has shown a cell | from a click to the replay |",
            "|--:|--:|--:|--:|",
            *rows,
            "",
            f"Medians of {given.repeats}, headless Chromium that draws in software, {os.cpu_count()} cores with a load of {os.getloadavg()[0]:.0f}.",
        ]
    )
    print(table)
    if given.docs:
        page = given.docs.read_text()
        before, _, rest = page.partition(MARK)
        _, mark, after = rest.partition(MARK)
        if not mark:
            raise SystemExit(f"{given.docs} has no two marks {MARK}")
        given.docs.write_text(f"{before}{MARK}\n{table}\n{MARK}{after}")


if __name__ == "__main__":
    main()
