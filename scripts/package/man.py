#!/usr/bin/env python3
"""Manual pages from the argument parser's own description of the commands.

    man.py PROGRAM FOLDER    writes n1.1 and n1-COMMAND.1 for every command into FOLDER

What a page says is what `n1 COMMAND --help` says: nothing is written twice.
"""
import json
import os
import re
import subprocess
import sys

CODES = [
    ("0", "done"),
    ("1", "the data or the plan do not allow it; the message says why"),
    ("2", "wrong use of the command line, or a file that cannot be read or written"),
    ("130", "interrupted"),
]


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def paragraphs(text):
    """Prose flows; what is indented is shown as it stands."""
    out, shown = [], False
    for line in text.strip("\n").split("\n"):
        indented = line.startswith("  ")
        if indented != shown:
            out.append(".EX\n.RS" if indented else ".RE\n.EE")
            shown = indented
        if line.strip():
            out.append(escaped(line[2:] if indented else line))
        elif not shown:
            out.append(".PP")
    if shown:
        out.append(".RE\n.EE")
    return "\n".join(out)


def spelled(name):
    return ("-" if name["kind"] == "short" else "--") + name["name"]


def values(argument):
    said = []
    if argument.get("allValues"):
        said.append("One of " + ", ".join(argument["allValues"]) + ".")
    if "defaultValue" in argument and argument["kind"] != "flag":
        said.append("Default: %s." % argument["defaultValue"])
    return said


def option(argument):
    if argument["kind"] == "positional":
        head = "\\fI%s\\fR" % escaped(argument["valueName"])
    else:
        head = ", ".join("\\fB%s\\fR" % escaped(spelled(n)) for n in argument["names"])
        if argument["kind"] == "option":
            head += " \\fI%s\\fR" % escaped(argument["valueName"])
    text = " ".join([argument.get("abstract", "")] + values(argument))
    return ".TP\n%s\n%s" % (head, escaped(text) or "\\&")


def synopsis(command, path):
    words = ["\\fB%s\\fR" % escaped(" ".join(path))]
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True):
            continue
        if argument["kind"] == "positional":
            word = "\\fI%s\\fR" % escaped(argument["valueName"])
        else:
            word = "\\fB%s\\fR" % escaped(spelled(argument["preferredName"]))
            if argument["kind"] == "option":
                word += " \\fI%s\\fR" % escaped(argument["valueName"])
        if argument["isRepeating"]:
            word += " ..."
        words.append("[%s]" % word if argument["isOptional"] else word)
    return "\n".join(words)


def page(command, path, version, others):
    title = "-".join(path)
    lines = [
        '.TH %s 1 "" "n1 %s" "Trials on one person"' % (escaped(title).upper(), version),
        ".SH NAME",
        "%s \\- %s" % (escaped(title), escaped(command["abstract"].rstrip("."))),
        ".SH SYNOPSIS",
        synopsis(command, path),
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION", paragraphs(command["discussion"])]
    shown = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    if shown:
        lines += [".SH OPTIONS"] + [option(argument) for argument in shown]
    commands = [c for c in command.get("subcommands", []) if c["commandName"] != "help"]
    if commands:
        lines.append(".SH COMMANDS")
        for each in commands:
            lines.append(
                ".TP\n\\fB%s\\fR\n%s"
                % (escaped("%s %s" % (path[0], each["commandName"])), escaped(each["abstract"]))
            )
    lines.append(".SH EXIT STATUS")
    lines += [".TP\n%s\n%s" % (code, escaped(text)) for code, text in CODES]
    if others:
        lines += [
            ".SH SEE ALSO",
            ",\n".join("\\fB%s\\fR(1)" % escaped(o) for o in others),
        ]
    return "\n".join(lines) + "\n"


def write(folder, name, text):
    with open(os.path.join(folder, name + ".1"), "w", encoding="utf-8") as file:
        file.write(text)


def main(program, folder):
    def ask(*arguments):
        return subprocess.run(
            [program, *arguments], check=True, capture_output=True, text=True
        ).stdout

    root = json.loads(ask("--experimental-dump-help"))["command"]
    version = ask("--version").strip()
    commands = [c for c in root["subcommands"] if c["commandName"] != "help"]
    os.makedirs(folder, exist_ok=True)
    write(folder, "n1", page(root, ["n1"], version, ["n1-" + c["commandName"] for c in commands]))
    for command in commands:
        path = ["n1", command["commandName"]]
        write(folder, "-".join(path), page(command, path, version, ["n1"]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
