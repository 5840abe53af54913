"""Bars, features, forecasts, signals and a backtest of Ploutos as pandas frames.

    frames.py WORKSPACE [ADDRESS]

WORKSPACE has bars and models; `ploutos` is on the PATH, or PLOUTOS names the command. ADDRESS is that of
`ploutos serve`, such as http://localhost:5000; without it the part over HTTP is left out.
"""

import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile
import urllib.request

import pandas

COMMAND = shlex.split(os.environ.get("PLOUTOS", "ploutos"))


def ploutos(workspace, *arguments):
    """Runs a verb and gives its JSON."""
    line = [*COMMAND, *arguments, "--workspace", workspace, "--quiet", "--json"]
    return json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout)


def get(address, path):
    """Asks the server."""
    request = urllib.request.Request(address + path)
    if "PLOUTOS_API_KEY" in os.environ:
        request.add_header("X-Api-Key", os.environ["PLOUTOS_API_KEY"])
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def main(workspace, address=None):
    files = pathlib.Path(tempfile.mkdtemp())
    ticker = ploutos(workspace, "data", "list")[0]["ticker"]

    # Bars: one file a ticker. With pyarrow: --format parquet and pandas.read_parquet.
    ploutos(workspace, "data", "export", "--tickers", ticker, "--out", str(files))
    bars = pandas.read_csv(files / f"{ticker}.csv", index_col="Date", parse_dates=True)
    print("bars", *bars.shape)

    # Features, one row a day; a value that is not defined yet is NaN.
    ploutos(workspace, "export", "features", "--ticker", ticker, "--out", str(files / "features.csv"))
    features = pandas.read_csv(files / "features.csv", index_col="Date", parse_dates=True)
    print("features", *features.shape)

    # Risk forecasts of every day, with the inputs they were made from.
    ploutos(workspace, "export", "risk", "--ticker", ticker, "--out", str(files / "risk.csv"))
    risk = pandas.read_csv(files / "risk.csv")
    print("risk", *risk.shape)

    # One prediction, and the experts behind it.
    prediction = ploutos(workspace, "predict", ticker, "--offline")
    experts = pandas.json_normalize(prediction["experts"])
    print("prediction", prediction["signal"], len(experts))

    # The record of signals.
    ploutos(workspace, "signals", "export", "--out", str(files / "signals.csv"))
    signals = pandas.read_csv(files / "signals.csv")
    print("signals", len(signals), *signals["ticker"].unique())

    # A backtest: figures as JSON, and its account day by day beside it.
    backtest = ploutos(workspace, "backtest", "--from", "models")
    print("backtest", backtest["id"])

    if address:
        analysis = get(address, f"/api/v7/analysis?ticker={ticker}")
        print("over HTTP", analysis["signal"] == prediction["signal"])


if __name__ == "__main__":
    main(*sys.argv[1:])
