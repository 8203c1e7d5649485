"""Writes the words of scenarios as C that xgettext can read: titles, what they are about, labels.

usage: scenario_words.py OUTPUT SCENARIO...

Reads the few forms that docs/scenarios.md names: plain or quoted text on the line of its key, and
the folded text of `about: >-`; all that stands under `captions:`.
"""
import os
import re
import sys

KEY = re.compile(r"^(\s*(?:- )?)(title|about|label):\s*(.*)$")
CAPTION = re.compile(r"^(\s+)([a-z-]+):\s*(.*)$")


def plain(text):
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"')
    return text.split(" #")[0].rstrip()


def words(lines):
    """Pairs of line number and text."""
    i, captions = 0, False
    while i < len(lines):
        if re.match(r"^\S", lines[i]):
            captions = lines[i].startswith("captions:")
        key = (CAPTION if captions else KEY).match(lines[i])
        i += 1
        if not key:
            continue
        first, text = i, key.group(3).strip()
        if text.startswith(">"):
            folded = []
            indent = len(key.group(1))
            while i < len(lines) and lines[i].strip() and \
                    len(lines[i]) - len(lines[i].lstrip()) > indent:
                folded.append(lines[i].strip())
                i += 1
            text = " ".join(folded)
        else:
            text = plain(text)
        if text:
            yield first, text


def main(output, *scenarios):
    with open(output, "w", encoding="utf-8") as to:
        for path in sorted(scenarios):
            with open(path, encoding="utf-8") as file:
                lines = file.read().splitlines()
            name = os.path.basename(path)
            for line, text in words(lines):
                escaped = text.replace("\\", "\\\\").replace('"', '\\"')
                to.write(f'/* WORDS: scenario {name}, line {line} */\nN_("{escaped}")\n')


main(*sys.argv[1:])
