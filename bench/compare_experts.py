"""The experts part of bench/compare.sh: training and inference beside two peers in PyTorch.

The harder peer is the best that the installed PyTorch can do: v71_torch_lean.py (batches by slicing, fused AdamW where
PyTorch has it, torch.compile from 2.0 on), and the models traced and frozen. Goals are held against it. Beside it stands
what people usually write (v71_torch.py).
"""
import os
import statistics
import sys

BENCH = os.path.dirname(os.path.abspath(__file__))
STEP_GOAL = {"momentum": 3, "reversion": 5, "volatility": 10}
INFERENCE_GOAL = {1: 15, 512: 2}
BATCH = "128"


class TorchPeers:
    """How to start both peers."""

    def __init__(self, options):
        python, clock = [sys.executable], [f"{BENCH}/peer_clock.py"] if options.cpu_time else []
        self.usual = python + clock + [options.peer]
        self.lean = python + clock + [options.lean, options.peer]
        self.frozen = python + clock + [f"{BENCH}/peer_frozen.py", options.peer]
        # Processes from start to end are timed from outside.
        self.frozen_on_the_wall = python + [f"{BENCH}/peer_frozen.py", options.peer]

    def training(self, data, expert, epochs, mode):
        return self.lean + [data, expert, mode, epochs, BATCH]


def measure(comparison, experts):
    epochs, rounds = ("4", 2) if comparison.options.quick else ("10", 5)
    peers = TorchPeers(comparison.options)
    modes = ("eager", "compile") if comparison.torch_major() >= 2 else ("eager",)
    for expert in experts:
        comparison.say(f"{expert}: training and inference")
        train(comparison, peers, expert, epochs, rounds, modes)
        infer(comparison, peers, expert, rounds)


def train(comparison, peers, expert, epochs, rounds, modes):
    data = comparison.data(expert)
    arguments = [data, "--expert", expert]
    commands = {mode: peers.training(data, expert, epochs, mode) for mode in modes}
    commands |= {"usual": peers.usual + ["train", *arguments, "--epochs", epochs, "--batch", BATCH],
                 "ours": comparison.ours + ["train", *arguments, "--epochs", epochs, "--batch", BATCH, *comparison.clock]}
    lines = comparison.in_turn(rounds, commands, may_fail={"compile"})
    steps = {name: middle(runs, "ms_per_step") for name, runs in lines.items() if runs}
    best = min((mode for mode in modes if mode in steps), key=steps.get)
    accuracies = [middle(lines[name], "val_accuracy") for name in ("usual", "ours")]
    note = f"validation accuracy, usual {accuracies[0]:.3f}, ours {accuracies[1]:.3f}"
    if len(modes) > 1:
        others = ", ".join(f"{mode} {steps[mode]:.3g} ms" if mode in steps else f"{mode} failed here" for mode in modes)
        note += f"; the lean peer is {best} ({others})"
    comparison.add(f"training step, {expert}", steps[best], steps["ours"], "ms", goal=STEP_GOAL[expert], note=note,
                   usual=steps["usual"])


def infer(comparison, peers, expert, rounds):
    data = comparison.data(expert)
    lines = comparison.in_turn(rounds, {"frozen": peers.frozen + ["infer", data, expert],
                                        "usual": peers.usual + ["infer", data, "--expert", expert],
                                        "ours": comparison.ours + ["infer", data, "--expert", expert, *comparison.clock]})
    for at, (count, goal) in enumerate(INFERENCE_GOAL.items()):
        frozen, usual, ours = (middle(lines[name], "us", at) for name in ("frozen", "usual", "ours"))
        comparison.add(f"inference, {expert}, {count} row{'s' if count > 1 else ''}", min(frozen, usual), ours, "us",
                       goal=goal, note=f"the lean peer is {'frozen' if frozen < usual else 'the usual one, frozen ' + format(frozen, '.3g')}",
                       usual=usual)


def middle(runs, name, at=0):
    return statistics.median(line[at][name] for line in runs)
