"""The tables of docs/worlds.md."""

from collections import Counter, defaultdict

from scipy import stats

import others

CLAIMS = {"helped", "helped-a-little", "worse"}


def percent(rows, holds):
    """Per cent, with a decimal where the trials carry one."""
    if not rows:
        return "-"
    return f"{100 * sum(map(holds, rows)) / len(rows):.{1 if len(rows) >= 400 else 0}f}"


def better(row):
    return (row["grade"] or "") in ("A", "B")


def claims(row):
    return row["verdict"] in CLAIMS


def right(row):
    """A claim of the side that is true (every true effect here is an improvement)."""
    return claims(row) and row["verdict"] != "worse"


def covers(row):
    return row["lower"] <= row["truth"] <= row["upper"]


def beside(rows):
    """Of each other method: claims, and how often its interval holds the truth; then how often a change
    was found."""
    def said(name):
        return [(row["others"][name], row["truth"]) for row in rows if name in row["others"]]

    def effect(name):
        found = said(name)
        if not found:
            return "-"
        claim = sum(low > 0 or high < 0 for (_, low, high), _ in found)
        held = sum(low <= truth <= high for (_, low, high), truth in found)
        return f"{100 * claim / len(found):.0f} ({100 * held / len(found):.0f})"

    def change(name):
        found = said(name)
        return f"{100 * sum(count > 0 for count, _ in found) / len(found):.0f}" if found else "-"
    return ([percent([row for row in rows if row.get("changed") is not None], lambda r: r["changed"])]
            + [effect(name) for name in others.EFFECTS] + [change(name) for name in others.CHANGES])


def line(world, design, rows, isTrue):
    answered = [row for row in rows if "verdict" in row]
    graded = [row for row in answered if row["grade"]]
    grades = Counter(row["grade"] for row in graded)
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
        " ".join(f"{grade}{100 * grades[grade] / len(graded):.0f}" for grade in "ABCD"
                 if grades[grade]) if graded else "-",
        percent(rows, lambda r: "refused" in r),
    ]) + " |"


def beside_line(world, design, rows):
    count = sum(1 for row in rows if row["others"])
    return "| " + " | ".join([world.name, design, str(count)] + beside(rows)) + " |"


HEAD = ["world", "design", "trials", "engine", "interval holds", "claim", "claim at A/B", "none",
        "none at A/B", "none if fast", "cannot tell", "claim and stop", "grades", "refused"]
BESIDE = ["world", "design", "trials", "n1: a change"] + others.EFFECTS + others.CHANGES


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
        text += ["", f"### {title}: what others say of the same diaries", "", head(BESIDE)]
        for world in worlds:
            for design in world.designs:
                asked = [row for row in cell[world.name, design] if row["others"]]
                if asked:
                    text.append(beside_line(world, design, asked))
        text.append("")
    if look:
        text += ["## Seven weekly looks, no effect", "", head(
            ["design", "today is", "trials", "ever a claim", "ever a claim at A/B",
             "ever a claim and stop", "ever none and stop", "looks with a claim and stop"])]
        text += [look_line(design, asked, rows) for (design, asked), rows in look.items()]
    return "\n".join(text)


def beyond(results, cells, level=0.05):
    """Worlds without an effect where the claims at A or B exceed 5 % by more than chance (one-sided .975,
    Clopper and Pearson), those whose truth the design cannot see aside."""
    found = []
    for world in cells.NONE:
        for design in world.designs:
            rows = [row for row in results if row.get("world") == world.name
                    and row["design"] == design and "verdict" in row and "look" not in row]
            count = sum(claims(row) and better(row) for row in rows)
            if count and stats.beta.ppf(0.025, count, len(rows) - count + 1) > level:
                found.append(f"- {world.name}, {design}: {count} of {len(rows)}"
                             + (f" ({world.limit})" if world.limit else ""))
    text = ["## Claims at A or B beyond 5 %", "",
            "Cells in which more than 5 % of trials without an effect were claims at grade A or B, by more "
            "than the simulation's own error (exact, one-sided 2.5 %):", ""]
    return "\n".join(text + (found or ["None."]))


def narrow(results, cells, least=0.92):
    """Cells whose 95 % interval holds the truth in fewer than 92 of 100 trials by more than chance (one-sided
    .975, Clopper and Pearson): the declared limits."""
    found = []
    for world in cells.ALL:
        for design in world.designs:
            rows = [row for row in results if row.get("world") == world.name
                    and row["design"] == design and "estimate" in row and "look" not in row]
            held = sum(row["lower"] <= row["truth"] <= row["upper"] for row in rows)
            if rows and held < len(rows) and stats.beta.ppf(0.975, held + 1, len(rows) - held) < least:
                found.append(f"- {world.name}, {design}: {100 * held / len(rows):.1f} of 100 ({len(rows)} trials)"
                             + (f" ({world.limit})" if world.limit else ""))
    text = ["## Intervals that hold less often than they say", "",
            "Cells in which the 95 % interval holds the true difference in fewer than 92 of 100 trials, by more than "
            "the simulation's own error (exact, one-sided 2.5 %). These are "
            "the declared limits of the default engine: a level that wanders, or jumps, for as long as the trial "
            "lasts, under few changes; courses that one change cannot be told from; days that are missing "
            "because of how they were; effects that come or go more slowly than the phases.", ""]
    return "\n".join(text + (found or ["None."]))


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
                    and row["design"] == design and row.get("sentence")]
            if rows:
                row = next(filter(claims, rows), rows[0])
                text.append(f"- {design}, grade {row['grade']}: {row['sentence']} "
                            + " ".join(row["reasons"]))
        text.append("")
    return "\n".join(text)


def page(template, results, cells):
    return template.format(tables=table(results, cells), beyond=beyond(results, cells),
                           narrow=narrow(results, cells), limits=limits(results, cells))
