"""Writes docs/coverage.md from gcovr's summary: how far the tests of model and story reach."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    files = json.load(file)["files"]


def share(part, whole):
    return f"{100.0 * part / whole:.1f} %" if whole else "-"


print("# How far the tests reach\n")
print("`./dev coverage` goes through the tests of the model and the story, but for the two longest,")
print("and counts lines and branches with gcov. At least 90 % of the branches are wanted in each room.\n")
print("| file | lines | branches | of |")
print("|---|---|---|---|")
for room in ("model", "story"):
    inside = [f for f in files if f["filename"].startswith(f"src/{room}/")]
    lines = [sum(f[key] for f in inside) for key in ("line_covered", "line_total")]
    branches = [sum(f[key] for f in inside) for key in ("branch_covered", "branch_total")]
    print(f"| **{room}** | **{share(*lines)}** | **{share(*branches)}** | {branches[1]} |")
    for f in sorted(inside, key=lambda f: f["filename"]):
        print(
            f"| {f['filename'].split('/', 1)[1]} | {share(f['line_covered'], f['line_total'])} "
            f"| {share(f['branch_covered'], f['branch_total'])} | {f['branch_total']} |"
        )
