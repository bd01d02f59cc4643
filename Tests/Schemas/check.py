"""Holds what n1 prints as JSON against docs/schemas.

    python3 Tests/Schemas/check.py --n1 .build/debug/n1

Runs every command that prints facts on trials of the repository and on one that it makes, and checks that:

- the object fits its schema, and the schema refuses it once a key is added to it or taken from it;
- --compact prints the same value on one line, or one object a line where --json prints an array;
- every plan of the repository fits the schema of the plan file, and a mistyped key does not.

Needs Python 3.9 with jsonschema and PyYAML. Exit code 0 when all is well, 1 with one line a problem, 3
without these packages. With --write it prints nothing and writes the schemas of outputs anew from what the
commands print today; read the difference before it is committed.
"""

import argparse
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as missing:
    print(f"{missing}; pip install jsonschema pyyaml")
    sys.exit(3)

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANSWERS = "examples/stories/rosacea-dairy/answers.yaml"

# Objects whose keys are the person's or the world's, not the format's.
MAPS = {"words"}

PLAN = """title: Dairy and itch
outcomes:
  - {id: itch, name: worst itch, primary: true, scale: {from: 0, to: 10, better: lower}, worthwhile: 1}
  - {id: poem, instrument: poem, every: 7}
conditions:
  - {id: usual, name: as usual}
  - {id: free, name: dairy-free, against: usual}
schedule:
  start: 2026-03-02
  phases:
    - {condition: usual, days: 14}
    - {condition: free, days: 14}
"""

PILLS = """template: supplement
condition: acne
start: 2026-03-02
worthwhile: 4
design: block-pairs
pairs: 1
period: 42
safety: {age: 36, red-flags-gut: no, red-flags-skin: no, changes-medicine: no, pregnant: no, anticoagulant: no,
  product-allergy: no, kidney-or-calcium: no, calcium-medicine: no, vitamin-a-medicine: no}
"""

EXAMPLES = [
    "dairy-rosacea", "milk-back", "acne/participant-1", "acne/participant-3", "acne/participant-4",
    "sleep-tea/tea-0889", "sleep-tea/tea-b6a7", "sleep-tea/tea-c8ba", "sleep-tea/window-1841",
]

# For each schema the commands whose output it describes, run one after the other in one folder with the
# trials t (running, logged), new (nothing logged) and the examples.
COMMANDS = {
    "status": [
        ["status", "t"], ["status", "new"], ["status", "old"], ["status", "stopped"],
        ["status", "examples/milk-back"],
        # While a trial runs, or nothing was logged, this is all that there is to tell.
        ["report", "t"], ["analyze", "t"], ["evidence", "t"], ["changes", "t"], ["report", "new"],
    ],
    "today": [["today", "t"], ["today", "new"], ["today", "old"], ["today", "stopped"]],
    "log": [
        ["log", "t", "itch=4", "--note", "pizza at work"],
        ["log", "t", "itch=5", "--correct", "wrong day"],
        ["log", "t", "itch=5", "reaction=hives"],
        ["log", "t", "poem.itch=4", "poem.sleep=2", "--date", "2026-03-09"],
    ],
    "undo": [["log", "t", "--undo"], ["log", "t", "--undo"]],
    "events": [["events", "t"], ["events", "stopped"]],
    "import": [
        ["import", "scores.csv", "--trial", "t"], ["import", "scores.csv", "--trial", "t", "--dry-run"],
        ["import", "other.csv", "--trial", "t", "--map", "itch=mood"],
    ],
    "look": [["import", "other.csv", "--trial", "t", "--list"], ["import", "other.csv", "--trial", "t"]],
    "seal": [["seal", "new"]],
    "seal-check": [["seal", "new", "--check"], ["seal", "new", "--verify"]],
    "plan": [
        ["plan", "--answers", ANSWERS, "--seed", "1", "--output", "made"], ["plan", "--check", "t"],
        ["plan", "--check", "examples/milk-back"],
    ],
    "amend": [["amend", "t", "--on", "2026-03-20", "--note", "--reason", "a trip"]],
    "calendar": [["calendar", "t"], ["calendar", "stopped"], ["calendar", "examples/milk-back"]],
    "check": [["check", "t"], ["check", "new"]] + [["check", f"examples/{name}"] for name in EXAMPLES],
    # A folder of trials: who runs, has not begun, has left, never began.
    "check-series": [["check", "many"], ["check", "examples/acne"]],
    "evidence": [["evidence", f"examples/{name}"] for name in EXAMPLES],
    "power": [
        ["power", "examples/dairy-rosacea", "--replicates", "100"],
        ["power", "examples/dairy-rosacea", "--replicates", "100", "--compare"],
        ["power", "examples/milk-back", "--replicates", "100"],
        ["power", "examples/acne/participant-4", "--replicates", "100"], ["power", "t", "--replicates", "100"],
    ],
    "calibrate": [
        ["calibrate", "examples/dairy-rosacea", "--replicates", "100"],
        ["calibrate", "examples/acne/participant-4", "--replicates", "100"],
    ],
    "fit": [
        ["fit", "table.csv", "--time", "day", "--outcome", "y", "--exposure", "x"],
        ["fit", "table.csv", "--time", "day", "--outcome", "y", "--exposure", "x", "--mcid", "1"],
        ["fit", "table.csv", "--time", "day", "--outcome", "y", "--exposure", "x", "--engine", "onset"],
        ["fit", "table.csv", "--time", "day", "--outcome", "y", "--exposure", "x", "--engine", "ols"],
    ],
    "fits": [
        ["fit", "two.csv", "--time", "day", "--outcome", "y", "--exposure", "x", "--by", "who"],
        ["fit", "table.csv", "short.csv", "--time", "day", "--outcome", "y", "--exposure", "x"],
    ],
    "changes": [
        ["changes", "table.csv", "--time", "day", "--outcome", "y"],
        ["changes", "table.csv", "--time", "day", "--outcome", "y", "--switch", "20"],
        ["changes", "examples/dairy-rosacea"],
    ],
    "written": [
        ["sheet", "t", "--output", "sheet.html"], ["page", "t", "--output", "diary.html"],
        ["page", "t", "--app", "app"], ["export", "t", "--output", "out"],
        ["export", "t", "--format", "fhir", "--output", "bundle.json"], ["backup", "t", "--output", "copy"],
        ["simulate", "t", "--output", "simulated"],
    ],
    "guess": [["blind", "pills", "--guess", "supplement"], ["blind", "pills", "--guess", "unknown"]],
    "unblind": [["unblind", "pills", "--key", "key.yaml"]],
    "templates": [["templates"], ["templates", "dairy-free-6w", "--condition", "rosacea"]],
    "instruments": [["instruments"], ["instruments", "poem"]],
    "score": [
        ["score", "poem", "itch=3", "sleep=2", "bleeding=0", "weeping=0", "cracking=1", "flaking=2",
         "dryness=4"],
    ],
}

