#!/usr/bin/env python3
"""Every published number that our data reproduce, beside what n1 says: docs/scoreboard.md.

    scoreboard.py --program PROGRAM            compare with the page; fails when a number of ours moved
    scoreboard.py --program PROGRAM --renew    write the page anew

Each entry names its source, asks the program, and says the difference and its reason. Numbers of ours are
written with ten significant digits.
"""
import argparse
import csv
import io
import json
import math
import os
import subprocess
import sys
from collections import namedtuple

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
PAGE = os.path.join(ROOT, "docs", "scoreboard.md")
HERE = os.path.join(ROOT, "scripts", "scoreboard")

Entry = namedtuple("Entry", "group what source published ours reason")


def path(*parts):
    return os.path.join(ROOT, *parts)


def rows(*parts):
    with open(path(*parts), newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def ask(program, arguments, table):
    """The program's JSON for a table of ours: a list of names and rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    done = subprocess.run(
        [program, arguments[0], "-", *arguments[1:], "--json"],
        input=text.getvalue(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def fit(program, table, *options):
    columns = ["--time", table[0][0], "--outcome", table[0][1], "--exposure", table[0][2]]
    covariates = [word for name in table[0][3:] for word in ("--covariate", name)]
    return ask(program, ["fit", *columns, *covariates, *options], table)


def agreeing_digits(ours, certified):
    """Log relative error, as NIST counts it."""
    if ours == certified:
        return 15.0
    return min(15.0, -math.log10(abs(ours - certified) / abs(certified)))


def rounded(value, like):
    """A value with as many decimals as the published text has."""
    decimals = len(like.split(".")[1]) if "." in like else 0
    return f"{value:.{decimals}f}"


# ---- the entries


def nist(program):
    """Least squares of NIST's StRD: the coefficients of the first column, and its standard error."""
    certified = {r["name"]: float(r["value"]) for r in rows("Tests/Oracles/nist/certified.csv")}
    for name, powers in [
        ("norris", 1), ("pontius", 2), ("filip", 10), ("longley", 0),
        ("wampler3", 5), ("wampler4", 5), ("wampler5", 5),
    ]:  # fmt: skip
        data = rows("Tests/Oracles/nist", name + ".csv")
        if powers:
            names = [f"x{k}" for k in range(1, powers + 1)]
            values = [[repr(float(r["x"]) ** k) for k in range(1, powers + 1)] for r in data]
        else:
            names = [key for key in data[0] if key != "y"]
            values = [[r[key] for key in names] for r in data]
        table = [["row", "y", *names]]
        table += [[i, r["y"], *v] for i, (r, v) in enumerate(zip(data, values))]
        found = fit(program, table, "--engine", "ols")
        for what, ours, key in [
            ("coefficient of the first column", found["estimate"], f"{name}.beta[1]"),
            ("its standard error", found["standardError"], f"{name}.se[1]"),
        ]:
            theirs = certified[key]
            if theirs == 0:
                continue
            digits = agreeing_digits(ours, theirs)
            yield Entry(
                "NIST StRD, linear least squares", f"{name}: {what}", "certified value", repr(theirs), ours,
                f"{digits:.0f} digits agree" + reason_of_nist(name, powers),
            )  # fmt: skip


def reason_of_nist(name, powers):
    if name == "filip":
        return "; degree 10, and powers as 64-bit numbers: the columns are nearly dependent"
    if name == "longley":
        return "; the columns are nearly dependent"
    return "; powers as 64-bit numbers" if powers > 2 else ""


def acne(program):
    """The analysis that was published with the acne photographs, and a right reading of the same file."""
    data = rows("examples/acne/source/scores-scaled-combined.csv")
    treatment = next(key for key in data[0] if key.startswith("Intervention"))
    scores = [key for key in data[0] if key.startswith("scores_")]

    def mean(row):
        values = [float(row[key]) for key in scores if row[key].strip()]
        return sum(values) / len(values) if values else None

    table = [["row", "severity", "treated"]]
    for place, row in enumerate(r for r in data if mean(r) is not None):
        table.append([place, repr(mean(row)), int(row[treatment] == "TRUE")])
    found = fit(program, table, "--engine", "ols")
    for what, published, ours in [
        ("treatment, `lm` over all photographs", "-0.04239", found["estimate"]),
        ("its standard error", "0.02904", found["standardError"]),
    ]:
        yield Entry(
            "Acne cream, five people (arXiv 2302.07547)", what, "the authors' R", published, ours,
            "row order, all people as one, `True ` read as untreated: as published, not as it should be",
        )  # fmt: skip


SLEEP = {
    "tea": {"0889": ("-0.1667", "0.302"), "b6a7": ("-0.2381", "0.567"), "c8ba": ("-0.5727", "0.570")},
    "window": {"1841": ("-0.3333", "0.690"), "27bf": ("-0.8333", "0.764"), "2faf": ("-0.8333", "0.347")},
}


def sleep(program):
    """The classroom trials of sleep: published as autoregressive, and equal to OLS without the first row."""
    for kind, people in SLEEP.items():
        for person, (estimate, error) in people.items():
            plain = [r for r in nights(kind, person)]
            table = [["night", "slept", "treated"]] + plain[1:]
            found = fit(program, table, "--engine", "ols")
            for what, published, ours in [
                ("effect", estimate, found["estimate"]), ("standard error", error, found["standardError"]),
            ]:  # fmt: skip
                yield Entry(
                    "Herbal tea and a cold bedroom, six people", f"{kind} {person}: {what}",
                    "the authors' notebook", published, ours,
                    "called autoregressive there; it is least squares without the first night",
                )  # fmt: skip


def nights(kind, person):
    """Study day, answer and condition of one person, in the order of days."""
    control = {"tea": "No tea", "window": "Regular temperature"}[kind]
    question = "How well did you sleep last night?"
    found = []
    for row in rows("examples/sleep-tea/source", f"measurements_{kind}.csv"):
        if not row["participant_id"].startswith(person):
            continue
        for key, text in row.items():
            if key.endswith("_text") and text == question:
                answer = row[key[: -len("_text")] + "_response"]
                if answer:
                    treated = int(row["current_intervention_name"] == control)
                    found.append((int(row["current_day_of_study"]), answer, treated))
    return [list(each) for each in sorted(found)]


def nile(program):
    data = rows("Tests/Oracles/changepoints/nile.csv")
    table = [["year", "flow"]] + [[1871 + int(r["day"]), r["score"]] for r in data]
    columns = ["--time", "year", "--outcome", "flow"]
    classic = ask(program, ["changes", *columns, "--method", "bai-perron", "--max-changes", "1"], table)
    first = classic["changes"][0]
    yield Entry(
        "Nile at Aswan, 1871-1970", "last year before the change", "Cobb (1978); strucchange `breakpoints`",
        "1898", int(first["time"]) - 1, "",
    )  # fmt: skip
    yield Entry(
        "Nile at Aswan, 1871-1970", "mean before", "strucchange, coef(bp)", "1097.75", first["before"], ""
    )
    yield Entry(
        "Nile at Aswan, 1871-1970", "mean after", "strucchange, coef(bp)", "849.97", first["after"], ""
    )


def real_interest(program):
    data = rows("scripts/scoreboard/data/realint.csv")
    table = [["quarter", "rate"]] + [[r["quarter"], r["rate"]] for r in data]
    columns = ["--time", "quarter", "--outcome", "rate"]
    found = ask(
        program,
        ["changes", *columns, "--method", "bai-perron", "--max-changes", "2", "--min-segment", "15"],
        table,
    )
    for place, (published, name) in enumerate([("47", "1972(3)"), ("79", "1980(3)")]):
        ours = found["changes"][place]["index"] if len(found["changes"]) > place else float("nan")
        yield Entry(
            "Real interest rate of the USA", f"quarters before change {place + 1} ({name})",
            "Bai & Perron (2003); strucchange `breakpoints`, 2 changes by BIC", published, ours, "",
        )  # fmt: skip


def beaver(program):
    data = rows("scripts/scoreboard/data/beav2.csv")
    table = [["reading", "temperature", "outside"]]
    table += [[r["reading"], r["temperature"], r["outside"]] for r in data]
    found = fit(program, table, "--engine", "ml")
    source = "R 4.2.2, nlme 3.1-162, `gls(temp ~ activ, corAR1, method = \"ML\")`"
    rho = found["rho"]
    numbers = [
        ("activity", "0.6141777", found["estimate"]),
        ("its standard error", "0.1087286", found["standardError"]),
        ("autocorrelation", "0.8731771", rho if isinstance(rho, float) else rho["mean"]),
        ("log likelihood", "66.775227", found["logLikelihood"]),
    ]
    for what, published, ours in numbers:
        yield Entry("Beaver outside and inside", what, source, published, ours, "")


SOURCES = [nist, acne, sleep, nile, real_interest, beaver]

# ---- the page

HEAD = """# Scoreboard

Every published number that our data reproduce. `make scoreboard` asks the program again and fails when a number of
ours moved; `make scoreboard RENEW=--renew` writes this page. Numbers of ours have ten significant digits. *Same* means
the same in every digit that was published.
"""

MISSING = """
## Not on this page

NIST's Wampler1 and Wampler2 fit exactly: `n1 fit` refuses them, because nothing is left to measure the uncertainty by.
NoInt1 and NoInt2 have no intercept, which is always there.

nlme's `Ovary` and the `lme` fits of the acne trial: they have random effects over several animals or people, which
`n1 fit` does not estimate. The acne trial's `lme` with AR(1) runs along the rows of a file that is not in the order of
time; what the same data say in the order of time stands in [the examples](../examples/acne/participant-4).

## Claims that are false

What a claim is worth in worlds that nobody chose for this engine, beside Welch's t, a t test on phase means, least
squares and AR(1): [worlds.md](worlds.md). Coverage of the intervals: [calibration.md](calibration.md). Speed beside R
and Python, with machine and load: `make bench`.

## What we do worse

| than | at |
|---|---|
| nlme, brms | random effects, other error structures than AR(1) and rating noise, models written as formulas |
| brms, mcp | priors of one's own; changes of slope or variance with a posterior |
| strucchange, ruptures | changes in regression coefficients; costs beyond the six of `n1 changes` |
| changepoint, ruptures | the search in series without autocorrelation where the penalty is known: theirs are as good, and older |
| CausalImpact | a counterfactual from other series that were not treated |
| SingleCaseES, scan | indices of non-overlap and effect sizes for publication: they have more of them |
| StudyU, N-of-1 Companion | an app on the phone, reminders, photographs, several languages |
| Bearable, Daylio | logging in seconds, and a picture of every day |
"""


def number(value):
    return str(value) if isinstance(value, int) else f"{value:.10g}"


def verdict(entry):
    if isinstance(entry.ours, int):
        return "same" if str(entry.ours) == entry.published else number(entry.ours - int(entry.published))
    if entry.source == "certified value":
        return f"{abs(entry.ours / float(entry.published) - 1):.0e}"
    if rounded(entry.ours, entry.published) == entry.published:
        return "same"
    return f"{entry.ours - float(entry.published):+.1g}"


def page(entries):
    lines = [HEAD]
    group = None
    for entry in entries:
        if entry.group != group:
            group = entry.group
            lines += ["", f"## {group}", "", "| number | source | theirs | ours | difference | reason |"]
            lines.append("|---|---|---|---|---|---|")
        theirs = f"{float(entry.published):.10g}" if entry.source == "certified value" else entry.published
        cells = [entry.what, entry.source, theirs, number(entry.ours), verdict(entry), entry.reason]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n" + MISSING


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    text = page([entry for source in SOURCES for entry in source(os.path.abspath(options.program))])
    if options.renew:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(text)
        return
    with open(PAGE, encoding="utf-8") as file:
        before = file.read()
    moved = [line for line in text.split("\n") if line not in before.split("\n")]
    if moved or text != before:
        print("docs/scoreboard.md: these lines moved:", *moved, sep="\n", file=sys.stderr)
        sys.exit(1)
    print(f"docs/scoreboard.md: all {text.count(chr(10) + '| ')} lines hold.")


if __name__ == "__main__":
    main()
