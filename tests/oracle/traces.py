"""Traces of one cell of the model in Brian2, driven by listed spikes and a current.

    /usr/bin/python3 tests/oracle/traces.py --cell pyramidal \\
        --input tests/oracle/input_pyramidal.csv --traces traces.csv --spikes spikes.csv

The input has a header and the columns time_ms, receptor (ampa, nmda, gaba), weight_ns.
Prints one JSON object on one line. The first line of each table tells how it was made. What a
comparison hangs on:
- Row t holds the state at t before the inputs of time t arrive, and after the reset if the cell
  fired at t.
- An input of time t counts from t on: it drives the step from t to t + dt.
- A spike is dated at the end of the step in which the threshold was passed.
- From there V is held at reset for exactly the refractory time; conductances go on.
The default, Runge-Kutta of fourth order at 0.01 ms, is far more exact than a program that steps
by 0.1 ms; what is left between the two is the program's own error.
"""
import argparse
import csv
import json
import sys

import numpy as np

# C nF, gL nS, refractory ms, adaptation step nS: Wang 2002; the step within Treves 1993's range.
CELLS = {
    "pyramidal": dict(c_nf=0.5, gl_ns=25.0, refractory_ms=2.0, adapt_step_ns=5.0),
    "interneuron": dict(c_nf=0.2, gl_ns=20.0, refractory_ms=1.0, adapt_step_ns=0.0),
}
EQUATIONS = """
    dv/dt = (gl*(el - v) + ga*(ee - v) + gn*(ee - v)/(1 + mg*exp(-0.062*v/mV)/3.57)
             + gg*(ei - v) + gw*(ek - v) + current(t))/c : volt (unless refractory)
    dga/dt = -ga/tau_ampa : siemens
    dgr/dt = -gr/tau_rise : siemens
    dgn/dt = -gn/tau_nmda + gr/tau_rise : siemens
    dgg/dt = -gg/tau_gaba : siemens
    dgw/dt = -gw/tau_adapt : siemens
"""
COLUMNS = ("t_ms", "v_mv", "g_ampa", "g_nmda_rise", "g_nmda", "g_gaba", "g_adapt")
RECEPTOR_VARIABLE = {"ampa": "ga", "nmda": "gr", "gaba": "gg"}


def arguments():
    p = argparse.ArgumentParser(description="traces of one cell in Brian2")
    p.add_argument("--cell", choices=sorted(CELLS), default="pyramidal")
    p.add_argument("--input", help="CSV of input spikes")
    p.add_argument("--traces", default="traces.csv", help="CSV to write")
    p.add_argument("--spikes", default="spikes.csv", help="CSV to write, column t_ms")
    p.add_argument("--duration", type=float, default=500.0, help="ms")
    p.add_argument("--dt", type=float, default=0.01, help="ms")
    p.add_argument("--sample", type=float, default=0.1, help="ms between rows, a multiple of dt")
    p.add_argument("--method", choices=("rk4", "exponential_euler"), default="rk4")
    p.add_argument("--current-pa", type=float, default=0.0)
    p.add_argument("--current-on", type=float, default=0.0, help="ms")
    p.add_argument("--current-off", type=float, default=float("inf"), help="ms")
    p.add_argument("--adapt-step", type=float, help="nS a spike; by default that of the cell")
    p.add_argument("--mg", type=float, default=1.0, help="mM")
    return p.parse_args()


def read_input(path, dt_ms):
    """Weights by step and variable. Off-grid times are refused: rounding would hide in the V."""
    arrivals = {}
    if not path:
        return arrivals
    with open(path, newline="") as f:
        for n, row in enumerate(csv.DictReader(f), 2):
            try:
                t = float(row["time_ms"])
                variable = RECEPTOR_VARIABLE[row["receptor"].strip()]
                weight = float(row["weight_ns"])
            except (KeyError, TypeError, ValueError, AttributeError):
                sys.exit(f"traces.py: {path}: line {n} is not time_ms,receptor,weight_ns")
            step = round(t / dt_ms)
            if t < 0 or abs(step * dt_ms - t) > 1e-6:
                sys.exit(f"traces.py: {path}: line {n}: {t} ms is no multiple of {dt_ms} ms")
            arrivals.setdefault(step, []).append((variable, weight))
    return arrivals


