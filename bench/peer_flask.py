#!/usr/bin/env python3
"""The peer of the HTTP benchmark: a minimal Flask app that lets the peer's three PyTorch models predict one ticker.

    peer_flask.py PORT [--peer ../shared/peer/v71_torch.py]

What it is spared: the newest row of features of each ticker lies in memory, no database is read, and the answer holds what the vote needs and no
more. The weights are random: time does not depend on them. Served by Werkzeug with a thread a request, one thread a matrix product.
"""
import argparse
import importlib.util

import numpy as np
import torch
from flask import Flask, jsonify, request

INPUTS = {"momentum": 28, "reversion": 9, "volatility": 6}
BASE = {"momentum": 0.4, "reversion": 0.4, "volatility": 0.2}


def load_peer(path):
    spec = importlib.util.spec_from_file_location("peer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_app(peer):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    models = {name: peer.Expert(name, inputs).eval() for name, inputs in INPUTS.items()}
    rows = np.random.default_rng(0).standard_normal((500, sum(INPUTS.values()))).astype(np.float32)
    tickers = {f"B{i:03}": torch.from_numpy(rows[i - 1 : i]) for i in range(1, 501)}
    app = Flask("peer")

    @app.get("/api/v7/analysis")
    def analysis():
        ticker = request.args.get("ticker", "")
        if ticker not in tickers:
            return jsonify(error=f"unknown ticker {ticker}"), 404
        row, at, probability = tickers[ticker], 0, {}
        with torch.inference_mode():
            for name, inputs in INPUTS.items():
                probability[name] = float(models[name](row[:, at : at + inputs]).softmax(1)[0, 1])
                at += inputs
        weight = {n: BASE[n] * abs(2 * p - 1) for n, p in probability.items()}
        if probability["volatility"] <= 0.5:
            weight["volatility"] = 0.0
        score = sum(weight[n] * (2 * probability[n] - 1) for n in ("momentum", "reversion")) / (sum(weight.values()) or 1)
        return jsonify(ticker=ticker, probability=probability, score=score)

    return app


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("port", type=int)
    arguments.add_argument("--peer", required=True)
    options = arguments.parse_args()
    make_app(load_peer(options.peer)).run(port=options.port, threaded=True)
