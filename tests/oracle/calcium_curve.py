"""Change of a contact against spike-time difference under the calcium rule, without a simulator.

    /usr/bin/python3 tests/oracle/calcium_curve.py > curve.csv
    /usr/bin/python3 tests/oracle/calcium_curve.py --monte-carlo 4000 --step 5

Graupner & Brunel 2012 PNAS, DP set, 60 pairs at 1 Hz. CSV: dt_ms (post minus pre), ratio of mean
weight after to before, up and down (share of contacts that switched from either state), and the
seconds above each threshold per pair. Two independent ways to the same curve:
- closed form: the time above threshold is exact; the drift and the noise are averaged over a
  pair, so rho is an Ornstein-Uhlenbeck process, and what lies beyond rho* at the end has switched;
- Monte Carlo: the full equation with its cubic term, stepped while calcium is above threshold.
"""
import argparse
import math

import numpy as np

TAU_CA_S, DELAY_S = 0.020, 0.0137
C_PRE, C_POST = 1.0, 2.0
THETA_D, THETA_P = 1.0, 1.3
GAMMA_D, GAMMA_P = 200.0, 321.808
SIGMA, TAU_S, RHO_STAR = 2.8284, 150.0, 0.5
START_UP, STRONG_OVER_WEAK = 0.5, 5.0  # half the contacts start strong; w1/w0


def calcium_pieces(difference_s, pairs, period_s):
    """Times of the jumps of calcium and its value just after each."""
    jumps = sorted([(n * period_s + DELAY_S, C_PRE) for n in range(pairs)]
                   + [(n * period_s + difference_s, C_POST) for n in range(pairs)])
    times, values, c, last = [], [], 0.0, jumps[0][0]
    for t, jump in jumps:
        c = c * math.exp(-(t - last) / TAU_CA_S) + jump
        times.append(t)
        values.append(c)
        last = t
    return np.array(times), np.array(values)


def spans_above(times, values, theta, end):
    """Each stretch in which calcium is above theta: it falls from a jump until it crosses."""
    lasts = np.where(values > theta, TAU_CA_S * np.log(values / theta), 0.0)
    return times, np.minimum(lasts, np.append(times[1:], end) - times)


def mean_ratio(up, down):
    """Mean weight after over before, given the chance to switch from weak and from strong."""
    after_weak = 1 - up + STRONG_OVER_WEAK * up
    after_strong = down + STRONG_OVER_WEAK * (1 - down)
    before = (1 - START_UP) + STRONG_OVER_WEAK * START_UP
    return ((1 - START_UP) * after_weak + START_UP * after_strong) / before


def closed_form(time_d, time_p, pairs, period_s):
    share_d, share_p = time_d / period_s, time_p / period_s
    up_rate, down_rate = GAMMA_P * share_p, GAMMA_D * share_d
    total = up_rate + down_rate
    if total == 0:
        return 0.0, 0.0
    goal = up_rate / total
    left = math.exp(-pairs * period_s * total / TAU_S)
    # Noise acts once for each threshold that is passed, hence the sum of both shares.
    deviation = math.sqrt(SIGMA ** 2 * (share_d + share_p) / (2 * total) * (1 - left ** 2))

    def share_beyond(start):
        mean = goal + (start - goal) * left
        return 0.5 * math.erfc((RHO_STAR - mean) / (deviation * math.sqrt(2)))

    return share_beyond(0.0), 1 - share_beyond(1.0)


def monte_carlo(times, lasts_d, lasts_p, contacts, rng, step_s=0.0005):
    """Shares switched; half of the contacts start at 0, half at 1."""
    rho = np.repeat([0.0, 1.0], contacts // 2)
    gaps = np.append(times[1:], times[-1])

    def advance(length, depressing, potentiating):
        nonlocal rho
        steps = max(1, math.ceil(length / step_s)) if depressing else 1
        h = length / steps
        amplitude = SIGMA * math.sqrt((depressing + potentiating) * h / TAU_S)
        for _ in range(steps):
            drift = -rho * (1 - rho) * (RHO_STAR - rho)
            if potentiating:
                drift += GAMMA_P * (1 - rho)
            if depressing:
                drift -= GAMMA_D * rho
            rho = rho + drift * h / TAU_S
            if depressing:
                rho += amplitude * rng.standard_normal(rho.size)

    for n, t in enumerate(times):
        both = min(lasts_p[n], lasts_d[n])
        if both > 0:
            advance(both, 1, 1)
        if lasts_d[n] > both:
            advance(lasts_d[n] - both, 1, 0)
        # Below both thresholds only the cubic term acts, so slowly that one step will do.
        rest = gaps[n] - t - lasts_d[n]
        if rest > 0:
            advance(rest, 0, 0)
    half = contacts // 2
    return float((rho[:half] > RHO_STAR).mean()), float((rho[half:] <= RHO_STAR).mean())


def main():
    p = argparse.ArgumentParser(description="calcium rule against spike-time difference")
    p.add_argument("--from-ms", type=float, default=-100.0)
    p.add_argument("--to-ms", type=float, default=100.0)
    p.add_argument("--step", type=float, default=1.0, help="ms")
    p.add_argument("--pairs", type=int, default=60)
    p.add_argument("--period", type=float, default=1.0, help="s between pairs")
    p.add_argument("--monte-carlo", type=int, default=0, metavar="CONTACTS")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    rng = np.random.default_rng(a.seed)
    print("dt_ms,ratio,up,down,above_d_s,above_p_s")
    for n in range(int(round((a.to_ms - a.from_ms) / a.step)) + 1):
        difference_ms = a.from_ms + n * a.step
        times, values = calcium_pieces(difference_ms / 1e3, a.pairs, a.period)
        end = times[-1] + a.period
        _, lasts_d = spans_above(times, values, THETA_D, end)
        _, lasts_p = spans_above(times, values, THETA_P, end)
        above_d, above_p = lasts_d.sum() / a.pairs, lasts_p.sum() / a.pairs
        if a.monte_carlo:
            up, down = monte_carlo(times, lasts_d, lasts_p, a.monte_carlo, rng)
        else:
            up, down = closed_form(above_d, above_p, a.pairs, a.period)
        print(f"{difference_ms:g},{mean_ratio(up, down):.6f},{up:.6f},{down:.6f},"
              f"{above_d:.7f},{above_p:.7f}")


if __name__ == "__main__":
    main()
