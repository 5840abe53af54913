#!/usr/bin/env python3
"""Runs commands in a pseudo-terminal and writes what it showed as an animated SVG.

    eng/record-terminal.py OUT.svg [--columns 80] [--rows 26] [--folder DIR] COMMAND ...

Each COMMAND is typed at a prompt and run by sh. Nothing is drawn by hand: the frames are the screen of a
terminal emulator (pyte; Debian: python3-pyte) that read the commands' own output. Waits longer than a
second are shortened to one. Whoever asks for less motion sees the last frame.
"""
import argparse
import fcntl
import html
import os
import pty
import re
import select
import struct
import sys
import termios
import time

import pyte

COLOURS = {
    "black": "#484f58", "red": "#ff7b72", "green": "#3fb950", "brown": "#d29922", "blue": "#58a6ff",
    "magenta": "#bc8cff", "cyan": "#39c5cf", "white": "#b1bac4", "brightblack": "#6e7681",
    "brightred": "#ffa198", "brightgreen": "#56d364", "brightbrown": "#e3b341", "brightblue": "#79c0ff",
    "brightmagenta": "#d2a8ff", "brightcyan": "#56d4dd", "brightwhite": "#f0f6fc",
}
TEXT, GROUND = "#e6edf3", "#0d1117"
CELL, LINE, SIZE, EDGE = 8.4, 18, 14, 14
LONGEST_WAIT, SHORTEST, TYPING, READING, END = 1.0, 0.08, 0.035, 0.9, 4.0


# Marks that make a picture of the sign before them (variation selector, keycap). pyte stops at them.
MARKS = "\ufe0f\u20e3"


class Screen(pyte.Screen):
    """A screen that keeps such marks with their sign."""

    def draw(self, data):
        for part in re.split(f"([{MARKS}])", data):
            if part and part in MARKS:
                line, x = self.buffer[self.cursor.y], max(self.cursor.x - 1, 0)
                line[x] = line[x]._replace(data=line[x].data + part)
            elif part:
                super().draw(part)


class Recorder:
    """The screen after each change, with the moment of it."""

    def __init__(self, columns, rows):
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.now = 0.0
        self.frames = []

    def keep(self):
        rows = tuple(self.row(y) for y in range(self.screen.lines))
        if self.frames and self.frames[-1][1] == rows:
            return
        if self.frames and self.now - self.frames[-1][0] < SHORTEST:
            self.frames[-1] = (self.frames[-1][0], rows)
        else:
            self.frames.append((self.now, rows))

    def row(self, y):
        """Runs of one style: (column, cells, text, colour, bold)."""
        runs, line = [], self.screen.buffer[y]
        for x in range(self.screen.columns):
            cell = line[x]
            if not cell.data:
                continue
            colour = cell.fg if not cell.reverse else "brightwhite"
            colour = TEXT if colour == "default" else COLOURS.get(colour, "#" + colour if len(colour) == 6 else TEXT)
            last = runs[-1] if runs else None
            is_picture = len(cell.data) > 1
            if last and last[0] + last[1] == x and last[3:] == (colour, cell.bold) and not (is_picture or len(last[2]) > last[1]):
                runs[-1] = (last[0], last[1] + 1, last[2] + cell.data, colour, cell.bold)
            else:
                runs.append((x, 1, cell.data, colour, cell.bold))
        while runs and not runs[-1][2].strip():
            runs.pop()
        return tuple((x, len(t.rstrip()) if n == len(t) else n, t.rstrip(), c, b) for x, n, t, c, b in runs if t.strip())

    def feed(self, content, elapsed):
        self.now += min(elapsed, LONGEST_WAIT)
        self.stream.feed(content)
        self.keep()

    def type(self, command):
        self.feed(b"\x1b[1;32m$\x1b[0m ", READING if self.frames else 0)
        for character in command:
            self.feed(character.encode(), TYPING)
        self.feed(b"\r\n", 0.3)

    def run(self, command, folder):
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(folder)
            os.environ.update(TERM="xterm-256color", COLUMNS=str(self.screen.columns))
            os.execvp("sh", ["sh", "-c", command])
        size = struct.pack("HHHH", self.screen.lines, self.screen.columns, 0, 0)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
        last = time.monotonic()
        while True:
            select.select([terminal], [], [])
            try:
                content = os.read(terminal, 65536)
            except OSError:
                content = b""
            if not content:
                break
            moment = time.monotonic()
            self.feed(content, moment - last)
            last = moment
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(terminal)
        if status:
            sys.exit(f"record-terminal.py: '{command}' ended with {status}")


def svg(frames, columns, rows):
    width, height = columns * CELL + 2 * EDGE, rows * LINE + 2 * EDGE
    lines, film, keys = {}, [], []
    end = frames[-1][0] + END
    for i, (moment, screen) in enumerate(frames):
        uses = []
        for y, row in enumerate(screen):
            if row:
                name = lines.setdefault(row, f"l{len(lines)}")
                uses.append(f'<use href="#{name}" y="{y * LINE}"/>')
        film.append(f'<g transform="translate(0 {i * height:g})">{"".join(uses)}</g>')
        keys.append(f"{100 * moment / end:.3f}%{{transform:translateY({-i * height:g}px)}}")
    keys.append(f"100%{{transform:translateY({-(len(frames) - 1) * height:g}px)}}")
    symbols = []
    for row, name in lines.items():
        texts = "".join(
            f'<text x="{x * CELL:g}" textLength="{n * CELL:g}"'
            + ("" if colour == TEXT else f' fill="{colour}"')
            + (' font-weight="bold"' if bold else "")
            + f">{html.escape(text)}</text>"
            for x, n, text, colour, bold in row
        )
        symbols.append(f'<g id="{name}">{texts}</g>')
    last = -(len(frames) - 1) * height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
        f"<title>Ploutos in a terminal, recorded</title>"
        f"<style>text{{font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre}}"
        f".film{{animation:roll {end:.2f}s steps(1,end) infinite}}@keyframes roll{{{''.join(keys)}}}"
        f"@media(prefers-reduced-motion:reduce){{.film{{animation:none;transform:translateY({last:g}px)}}}}</style>"
        f'<defs>{"".join(symbols)}</defs><rect width="100%" height="100%" rx="8" fill="{GROUND}"/>'
        f'<svg x="{EDGE}" y="{EDGE}" width="{columns * CELL:g}" height="{rows * LINE:g}">'
        f'<g class="film" fill="{TEXT}"><g transform="translate(0 {SIZE})">{"".join(film)}</g></g></svg></svg>\n'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=26)
    parser.add_argument("--folder", default=".")
    parser.add_argument("commands", nargs="+")
    given = parser.parse_args()
    recorder = Recorder(given.columns, given.rows)
    for command in given.commands:
        recorder.type(command)
        recorder.run(command, given.folder)
    recorder.feed(b"\x1b[1;32m$\x1b[0m ", 0.2)
    with open(given.out, "w", encoding="utf-8") as file:
        file.write(svg(recorder.frames, given.columns, given.rows))
    print(f"{given.out}: {len(recorder.frames)} frames, {recorder.now:.1f} s, {os.path.getsize(given.out)} bytes")


if __name__ == "__main__":
    main()
