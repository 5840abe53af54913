#!/usr/bin/env python3
"""The memory of the web host with 500 tickers, after every page was visited in Chromium.

    bench/pages.py [--most-mb 220] [--keep FOLDER]

Needs Linux, dist/ploutos (./deploy.sh makes it; PLOUTOS_COMMAND names another) and Debian's Chromium (PLOUTOS_CHROMIUM names another).
Makes a workspace with 500 tickers of 2,520 made-up bars each (ten years), three experts trained for a few epochs, a search and a backtest;
starts `ploutos serve` with the memory settings of deploy/systemd/ploutos.service; waits until its warm-up is over; visits each page in a
browser that runs its scripts; and prints what the page weighs uncompressed and the resident memory after it, in MB of 2^20 bytes. The last
figure is taken when the server has been quiet for ten seconds. The exit code is 1 where it is above the limit.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from web import BENCH, PLOUTOS, TICKERS, first_answer, free_port, get, make_workspace, resident_mb, run, stop

CHROMIUM = os.environ.get("PLOUTOS_CHROMIUM", "chromium")
PAGES = ["/", "/analyse?ticker=B001", "/watchlist", "/optimisation", "/models", "/models/version?expert=volatility", "/backtests", "/data",
         "/data?ticker=B250", "/analyse?ticker=B500", "/api"]


def make(folder):
    if (folder / "models").is_dir():
        return
    make_workspace(folder)
    # Its models are of a search that says no days; a backtest needs such as say which days are out of sample.
    for search in (folder / "logs").glob("v7_*_optimization.json"):
        search.unlink()
    where = ["--quiet", "--workspace", str(folder)]
    run("train", "--fixed", "--tickers", "B001", *where)
    run("backtest", "--from", "models", *where)
    run("optimize", "--expert", "volatility", "--trials", "3", "--tickers", "B001", "--window", "1", "--max-epochs", "1", *where)


def settings():
    """The runtime's settings of the unit."""
    unit = (BENCH.parent / "deploy/systemd/ploutos.service").read_text()
    return dict(re.findall(r"^Environment=((?:DOTNET_|MALLOC_)\w+)=(.*)$", unit, re.M))


def visit(url, profile):
    """Loads a page in a browser and lets its scripts run for four seconds: its stream of events never ends."""
    subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1440,4000", f"--user-data-dir={profile}",
                    "--timeout=4000", "--dump-dom", url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=60)


def settled(pid):
    """Waits until the server is idle: its warm-up goes on after the first answer."""
    before = None
    while True:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        now = int(fields[11]) + int(fields[12])
        if before is not None and now - before <= 2:
            return
        before = now
        time.sleep(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most-mb", type=float, default=220)
    parser.add_argument("--keep", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as profile:
        folder = (arguments.keep or pathlib.Path(own)).resolve()
        make(folder)
        os.environ.update(settings())
        base = f"http://127.0.0.1:{free_port()}"
        server, _ = first_answer([PLOUTOS, "serve", "--workspace", str(folder), "--urls", base], f"{base}/health/live")
        try:
            settled(server.pid)
            print(f"{len(TICKERS)} tickers, memory in MB of 2^20 bytes\n\npage                                     KB  memory")
            print(f"{'(warm)':<38}{'':>5}{resident_mb(server.pid):>8.0f}")
            for page in PAGES:
                size = len(get(base + page)) / 1024
                visit(base + page, profile)
                settled(server.pid)
                print(f"{page:<38}{size:>5.0f}{resident_mb(server.pid):>8.0f}", flush=True)
            time.sleep(10)
            end = resident_mb(server.pid)
        finally:
            stop(server)
    print(f"\n{'met   ' if end <= arguments.most_mb else 'MISSED'} {end:.0f} MB after all pages, at most {arguments.most_mb:.0f}")
    sys.exit(end > arguments.most_mb)


if __name__ == "__main__":
    main()