# Outputs of trials that have ended; the others are those of a day in the middle.
AFTERWARDS = {"evidence", "changes", "report", "unblind"}
# Outputs of several series, one of which is refused.
REFUSED = {"fits"}

# Outputs whose schema is written by hand elsewhere.
ENDED = "2026-12-01"
BY_HAND = {"report": ["report", "examples/dairy-rosacea", "--format", "json"]}


def run(n1, arguments, folder, name="", today=None):
    today = today or (ENDED if name in AFTERWARDS else "2026-03-10")
    done = subprocess.run(
        [n1, *arguments], cwd=folder, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC", "N1_TODAY": today})
    if done.returncode > (name in REFUSED):
        raise RuntimeError(f"n1 {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def prepare(n1, folder):
    """The trials that the commands name."""
    os.symlink(ROOT / "examples", folder / "examples")
    for name, start in (("t", "2026-03-02"), ("new", "2026-03-02"), ("stopped", "2026-03-02"),
                        ("old", "2025-01-01")):
        (folder / name).mkdir()
        (folder / name / "plan.yaml").write_text(PLAN.replace("2026-03-02", start))
    (folder / "scores.csv").write_text("date,itch,mood\n2026-03-03,5,1\n2026-03-04,6,2\n")
    (folder / "other.csv").write_text("date,mood\n2026-03-05,5\n2026-03-04,7\n")
    rows = "".join(f"{day},{(day * 7) % 5 + (2 if day < 20 else 0)},{int(day >= 20)}\n" for day in range(40))
    (folder / "table.csv").write_text("day,y,x\n" + rows)
    (folder / "short.csv").write_text("day,y,x\n" + "".join(rows.splitlines(True)[:4]))
    two = [f"{row},{who}" for who in ("Ada", "Ben") for row in rows.split()]
    (folder / "two.csv").write_text("day,y,x,who\n" + "\n".join(two) + "\n")
    (folder / "pills.yaml").write_text(PILLS)
    run(n1, ["plan", "--answers", "pills.yaml", "--output", "pills"], folder, today="2026-02-20")
    run(n1, ["blind", "pills", "--key", "key.yaml"], folder, today="2026-02-21")
    run(n1, ["log", "stopped", "itch=4", "reaction=trouble breathing"], folder)
    for name, start in (("runs", "2026-03-02"), ("waits", "2026-03-02"), ("left", "2026-03-02"),
                        ("never", "2025-01-01")):
        (folder / "many" / name).mkdir(parents=True)
        (folder / "many" / name / "plan.yaml").write_text(PLAN.replace("2026-03-02", start))
    run(n1, ["log", "many/runs", "itch=4"], folder)
    run(n1, ["log", "many/left", "itch=4"], folder)
    run(n1, ["amend", "many/left", "--on", "2026-03-10", "--stop", "--reason", "moved away"], folder)


def outputs(n1, folder):
    """Name of the schema, command and value, in the order of the commands."""
    for name, commands in COMMANDS.items():
        for command in commands:
            yield name, command, json.loads(run(n1, [*command, "--json"], folder, name))


# MARK: Schemas from values

def inferred(values):
    """The narrowest schema that all of the values fit."""
    kinds = []
    for kind, test in (
        ("null", lambda v: v is None), ("boolean", lambda v: isinstance(v, bool)),
        ("number", lambda v: isinstance(v, (int, float)) and not isinstance(v, bool)),
        ("string", lambda v: isinstance(v, str)), ("array", lambda v: isinstance(v, list)),
        ("object", lambda v: isinstance(v, dict)),
    ):
        if any(test(v) for v in values):
            kinds.append(kind)
    schema = {"type": kinds[0] if len(kinds) == 1 else kinds}
    texts = [v for v in values if isinstance(v, str)]
    if texts and all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) for text in texts):
        schema["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
    items = [item for v in values if isinstance(v, list) for item in v]
    if "array" in kinds and items:
        schema["items"] = inferred(items)
    objects = [v for v in values if isinstance(v, dict)]
    if objects:
        keys = list(dict.fromkeys(key for v in objects for key in v))
        schema["additionalProperties"] = False
        schema["properties"] = {
            key: inferred([v[key] for v in objects if key in v]) for key in keys}
        required = [key for key in keys if all(key in v for v in objects)]
        if required:
            schema["required"] = required
    return schema


def write(n1, folder):
    found = {}
    for name, command, value in outputs(n1, folder):
        found.setdefault(name, []).append(value)
    for name, values in found.items():
        schema = {"$schema": DIALECT, "title": f"What n1 prints: {name}", **inferred(values)}
        (SCHEMAS / f"{name}.schema.json").write_text(
            json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


# MARK: Checking

def spoilt(value):
    """The value with a key too many, and with one too few, in its first object."""
    for change in ("added", "taken"):
        copied = copy.deepcopy(value)
        place = copied
        while isinstance(place, list) and place:
            place = place[0]
        if not isinstance(place, dict):
            continue
        if change == "added":
            place["addedKey"] = 1
        else:
            place.pop(next(iter(place)))
        yield change, copied


def check_outputs(n1, folder):
    problems = []
    compact = {"status", "today", "events", "calendar", "check", "check-series", "changes", "templates", "instruments", "score"}
    for name, command, value in outputs(n1, folder):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        told = f"n1 {' '.join(command)} --json"
        for error in list(validator.iter_errors(value))[:3]:
            problems.append(f"{told}: {list(error.path)}: {error.message[:200]}")
        for change, wrong in spoilt(value):
            if validator.is_valid(wrong):
                problems.append(f"{told}: fits its schema with a key {change}")
        if name in compact:
            lines = run(n1, [*command, "--compact"], folder, name).splitlines()
            again = [json.loads(line) for line in lines]
            if (again if isinstance(value, list) else again[0]) != value:
                problems.append(f"{told}: --compact prints another value")
    report = json.loads(run(n1, BY_HAND["report"], folder, "report"))
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text())
    for error in list(Draft202012Validator(schema).iter_errors(report))[:3]:
        problems.append(f"report: {list(error.path)}: {error.message[:200]}")
    return problems


class PlanLoader(yaml.SafeLoader):
    """Days, yes and no stay text, as n1 reads them."""


PlanLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found
             if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlanLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def check_plans(folder):
    schema = json.loads((SCHEMAS / "plan-file.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    problems = []
    files = sorted(ROOT.glob("examples/**/plan.yaml")) + sorted(ROOT.glob("Tests/n1Tests/Cases/*/plan.yaml"))
    for file in [*files, folder / "made" / "plan.yaml"]:
        plan = yaml.load(file.read_text(), PlanLoader)
        for error in list(validator.iter_errors(plan))[:3]:
            problems.append(f"{file}: {list(error.path)}: {error.message[:200]}")
        for change, wrong in spoilt(plan):
            if validator.is_valid(wrong):
                problems.append(f"{file}: fits the schema with a key {change}")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n1", required=True, type=os.path.abspath)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="n1-schemas-") as name:
        folder = Path(name)
        prepare(options.n1, folder)
        if options.write:
            write(options.n1, folder)
            return 0
        problems = check_outputs(options.n1, folder) + check_plans(folder)
    print("\n".join(problems) if problems else f"{len(COMMANDS) + 2} schemas hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
