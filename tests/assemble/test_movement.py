"""Families of metrics, and which way a change goes and whether that is good: by the guide's words, case by case."""

import pytest

from claims.assemble.metric import family, movement, unit_family


@pytest.mark.parametrize(
    ("move", "metric", "direction", "effect", "key"),
    [
        # improving moves the metric the good way, whichever that is
        ("improve", "throughput", "increase", "improvement", "throughput"),
        ("improve", "tail latency", "decrease", "improvement", "latency"),
        ("improve", "makespan", "decrease", "improvement", "speed"),
        ("improve", "SLO attainment rate", "increase", "improvement", "slo"),
        ("worsen", "throughput", "decrease", "regression", "throughput"),
        ("worsen", "p95 latency", "increase", "regression", "latency"),
        # a direction that is said is kept; what it means depends on the metric
        ("increase", "throughput", "increase", "improvement", "throughput"),
        ("increase", "GPU utilization", "increase", "improvement", "utilization"),
        ("increase", "cache hit rate", "increase", "improvement", "cache"),
        ("increase", "latency", "increase", "regression", "latency"),
        ("increase", "energy consumption", "increase", "regression", "energy"),
        ("increase", "LUTs", "increase", "regression", "area"),
        ("decrease", "P99 end-to-end latency", "decrease", "improvement", "latency"),
        ("decrease", "TPOT", "decrease", "improvement", "tpot"),
        ("decrease", "QoS violations", "decrease", "improvement", "slo"),
        ("decrease", "Out-of-Memory events", "decrease", "improvement", "reliability"),
        ("decrease", "checkpoint size", "decrease", "improvement", "storage"),
        ("decrease", "detection accuracy", "decrease", "regression", "accuracy"),
        ("decrease", "IPW", "decrease", "regression", "efficiency"),
        ("decrease", "end-to-end accuracy gap", "decrease", "improvement", "accuracy"),
        ("decrease", "optimality gap", "decrease", "improvement", "error"),
        ("increase", "cost savings", "increase", "improvement", "cost"),
        ("increase", "memory reduction rate", "increase", "improvement", "memory"),
        ("decrease", "latency reduction", "decrease", "improvement", "latency"),
        ("decrease", "CPU utilization", "decrease", "improvement", "utilization"),
        ("decrease", "simulations", "decrease", "improvement", "cost"),
        ("increase", "KV cache capacity", "increase", "improvement", "memory"),
        ("decrease", "worst-case insolvency", "decrease", "improvement", "other"),
        # tokens saved are a cost, tokens more are work done
        ("decrease", "token", "decrease", "improvement", "cost"),
        ("increase", "tokens", "increase", "improvement", "throughput"),
        # faster shortens a time and raises everything else
        ("faster", "time to first token", "decrease", "improvement", "ttft"),
        ("faster", "program execution time", "decrease", "improvement", "speed"),
        ("faster", "queries", "increase", "improvement", "speed"),
        ("faster", "reconfiguration", "increase", "improvement", "speed"),
        ("faster", "faster", "increase", "improvement", "speed"),
        ("slower", "response time", "increase", "regression", "latency"),
        ("slower", "slower", "decrease", "regression", "speed"),
        # what is added, wasted, told too large, or only different
        ("overhead", "overhead", "increase", "regression", "speed"),
        ("overhead", "area overhead", "increase", "regression", "area"),
        ("overstate", "shard usage", "increase", "regression", "error"),
        ("vary", "latency", "increase", "neutral", "latency"),
    ],
)
def test_movement(move: str, metric: str, direction: str, effect: str, key: str) -> None:
    assert movement(move, metric) == (direction, effect, key)


@pytest.mark.parametrize(
    ("metric", "key"),
    [
        ("decoding throughput", "throughput"),
        ("SHACL validation latency", "latency"),
        ("average response time", "latency"),
        ("time to first token", "ttft"),
        ("time between tokens", "tpot"),
        ("inter-token latency", "tpot"),
        ("speedup", "speed"),
        ("outperforms", "speed"),
        ("training time", "speed"),
        ("training goodput", "slo"),
        ("SLO violations", "slo"),
        ("deadline misses", "slo"),
        ("prediction accuracy", "accuracy"),
        ("raw agreement", "accuracy"),
        ("F1", "accuracy"),
        ("recall", "accuracy"),
        ("Mean Absolute Percentage Error", "error"),
        ("perplexity", "error"),
        ("carbon emissions", "energy"),
        ("energy per query", "energy"),
        ("wind capacity", "power"),
        ("energy efficiency", "efficiency"),
        ("KV cache memory", "memory"),
        ("compression ratio", "storage"),
        ("network traffic", "communication"),
        ("GPU-hours", "cost"),
        ("configuration evaluations", "cost"),
        ("GPU utilization", "utilization"),
        ("availability", "reliability"),
        ("replica churn", "reliability"),
        ("parallel efficiency", "scalability"),
        ("chip area", "area"),
        ("miss rate", "cache"),
        ("chi2", "other"),
        ("", "other"),
        # the head decides, not a word inside
        ("cache access latency", "latency"),
        ("latency prediction error", "error"),
        ("memory bandwidth", "throughput"),
        ("performance per watt", "efficiency"),
        ("lines of code", "area"),
    ],
)
def test_family(metric: str, key: str) -> None:
    assert family(metric)[0] == key


@pytest.mark.parametrize(
    ("metric", "better"),
    [
        ("throughput", "higher"),
        ("P99 latency", "lower"),
        ("hit rate", "higher"),
        ("miss rate", "lower"),
        ("SLO attainment", "higher"),
        ("SLO violations", "lower"),
        ("availability", "higher"),
        ("downtime", "lower"),
        ("compression ratio", "higher"),
        ("checkpoint size", "lower"),
        ("colour", "neither"),
    ],
)
def test_which_way_is_good(metric: str, better: str) -> None:
    assert family(metric)[1] == better


@pytest.mark.parametrize("metric", ["queries", "GPU-hours", "violations", "vertices", "tail latencies"])
def test_number_and_case_do_not_matter(metric: str) -> None:
    singular = {"queries": "query", "GPU-hours": "GPU-hour", "violations": "violation", "vertices": "vertex"}
    one = singular.get(metric, "tail latency")
    assert family(metric) == family(one) == family(metric.upper())


@pytest.mark.parametrize(
    ("unit", "key"),
    [
        ("ms", "latency"),
        ("h", "speed"),
        ("$", "cost"),
        ("W", "power"),
        ("kWh", "energy"),
        ("GB", "memory"),
        ("GB/s", "throughput"),
        ("req/s", "throughput"),
        ("TFLOPS", "throughput"),
        ("x", "other"),
        ("%", "other"),
        ("", "other"),
    ],
)
def test_the_unit_names_the_family_of_a_number_without_metric(unit: str, key: str) -> None:
    assert unit_family(unit) == key
