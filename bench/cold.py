#!/usr/bin/env python3
"""How long a cold prediction takes with several builds of the command, in turn.

    bench/cold.py [--rounds 20] COMMAND [COMMAND ...]     ploutos-predict may be one, but not the first

Needs Linux. The first command makes a workspace with two tickers of the simulated market and three trained experts,
and each gets a copy of it; name the oldest build first, since a newer one reads what an older one wrote. Then each
command in turn predicts one ticker as a process of its own, without a record, so that nothing changes from round to
round. Prints medians and least values of wall time and of processor time in seconds, and the ratio of the medians to
those of the first command. Two rounds before the first one that counts fill the caches of files.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def timed(command, *arguments):
    """Runs a command; wall and processor seconds."""
    began = time.monotonic()
    quiet = [(os.POSIX_SPAWN_OPEN, where, os.devnull, os.O_WRONLY, 0) for where in (1, 2)]
    pid = os.posix_spawn(command, [command, *arguments], os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"cold.py: {command} {' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, used.ru_utime + used.ru_stime


def make(command, folder):
    where = ["--quiet", "--workspace", str(folder)]
    verbs = (
        ["data", "import", "simulated:7", "--tickers", "SIM01,SIM02"],
        ["train", "--tickers", "SIM01", "--test-from", "2016-01-01"],
    )
    for verb in verbs:
        subprocess.run([command, *verb, *where], check=True, stdout=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("commands", nargs="+", metavar="COMMAND")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder, "made")
        make(arguments.commands[0], made)
        copies = [shutil.copytree(made, pathlib.Path(folder, str(i))) for i in range(len(arguments.commands))]
        seconds = [[] for _ in copies]
        for _ in range(arguments.rounds + 2):
            for command, copy, own in zip(arguments.commands, copies, seconds):
                asked = ["predict", "--ticker", "SIM01", "--offline", "--no-log", "--workspace", str(copy)]
                own.append(timed(command, *asked))
    print(f"load {os.getloadavg()[0]:.1f}, {arguments.rounds} rounds\n")
    print("   wall  least  ratio   processor  least  ratio  command")
    first = None
    for command, own in zip(arguments.commands, seconds):
        wall, processor = zip(*own[2:])
        medians = statistics.median(wall), statistics.median(processor)
        first = first or medians
        print(
            f"  {medians[0]:.3f}  {min(wall):.3f}   {medians[0] / first[0]:.2f}"
            f"       {medians[1]:.3f}  {min(processor):.3f}   {medians[1] / first[1]:.2f}  {command}"
        )


if __name__ == "__main__":
    main()
