"""The tables of docs/worlds.md."""

from collections import Counter, defaultdict

CLAIMS = {"helped", "helped-a-little", "worse"}
OTHERS = ["Welch t", "t on phase means", "OLS with trend", "GLS AR(1)"]


def percent(rows, holds):
    return f"{100 * sum(map(holds, rows)) / len(rows):.0f}" if rows else "-"


def better(row):
    return row["grade"] in "AB"


def claims(row):
    return row["verdict"] in CLAIMS


def right(row):
    """A claim of the side that is true (every true effect here is an improvement)."""
    return claims(row) and row["verdict"] != "worse"


def covers(row):
    return row["lower"] <= row["truth"] <= row["upper"]


def beside(rows):
    """Of each usual analysis: claims, and how often its interval holds the truth."""
    cells = []
    for name in OTHERS:
        found = [(row["others"][name], row["truth"]) for row in rows
                 if name in (row.get("others") or {})]
        if not found:
            cells.append("-")
            continue
        claim = sum(low > 0 or high < 0 for (_, low, high), _ in found)
        held = sum(low <= truth <= high for (_, low, high), truth in found)
        cells.append(f"{100 * claim / len(found):.0f} ({100 * held / len(found):.0f})")
    return cells


def line(world, design, rows, isTrue):
    answered = [row for row in rows if "verdict" in row]
    grades = Counter(row["grade"] for row in answered)
    engine = Counter(row["engine"] for row in answered).most_common(1)
    claim = percent(answered, claims)
    if isTrue:
        claim += f" ({percent(answered, right)})"
    return "| " + " | ".join([
        world.name, design, str(len(rows)), engine[0][0] if engine else "-",
        percent(answered, covers), claim, percent(answered, lambda r: claims(r) and better(r)),
        percent(answered, lambda r: r["verdict"] == "no-worthwhile-difference"),
        percent(answered, lambda r: r["verdict"] == "no-worthwhile-difference" and better(r)),
        percent(answered, lambda r: r["verdict"] == "no-worthwhile-difference-if-fast"),
        percent(answered, lambda r: r["verdict"] == "cannot-tell"),
        percent(answered, lambda r: claims(r) and r["stop"]),
        " ".join(f"{grade}{100 * grades[grade] / len(answered):.0f}" for grade in "ABCD"
                 if grades[grade]) if answered else "-",
        percent(rows, lambda r: "refused" in r),
    ] + beside(rows)) + " |"


HEAD = ["world", "design", "trials", "engine", "interval holds", "claim", "claim at A/B", "none",
        "none at A/B", "none if fast", "cannot tell", "claim and stop", "grades", "refused"] + OTHERS


def head(names):
    return "| " + " | ".join(names) + " |\n|" + "---|" * len(names)


def look_line(design, asked, rows):
    trials = defaultdict(list)
    for row in rows:
        trials[row["trial"]].append(row)

    def ever(holds):
        return percent(list(trials.values()), lambda looks: any(map(holds, looks)))

    def said(row):
        return "verdict" in row
    return "| " + " | ".join([
        design, "the day of the look" if asked else "long after the end", str(len(trials)),
        ever(lambda r: said(r) and claims(r)),
        ever(lambda r: said(r) and claims(r) and better(r)),
        ever(lambda r: said(r) and claims(r) and r["stop"]),
        ever(lambda r: said(r) and r["verdict"] == "no-worthwhile-difference" and r["stop"]),
        percent([r for r in rows if said(r)], lambda r: claims(r) and r["stop"]),
    ]) + " |"


def table(results, cells):
    cell = defaultdict(list)
    look = defaultdict(list)
    for row in results:
        if "look" in row:
            look[row["design"], row["today"]].append(row)
        else:
            cell[row["world"], row["design"]].append(row)
    text = []
    for title, worlds, isTrue in [("No effect", cells.NONE, False), ("A true effect", cells.EFFECT, True)]:
        text += [f"## {title}", "", head(HEAD)]
        text += [line(world, design, cell[world.name, design], isTrue)
                 for world in worlds for design in world.designs if cell[world.name, design]]
        text.append("")
    if look:
        text += ["## Seven weekly looks, no effect", "", head(
            ["design", "today is", "trials", "ever a claim", "ever a claim at A/B",
             "ever a claim and stop", "ever none and stop", "looks with a claim and stop"])]
        text += [look_line(design, asked, rows) for (design, asked), rows in look.items()]
    return "\n".join(text)


def limits(results, cells):
    """The worlds whose truth their design cannot see, with what the report says there."""
    text = ["## What a design cannot see", "",
            "In these worlds the words have to carry what the numbers cannot. The sentence is that of the "
            "first claim of each design, or of its first trial where nothing was claimed.", ""]
    for world in cells.ALL:
        if not world.limit:
            continue
        text += [f"**{world.name}.** {world.limit}", ""]
        for design in world.designs:
            rows = [row for row in results if row.get("world") == world.name
                    and row["design"] == design and "verdict" in row]
            if rows:
                row = next(filter(claims, rows), rows[0])
                text.append(f"- {design}, grade {row['grade']}: {row['sentence']} "
                            + " ".join(row["reasons"]))
        text.append("")
    return "\n".join(text)


def page(template, results, cells):
    return template.format(tables=table(results, cells), limits=limits(results, cells))
