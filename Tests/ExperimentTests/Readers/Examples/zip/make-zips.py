"""Makes the archives of the tests beside it, from the examples and by Python's zipfile.

python3 make-zips.py     (Python 3.11; the same bytes each time)
"""
import io
import pathlib
import zipfile

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parent


def example(name):
    return (EXAMPLES / name).read_bytes()


def add(archive, name, content, method=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name, date_time=(2026, 3, 4, 12, 0, 0))
    info.compress_type = method
    archive.writestr(info, content)


def write(name, entries, method=zipfile.ZIP_DEFLATED, comment=b""):
    with zipfile.ZipFile(HERE / name, "w") as archive:
        archive.comment = comment
        for entry, content in entries:
            add(archive, entry, content, method)


class Pipe(io.RawIOBase):
    """Where nothing can be gone back to, so that sizes follow the data (bit 3 of the flags)."""

    def __init__(self):
        self.bytes = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.bytes += data
        return len(data)


health = "apple_health_export/"
write(
    "apple-health.zip",
    [
        (health, b""),
        (health + "export_cda.xml", b"<?xml version=\"1.0\"?>\n<ClinicalDocument/>\n"),
        (health + "electrocardiograms/ecg_2026-03-04.csv", b"Name,A\nDate,2026-03-04\n"),
        (health + "workout-routes/route_2026-03-04.gpx", b"<gpx/>\n"),
        (health + "export.xml", example("apple-health.xml")),
        ("__MACOSX/apple_health_export/._export.xml", b"\0\5\26\7<HealthData"),
    ],
)
pipe = Pipe()
with zipfile.ZipFile(pipe, "w") as archive:
    add(archive, "daylio_export.csv", example("daylio.csv"))
(HERE / "streamed.zip").write_bytes(pipe.bytes)
assert pipe.bytes[6] & 8

limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, 1
write("zip64.zip", [("fhir.json", example("fhir.json"))])
zipfile.ZIP64_LIMIT = limit
assert b"PK\6\6" in (HERE / "zip64.zip").read_bytes()

write(
    "stored.zip",
    [("long.csv", example("long.csv"))],
    method=zipfile.ZIP_STORED,
    comment=b"PK\5\6 is in this comment, and ends nothing",
)
write("bzip2.zip", [("long.csv", example("long.csv"))], method=zipfile.ZIP_BZIP2)

fit = "Takeout/Fit/Daily activity metrics/"
write(
    "takeout.zip",
    [
        ("Takeout/archive_browser.html", b"<html></html>\n"),
        (fit + "2026-03-04.csv", b"Start time,End time,Move Minutes count\n"),
        (fit + "2026-03-05.csv", b"Start time,End time,Move Minutes count\n"),
        (fit + "Daily activity metrics.csv", example("google-fit.csv")),
    ],
)
fitbit = "Takeout/Fitbit/Global Export Data/"
write(
    "fitbit.zip",
    [
        (fitbit + "sleep-2026-03-04.json", example("fitbit-sleep.json")),
        (fitbit + "steps-2026-03-04.json", example("steps-2026-03-04.json")),
    ],
)
write(
    "two-apps.zip",
    [("daylio_export.csv", example("daylio.csv")), ("oura.csv", example("oura-trends.csv"))],
)
rows = "".join(f"{row % 1000 * 7919 % 10007}\n" for row in range(300_000))
write("long.zip", [("rows.csv", rows.encode())])
write("health-connect.zip", [("health_connect_export.db", b"SQLite format 3\0")])
write("spreadsheet.zip", [("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>")])
write("pictures.zip", [("holiday/beach.jpg", b"\xff\xd8"), ("holiday/read me.md", b"# Sun\n")])
# Seventeen million zeros.
write("bomb.zip", [("diary.csv", b"date,itch\n" + b"0" * (17 << 20))])
