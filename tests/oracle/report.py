"""Writes docs/oracle.md from what compare.py printed.

    /usr/bin/python3 tests/oracle/report.py BRIAN2_VERSION LABEL=RESULT.json... > docs/oracle.md

Each RESULT.json ends with the JSON line of one comparison. Dated by the versions of the two
programs alone, so that the same versions write the same text.
"""
import json
import sys

HEAD = """# Held against another simulator

Written by `./dev oracle`, which runs the engine and Brian2 {version} on the same input. How the
comparison is made, what the two must share and where the tolerances come from stands in
[tests/oracle/README.md](../tests/oracle/README.md). `oracle/traces` among the tests repeats the
part on single cells with what Brian2 gave here, and needs no Brian2.
"""

# Of what compare.py measures: label here, its allowed value there.
LIMITS = {
    "spike time, largest difference": ("spikes, largest difference", "0.2 ms"),
    "V, largest difference": ("V, largest difference", "1 mV"),
    "V, rms difference": ("V, rms difference", "0.12 mV"),
    "rate_exc_hz, relative difference": ("rate of excitatory cells, relative", "0.10"),
    "rate_inh_hz, relative difference": ("rate of inhibitory cells, relative", "0.10"),
    "cv_isi, difference": ("CV of intervals", "0.1"),
    "synchrony, relative difference": ("synchrony, relative", "0.30"),
    "w_mean, relative difference": ("mean of the plastic weights, relative", "0.01"),
    "w_std, relative difference": ("their deviation, relative", "0.15"),
}


def rows(result):
    for key, value in result.items():
        if key in LIMITS:
            name, allowed = LIMITS[key]
        elif key.endswith("largest difference over peak"):
            name, allowed = key.split(",")[0] + ", difference over peak", "0.03"
        else:
            continue
        yield f"| {name} | {'none' if value is None else f'{value:.3g}'} | {allowed} |"


def main():
    version, *results = sys.argv[1:]
    if not results:
        sys.exit("report.py: give a version and LABEL=FILE")
    print(HEAD.format(version=version), end="")
    for given in results:
        label, path = given.split("=", 1)
        with open(path) as f:
            result = json.loads(f.read().strip().splitlines()[-1])
        print(f"\n## {label}\n\n{'Agrees' if result['agree'] else 'Does not agree'}", end="")
        if "spikes" in result:
            print(f": {result['spikes_ours']} spikes, Brian2 {result['spikes']}.", end="")
        elif "networks" in result:
            print(f", over {result['networks_ours']} networks of ours and {result['networks']} "
                  "of Brian2.", end="")
        print("\n\n| difference | found | allowed |\n| --- | ---: | ---: |")
        print("\n".join(rows(result)))


if __name__ == "__main__":
    main()
