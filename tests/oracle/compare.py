"""Compares a program's results with the oracle's; exit 0 when they agree, 1 when not.

    /usr/bin/python3 tests/oracle/compare.py traces REF.csv REF_SPIKES.csv OURS.csv OURS_SPIKES.csv
    /usr/bin/python3 tests/oracle/compare.py coba REF.jsonl OURS.jsonl

One line for each difference, then one JSON object with what was measured. Where the tolerances
come from: Brian2 with exponential Euler at 0.1 ms differs from its own Runge-Kutta at 0.01 ms by
0.27 mV at most, 0.06 mV rms, 0.05 ms in the spikes and 2.5 % of the peak in NMDA. Runge-Kutta at
0.1 ms, exact but for the grid its spikes stand on, differs by 0.60 mV and 0.24 ms: after a spike
each dt by which it is late moves a V that climbs at up to 7 mV/ms.
"""
import argparse
import csv
import json
import sys

import numpy as np

V_MAX_MV = 1.0
V_RMS_MV = 0.12
SPIKE_MS = 0.2
CONDUCTANCE_SHARE = 0.03  # of the reference's peak
NEAR_SPIKE_MS = 1.0
RATE_SHARE = 0.10
CV_ABSOLUTE = 0.1
SYNCHRONY_SHARE = 0.30
# Weights drift with the pairs there are, so their spread follows the rate.
W_MEAN_SHARE = 0.01
W_STD_SHARE = 0.15


class Report:
    def __init__(self, name):
        self.name, self.measured, self.differences = name, {}, 0

    def differs(self, sentence):
        self.differences += 1
        print(f"differs: {sentence}")

    def limit(self, label, value, limit, unit=""):
        self.measured[label] = round(float(value), 5) if np.isfinite(value) else None
        if not value <= limit:  # also catches a NaN
            self.differs(f"{label} is {value:.4g}{unit}, allowed {limit:g}{unit}")

    def finish(self):
        print(json.dumps(dict(name=self.name, agree=self.differences == 0, **self.measured)))
        return 1 if self.differences else 0


def read_table(path):
    with open(path, newline="") as f:
        rows = list(csv.reader(line for line in f if not line.startswith("#")))
    try:
        values = np.array([[float(x) for x in row] for row in rows[1:] if row])
        return {name.strip(): values[:, n] if len(values) else np.zeros(0)
                for n, name in enumerate(rows[0])}
    except (ValueError, IndexError):
        sys.exit(f"compare.py: {path} is not a table of numbers with one line of names")


def compare_traces(a):
    report = Report("traces")
    ref, ours = read_table(a.ref), read_table(a.ours)
    fired, ours_fired = (read_table(p)["t_ms"] for p in (a.ref_spikes, a.ours_spikes))
    report.measured.update(spikes=len(fired), spikes_ours=len(ours_fired))
    if len(fired) != len(ours_fired):
        report.differs(f"{len(ours_fired)} spikes, the reference has {len(fired)}")
    elif len(fired):
        report.limit("spike time, largest difference", np.abs(fired - ours_fired).max(),
                     a.spike_ms + 1e-6, " ms")

    # Only moments both have: values between samples would be made up where V or g jumps.
    key, ours_key = (np.round(t["t_ms"] * 1e4).astype(np.int64) for t in (ref, ours))
    _, at, ours_at = np.intersect1d(key, ours_key, return_indices=True)
    if len(at) < 0.9 * min(len(key), len(ours_key)):
        report.differs(f"only {len(at)} of {len(key)} times are in both tables")
    t = ref["t_ms"][at]
    spikes = np.concatenate([fired, ours_fired])
    far = (np.abs(t[:, None] - spikes[None, :]) > NEAR_SPIKE_MS).all(axis=1)
    if not far.any():
        report.differs("nothing is left to compare away from spikes")
        return report.finish()
    report.measured["rows"] = int(far.sum())
    for name in ref:
        if name == "t_ms":
            continue
        if name not in ours:
            report.differs(f"column {name} is missing")
            continue
        wrong = np.abs(ref[name][at] - ours[name][ours_at])[far]
        if name == "v_mv":
            worst = wrong.argmax()
            report.measured["v worst at ms"] = float(t[far][worst])
            report.limit("V, largest difference", wrong[worst], a.v_max, " mV")
            report.limit("V, rms difference", np.sqrt((wrong ** 2).mean()), a.v_rms, " mV")
        else:
            peak = np.abs(ref[name]).max()
            report.limit(f"{name}, largest difference over peak",
                         wrong.max() / peak if peak > 0 else wrong.max(), CONDUCTANCE_SHARE)
    return report.finish()


def read_population(path):
    """Mean over the lines of a file: one random network is off by up to a tenth in its rate."""
    with open(path) as f:
        lines = [json.loads(line) for line in f if line.strip()]
    if not lines:
        sys.exit(f"compare.py: {path} holds no line")
    kinds = {line["name"] for line in lines}
    if len(kinds) > 1:
        sys.exit(f"compare.py: {path} mixes {', '.join(sorted(kinds))}")
    # A silent network has no CV: that has to fail, not to be left out of the mean.
    mean = {k: float(np.mean([np.nan if line.get(k) is None else line[k] for line in lines]))
            for k in ("rate_exc_hz", "rate_inh_hz", "cv_isi", "synchrony", "factor", "bio_s",
                      "w_mean", "w_std")}
    return kinds.pop(), len(lines), mean


def compare_coba(a):
    name, count, ref = read_population(a.ref)
    ours_name, ours_count, ours = read_population(a.ours)
    report = Report(name)
    report.measured.update(networks=count, networks_ours=ours_count)
    if name != ours_name:
        report.differs(f"the reference is {name}, ours {ours_name}")
    if not abs(ref["bio_s"] - ours["bio_s"]) < 1e-6:
        report.differs(f"{ours['bio_s']} s are simulated, in the reference {ref['bio_s']} s")
    for key in ("rate_exc_hz", "rate_inh_hz"):
        report.limit(f"{key}, relative difference", abs(ours[key] / ref[key] - 1), RATE_SHARE)
    report.limit("cv_isi, difference", abs(ours["cv_isi"] - ref["cv_isi"]), CV_ABSOLUTE)
    report.limit("synchrony, relative difference", abs(ours["synchrony"] / ref["synchrony"] - 1),
                 SYNCHRONY_SHARE)
    if not np.isnan(ref["w_mean"]):
        report.limit("w_mean, relative difference", abs(ours["w_mean"] / ref["w_mean"] - 1),
                     W_MEAN_SHARE)
        report.limit("w_std, relative difference", abs(ours["w_std"] / ref["w_std"] - 1),
                     W_STD_SHARE)
    if ours["factor"] > 0:
        report.measured["speed over reference"] = round(ref["factor"] / ours["factor"], 3)
    return report.finish()


def main():
    p = argparse.ArgumentParser(description="compare with the oracle")
    kinds = p.add_subparsers(dest="kind", required=True)
    traces = kinds.add_parser("traces")
    for name in ("ref", "ref_spikes", "ours", "ours_spikes"):
        traces.add_argument(name)
    traces.add_argument("--v-max", type=float, default=V_MAX_MV, help="mV")
    traces.add_argument("--v-rms", type=float, default=V_RMS_MV, help="mV")
    traces.add_argument("--spike-ms", type=float, default=SPIKE_MS)
    coba = kinds.add_parser("coba")
    coba.add_argument("ref")
    coba.add_argument("ours")
    a = p.parse_args()
    sys.exit(compare_traces(a) if a.kind == "traces" else compare_coba(a))


if __name__ == "__main__":
    main()
