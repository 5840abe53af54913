"""Bars, features, forecasts, signals and a backtest of Ploutos as pandas frames.

    frames.py WORKSPACE [ADDRESS]

WORKSPACE has bars and models; `ploutos` is on the PATH, or PLOUTOS names the command. ADDRESS is that of
`ploutos serve`, such as http://localhost:5000; without it the part over HTTP is left out.
"""

import importlib.util
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
HAS_PARQUET = any(importlib.util.find_spec(name) for name in ("pyarrow", "fastparquet"))


def ploutos(workspace, *arguments):
    """Runs a verb and gives its JSON."""
    line = [*COMMAND, *arguments, "--workspace", workspace, "--quiet", "--json"]
    return json.loads(subprocess.run(line, check=True, stdout=subprocess.PIPE).stdout)


def get(address, path):
    """Asks the server."""
    request = urllib.request.Request(address + "/api/v7" + path)
    if "PLOUTOS_API_KEY" in os.environ:
        request.add_header("X-Api-Key", os.environ["PLOUTOS_API_KEY"])
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def by_command(workspace, ticker, files):
    """Files that the command writes, and its JSON."""
    # Bars: a file a ticker.
    ploutos(workspace, "data", "export", "--tickers", ticker, "--out", str(files))
    bars = pandas.read_csv(files / f"{ticker}.csv", index_col="Date", parse_dates=True)
    if HAS_PARQUET:
        ploutos(workspace, "data", "export", "--tickers", ticker, "--out", str(files), "--format", "parquet")
        packed = pandas.read_parquet(files / f"{ticker}.parquet").set_index("Date")
        print("parquet", packed["Close"].tolist() == bars["Close"].tolist(), packed.index.dtype)

    # Features, one row a day; a value that is not defined yet is NaN.
    ploutos(workspace, "export", "features", "--ticker", ticker, "--out", str(files / "features.csv"))
    features = pandas.read_csv(files / "features.csv", index_col="Date", parse_dates=True)

    # Risk forecasts of every day, with the inputs they were made from.
    ploutos(workspace, "export", "risk", "--ticker", ticker, "--out", str(files / "risk.csv"))
    risk = pandas.read_csv(files / "risk.csv", index_col=0, parse_dates=True)

    # One prediction, and the experts behind it.
    prediction = ploutos(workspace, "predict", ticker, "--offline")
    experts = pandas.json_normalize(prediction["experts"]).set_index("expert")

    # The record of signals.
    ploutos(workspace, "signals", "export", "--out", str(files / "signals.csv"))
    signals = pandas.read_csv(files / "signals.csv", parse_dates=["date", "made_at"])

    # A backtest: its figures, and its account day by day.
    backtest = ploutos(workspace, "backtest", "--from", "models")
    account = pandas.DataFrame(backtest["series"]).set_index("days")
    return bars, features, risk, experts, signals, account


def over_http(address, ticker):
    """The same from a server."""
    answer = get(address, f"/bars?ticker={ticker}")
    columns = {name: answer[name] for name in ("open", "high", "low", "close", "volume")}
    bars = pandas.DataFrame(columns, index=pandas.to_datetime(answer["dates"]))
    past = get(address, f"/risk/past?ticker={ticker}")
    risk = pandas.DataFrame({name: past[name] for name in ("volatility", "low", "high", "realised")}, index=past["days"])
    experts = pandas.json_normalize(get(address, f"/analysis?ticker={ticker}")["experts"]).set_index("expert")
    signals = pandas.json_normalize(get(address, f"/signals?ticker={ticker}"))
    newest = get(address, "/backtests")[0]["id"]
    series = get(address, f"/backtests/{newest}/series")
    account = pandas.DataFrame({name: series[name] for name in ("equity", "benchmark")}, index=series["days"])
    return bars, risk, experts, signals, account


def main(workspace, address=None):
    with tempfile.TemporaryDirectory() as files:
        ticker = ploutos(workspace, "data", "list")[0]["ticker"]
        bars, features, risk, experts, signals, account = by_command(workspace, ticker, pathlib.Path(files))
        print("bars", *bars.shape)
        print("features", *features.shape)
        print("risk", *risk.shape)
        print("experts", *experts.index)
        print("signals", len(signals), *signals["ticker"].unique())
        print("account", len(account))
        if address:
            told, past, same, kept, days = over_http(address, ticker)
            print("over HTTP", len(told), len(past), len(kept), len(days))
            print("same forecasts", experts["probability"].round(6).equals(same["probability"].round(6)))


if __name__ == "__main__":
    main(*sys.argv[1:])
