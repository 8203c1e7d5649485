"""Writes the words of scenarios and talks as C that xgettext can read.

usage: asset_words.py OUTPUT FILE...

Of scenarios titles, what they are about, labels, and all that stands under `captions:`; of talks
titles, captions, science, sources and notes. Reads the few forms that docs/scenarios.md and docs/educators.md
name: plain or quoted text on the line of its key, and text folded by `>-`.
"""
import os
import re
import sys

KEY = re.compile(r"^(\s*(?:- )?)(title|about|label|caption|science|source|notes):\s*(.*)$")
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


def main(output, *paths):
    with open(output, "w", encoding="utf-8") as to:
        for path in sorted(paths):
            with open(path, encoding="utf-8") as file:
                lines = file.read().splitlines()
            folder, name = path.split(os.sep)[-2:]
            for line, text in words(lines):
                escaped = text.replace("\\", "\\\\").replace('"', '\\"')
                to.write(f'/* WORDS: {folder[:-1]} {name}, line {line} */\nN_("{escaped}")\n')


main(*sys.argv[1:])
