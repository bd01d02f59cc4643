"""The work of `n1 import` on an Apple Health export with Python's own streaming parser.

    python3 python_health.py FILE

Sums of steps a source and day, means of heart rates, hours of sleep by joined spans.
"""
import collections
import datetime
import sys
import xml.etree.ElementTree as tree

PREFIX = len("HKQuantityTypeIdentifier")


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")


def main():
    steps = collections.defaultdict(float)
    rates = collections.defaultdict(lambda: [0.0, 0])
    nights = collections.defaultdict(list)
    root = None
    for event, element in tree.iterparse(sys.argv[1], events=("start", "end")):
        if event == "start":
            root = element if root is None else root
            continue
        if element.tag != "Record":
            continue
        kind = element.get("type")
        day = element.get("startDate")[:10]
        if kind == "HKQuantityTypeIdentifierStepCount":
            steps[day, element.get("sourceName")] += float(element.get("value"))
        elif kind == "HKQuantityTypeIdentifierHeartRate":
            total = rates[day]
            total[0] += float(element.get("value"))
            total[1] += 1
        elif kind == "HKCategoryTypeIdentifierSleepAnalysis":
            start, end = moment(element.get("startDate")), moment(element.get("endDate"))
            nights[end.date()].append((start, end))
        root.clear()
    asleep = {}
    for day, spans in nights.items():
        total, last = 0.0, None
        for start, end in sorted(spans):
            begin = start if last is None else max(start, last)
            total += max(0.0, (end - begin).total_seconds())
            last = end if last is None else max(last, end)
        asleep[day] = total / 3600
    print(len(steps), len(rates), len(asleep))


main()
