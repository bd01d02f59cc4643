"""Writes an Apple Health export of a given size from a small pattern.

    python3 make_health.py MEGABYTES FILE

Simulated: steps and heart rates of a phone and a watch, nights in stages, food, from 2021 on.
"""
import datetime
import sys

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
<HealthData locale="en_US">
 <ExportDate value="2026-08-20 15:00:00 +0200"/>
"""
DEVICE = ("&lt;&lt;HKDevice: 0x28, name:Watch, manufacturer:Apple Inc., model:Watch,"
          " hardware:Watch6,2, software:9.1&gt;")


def stamp(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S +0200")


def quantity(kind, unit, value, start, minutes, source):
    end = start + datetime.timedelta(minutes=minutes)
    return (f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" '
            f'sourceVersion="9.1" device="{DEVICE}" unit="{unit}" creationDate="{stamp(end)}" '
            f'startDate="{stamp(start)}" endDate="{stamp(end)}" value="{value}"/>\n')


def night(start, number):
    text = []
    for index, stage in enumerate(["Core", "Deep", "Core", "REM", "Core"]):
        begin = start + datetime.timedelta(minutes=80 * index)
        end = begin + datetime.timedelta(minutes=70 + number % 11)
        text.append(
            f' <Record type="HKCategoryTypeIdentifierSleepAnalysis" sourceName="Sam\u2019s\u00a0Watch" '
            f'sourceVersion="9.1" creationDate="{stamp(end)}" startDate="{stamp(begin)}" '
            f'endDate="{stamp(end)}" value="HKCategoryValueSleepAnalysisAsleep{stage}">\n'
            '  <MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>\n </Record>\n')
    return "".join(text)


def main():
    wanted = int(sys.argv[1]) * 1_000_000
    written = 0
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        written += file.write(HEAD)
        day = datetime.datetime(2021, 1, 1)
        number = 0
        while written < wanted:
            morning = day + datetime.timedelta(hours=7)
            parts = []
            for index in range(400):
                at = morning + datetime.timedelta(minutes=2 * index)
                parts.append(quantity("StepCount", "count", 20 + (number + index) % 90, at, 2, "Phone"))
                parts.append(quantity("StepCount", "count", 22 + (number + index) % 90, at, 2, "Watch"))
                parts.append(quantity("HeartRate", "count/min", 55 + (index * 7) % 60, at, 0, "Watch"))
            parts.append(quantity("BodyMass", "lb", 150 + number % 5, morning, 0, "Scale"))
            parts.append(quantity("DietarySugar", "g", 30 + number % 40, morning, 0, "Food"))
            parts.append(night(day + datetime.timedelta(hours=23), number))
            written += file.write("".join(parts))
            day += datetime.timedelta(days=1)
            number += 1
        file.write("</HealthData>\n")


main()