def simulate(b2, a, arrivals):
    b2.prefs.codegen.target = "cython"
    cell = CELLS[a.cell]
    step_ns = cell["adapt_step_ns"] if a.adapt_step is None else a.adapt_step
    b2.defaultclock.dt = a.dt * b2.ms
    steps = round(a.duration / a.dt)
    at = np.arange(steps + 1) * a.dt
    on = (at > a.current_on - a.dt / 2) & (at < a.current_off - a.dt / 2)
    names = dict(
        c=cell["c_nf"] * b2.nF, gl=cell["gl_ns"] * b2.nS, mg=a.mg, mV=b2.mV,
        el=-70 * b2.mV, ee=0 * b2.mV, ei=-70 * b2.mV, ek=-80 * b2.mV, v_th=-50 * b2.mV,
        v_reset=-55 * b2.mV, tau_ampa=2 * b2.ms, tau_rise=2 * b2.ms, tau_nmda=100 * b2.ms,
        tau_gaba=5 * b2.ms, tau_adapt=150 * b2.ms, adapt_step=step_ns * b2.nS,
        current=b2.TimedArray(np.where(on, a.current_pa, 0.0) * b2.pA, dt=a.dt * b2.ms))
    # Brian2 counts refractoriness from the start of the step of the spike; one step more holds V
    # for the full time from the date we give the spike.
    group = b2.NeuronGroup(1, EQUATIONS, threshold="v > v_th",
                           reset="v = v_reset; gw += adapt_step", namespace=names,
                           refractory=(cell["refractory_ms"] + a.dt) * b2.ms, method=a.method)
    group.v = "el"
    record = b2.StateMonitor(group, ("v", "ga", "gr", "gn", "gg", "gw"), record=True,
                             dt=a.sample * b2.ms, when="start", order=0)

    # A delivery before the step, not Brian2's synapses: those act after the step, which would
    # put every input one dt late and make the result depend on dt for no reason of the model.
    @b2.network_operation(when="start", order=1)
    def deliver(t):
        for variable, weight in arrivals.get(round(t / b2.ms / a.dt), ()):
            values = getattr(group, variable + "_")
            values[0] += weight * 1e-9

    fired = b2.SpikeMonitor(group)
    network = b2.Network(group, record, fired, *([deliver] if arrivals else []))
    network.run(a.duration * b2.ms)
    conductances = [getattr(record, n)[0] / b2.nS for n in ("ga", "gr", "gn", "gg", "gw")]
    table = np.column_stack([record.t / b2.ms, record.v[0] / b2.mV, *conductances])
    return table, fired.t / b2.ms + a.dt


def main():
    a = arguments()
    if abs(round(a.sample / a.dt) * a.dt - a.sample) > 1e-9 or a.sample < a.dt:
        sys.exit("traces.py: --sample has to be a multiple of --dt")
    arrivals = read_input(a.input, a.dt)
    import brian2 as b2
    table, fired = simulate(b2, a, arrivals)
    origin = (f"# traces.py: Brian2 {b2.__version__}, {a.method}, step {a.dt} ms, {a.cell}, "
              f"{a.input or 'no input'}\n")
    np.savetxt(a.traces, table, fmt="%.5g", delimiter=",", header=origin + ",".join(COLUMNS),
               comments="")
    np.savetxt(a.spikes, fired, fmt="%.4f", header=origin + "t_ms", comments="")
    print(json.dumps(dict(name="traces", simulator="brian2", version=b2.__version__, cell=a.cell,
                          dt_ms=a.dt, method=a.method, rows=len(table),
                          inputs=sum(map(len, arrivals.values())), spikes=len(fired),
                          v_min_mv=round(float(table[:, 1].min()), 4),
                          v_max_mv=round(float(table[:, 1].max()), 4))))


if __name__ == "__main__":
    main()
