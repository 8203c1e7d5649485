"""Writes docs/coverage.md from gcovr's summary: how far the tests of model and story reach. Ends with
1 where a room is under what is wanted."""
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    files = json.load(file)["files"]


def share(part, whole):
    return f"{100.0 * part / whole:.1f} %" if whole else "-"


LEAST = 0.9
failed = False

print("# How far the tests reach\n")
print("`./dev coverage` goes through the tests of the model and the story, but for the two longest,")
print("and counts lines and branches with gcov. At least 90 % of the branches are wanted in each room;")
print("where one has fewer the command fails.\n")
print("Nothing is left out of the count: each side of each `&&`, `||` and `?:` is a branch, so are refused")
print("memory, checks of the model's own state, and steps for processors that the counting machine is")
print("not (`neurons_lanes.h` has one for each of three widths, 72 branches for AVX-512 alone). It is")
print("compiled with `-O1`, without what a higher level makes of a condition or takes away.\n")
print("| file | lines | branches | of |")
print("|---|---|---|---|")
for room in ("model", "story"):
    inside = [f for f in files if f["filename"].startswith(f"src/{room}/")]
    lines = [sum(f[key] for f in inside) for key in ("line_covered", "line_total")]
    branches = [sum(f[key] for f in inside) for key in ("branch_covered", "branch_total")]
    failed = failed or branches[0] < LEAST * branches[1]
    print(f"| **{room}** | **{share(*lines)}** | **{share(*branches)}** | {branches[1]} |")
    for f in sorted(inside, key=lambda f: f["filename"]):
        print(
            f"| {f['filename'].split('/', 1)[1]} | {share(f['line_covered'], f['line_total'])} "
            f"| {share(f['branch_covered'], f['branch_total'])} | {f['branch_total']} |"
        )

sys.exit(failed)
