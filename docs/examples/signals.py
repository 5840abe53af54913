"""Reads a Ploutos server with Python's standard library alone: the watchlist in pages, then one risk forecast.

    PLOUTOS_URL=http://localhost:5000 PLOUTOS_API_KEY=... python3 signals.py
"""

import json
import os
import re
import urllib.request

SERVER = os.environ.get("PLOUTOS_URL", "http://localhost:5000")


def get(path):
    """The answer's JSON, and the path of the next page or None."""
    headers = {"X-Api-Key": os.environ["PLOUTOS_API_KEY"]} if "PLOUTOS_API_KEY" in os.environ else {}
    with urllib.request.urlopen(urllib.request.Request(SERVER + path, headers=headers)) as answer:
        following = re.search('<([^>]*)>; rel="next"', answer.headers.get("Link", ""))
        return json.load(answer), following and following.group(1)


path = "/api/v7/watchlist?limit=2"
while path:
    rows, path = get(path)
    for row in rows:
        prediction = row["prediction"] or {}
        print(row["ticker"], row["as_of"], prediction.get("signal", "no signal"), prediction.get("verdict", ""))

risk, _ = get("/api/v7/risk?ticker=" + rows[0]["ticker"])
near = risk["horizons"][0]
print(f"{risk['ticker']}: volatility of the next {near['bars']} bars {near['volatility']:.1%} a year")
