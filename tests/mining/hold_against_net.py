"""Hold an event log (XES) against a net (PNML) with pm4py, and print what it found as JSON.

This file runs in `.venv-mining` and nowhere else: pm4py is AGPL, and no part of Zelian imports it, ships it or shares a
line with it. What passes between the two are files in two public formats.
"""

from __future__ import annotations

import json
import sys
import warnings

warnings.filterwarnings("ignore")

import pm4py  # noqa: E402


def held(log_file: str, net_file: str) -> dict[str, float]:
    """Count the log, replay it by tokens and by alignments, and say how much else the net would have allowed."""
    log = pm4py.read_xes(log_file, return_legacy_log_object=True)
    net, start, end = pm4py.read_pnml(net_file)
    tokens = pm4py.fitness_token_based_replay(log, net, start, end)
    alignments = pm4py.fitness_alignments(log, net, start, end)
    return {
        "traces": len(log),
        "events": sum(len(trace) for trace in log),
        "places": len(net.places),
        "transitions": len(net.transitions),
        "fitness_tokens": tokens["log_fitness"],
        "fitting_traces": tokens["percentage_of_fitting_traces"],
        "fitness_alignments": alignments["log_fitness"],
        "precision": pm4py.precision_token_based_replay(log, net, start, end),
    }


if __name__ == "__main__":
    print(json.dumps(held(sys.argv[1], sys.argv[2])))
