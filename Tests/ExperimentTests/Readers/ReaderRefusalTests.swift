import Experiment
@testable import ExperimentText
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Testing

@Suite("What readers refuse, and what they say")
struct ReaderRefusalTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let file: String
        let text: String
        let sentence: String
        var format: String? = nil

        var testDescription: String { sentence }
    }

    static let cases = [
        Case(
            file: "a.csv", text: "date,itch\n03/04/2026,4\n",
            sentence:
                "a.csv:2, column \"date\": found \"03/04/2026\", which is 2026-04-03 with the day "
                + "first and 2026-03-04 with the month first; expected something that tells which. "
                + "Add --date-order dmy when the day comes first, or --date-order mdy when the month "
                + "does."),
        Case(
            file: "a.csv", text: "date,itch\n13/04/2026,4\n04/13/2026,5\n",
            sentence:
                "a.csv:2, column \"date\": found \"13/04/2026\", and \"04/13/2026\" on line 3; "
                + "expected the day first or the month first in the whole column. Correct the wrong "
                + "one."),
        Case(
            file: "a.csv", text: "date,itch\nyesterday,4\n",
            sentence: "a.csv:2, column \"date\": found \"yesterday\"; expected a day such as "
                + "2026-03-04. Correct the cell."),
        Case(
            file: "a.csv", text: "place,itch\nhome,4\n",
            sentence:
                "a.csv:1: found no column of days among \"place\" and \"itch\"; expected one named "
                + "\"date\" or \"day\". Name it in the plan's diary under \"day: column:\"."),
        Case(
            file: "a.csv", text: "date,itch\n2026-03-04,\"4\n",
            sentence:
                "a.csv:2: found a quote that is never closed; expected a second quote. The file "
                + "may be cut off here."),
        Case(
            file: "a.csv", text: "date,itch\n2026-03-04,4,5\n",
            sentence: "a.csv:2: found 3 cells; expected 2, one under each column name. Check the "
                + "separators and quotes of this line."),
        Case(
            file: "a.csv", text: "date" + String(repeating: ",x", count: 100_000) + "\n",
            sentence:
                "a.csv:1: found 100001 columns; expected at most 4096. Check the separators of "
                + "this line.", format: "csv"),
        Case(
            file: "a.csv",
            text: "date,note\n2026-03-04," + String(repeating: "x", count: 10_000_000),
            sentence:
                "a.csv:2: found a cell of 10000000 bytes; expected at most 1048576. Check the "
                + "quotes of this line."),
        Case(
            file: "export.xml",
            text:
                "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ENTITY a \"b\">\n]>\n<HealthData/>",
            sentence: "export.xml:2: found a declaration of an entity; expected none, as no health "
                + "export has one. The file is not read, because entities can pull in other files."),
        Case(
            file: "export.xml",
            text: "<!DOCTYPE HealthData SYSTEM \"file:///etc/passwd\">\n<HealthData/>",
            sentence:
                "export.xml:1: found a document type that lies in another file; expected XML as "
                + "the phone exports it. Export again; the file may be damaged here."),
        Case(
            file: "export.xml", text: "<HealthData>\n <Record type=\"HKQuantityType",
            sentence:
                "export.xml:2: found the end of the file inside a tag; expected it to be closed. "
                + "The file is cut off: copy or export it again."),
        Case(
            file: "export.xml", text: "<HealthData>\n</Record>\n",
            sentence:
                "export.xml:2: found the end of <Record> that is not open; expected XML as the "
                + "phone exports it. Export again; the file may be damaged here."),
        Case(
            file: "export.xml",
            text: "<HealthData>\n<Record type=\"HKQuantityTypeIdentifierBodyMass\" unit=\"cups\" "
                + "startDate=\"2026-03-04 07:00:00 +0100\" endDate=\"2026-03-04 07:00:00 +0100\" "
                + "value=\"3\"/></HealthData>",
            sentence: "export.xml:2: found the unit \"cups\" for BodyMass; expected one of \"kg\", "
                + "\"lb\", \"g\" and \"st\". Change the unit in the app and export again."),
        Case(
            file: "a.csv", text: "date,itch\n2026-03-04,4\n",
            sentence:
                "a.csv: found a file that is no Apple Health export; expected export.xml with "
                + "<HealthData>, or its zip. Leave out --format to have it told by its content.",
            format: "apple-health"),
        Case(
            file: "a.csv", text: " \n",
            sentence: "a.csv: found no text; expected a first line with the names of the columns. "
                + "Check that this is the right file."),
        Case(
            file: "a.csv", text: "date,itch\n2026-03-04,4\n",
            sentence: "--format: found \"applehealth\"; expected one of "
                + ImportFormat.all.map { "\"\($0.id)\"" }.dropLast().joined(separator: ", ")
                + " and \"csv\". Did you mean \"apple-health\"?",
            format: "applehealth"),
        Case(
            file: "a.json", text: "[{\"resourceType\": \"Observation\", \"status\" \"final\"}]",
            sentence: "a.json:1: found \"\"final\"}]\"; expected a colon. The file may be damaged: "
                + "export it again."),
        Case(
            file: "a.json", text: "[{\"resourceType\": \"Observation\",\n \"status\": \"final\"}]",
            sentence:
                "a.json:1: found an Observation without \"code\"; expected one. Export the file "
                + "again."),
        Case(
            file: "a.json", text: String(repeating: "[", count: 100) + "\"resourceType\"",
            sentence:
                "a.json:1: found values nested more than 64 deep; expected less. Check that this "
                + "is the exported file."),
        Case(
            file: "a.bin", text: "\u{1}\u{2}\u{3}",
            sentence:
                "a.bin: found a file of no known kind; expected what an app exports, or a table whose "
                + "first line names its columns, one of them \"date\". Save it as such a table (CSV), or "
                + "say with --format what it is: \(listed(ImportFormat.all.map(\.id)))."),
        Case(
            file: "a.pdf", text: "%PDF-1.4",
            sentence:
                "a.pdf: found a PDF; expected a table or a data file. Export as CSV, XML or JSON."),
    ]

    @Test(
        "a picture is told as one, with what can be done instead",
        arguments: [
            ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0]), ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]),
            ("GIF", Array("GIF89a".utf8)), ("TIFF", [0x49, 0x49, 0x2A, 0x00]),
            ("HEIC", [0, 0, 0, 0x18] + Array("ftypheic".utf8)),
            ("AVIF", [0, 0, 0, 0x18] + Array("ftypavif".utf8)),
            ("WebP", Array("RIFF".utf8) + [1, 2, 3, 4] + Array("WEBPVP8 ".utf8)),
        ] as [(String, [UInt8])])
    func pictures(kind: String, head: [UInt8]) throws {
        let file = head + [UInt8](repeating: 7, count: 64)
        let error = try #require(throws: ImportError.self) { try ReaderRun(file, file: "photo") }
        #expect(
            error.description
                == "photo: found a picture (\(kind)); expected a table or a data file, because no "
                + "number is read from a picture. Write what it shows down with n1 log, or export the "
                + "data of the app as CSV, XML or JSON.")
    }

    @Test(
        "the whole sentence says where, what was found, what was expected and what to do",
        arguments: cases)
    func sentences(_ example: Case) {
        do throws(ImportError) {
            let run = try ReaderRun(
                Array(example.text.utf8), file: example.file, format: example.format)
            Issue.record("was read: \(run.values.count) values")
        } catch {
            #expect(error.description == example.sentence)
        }
    }

    @Test("what is packed, or is something else, is told by its first bytes")
    func packed() {
        func refusal(_ bytes: [UInt8], _ file: String) -> String {
            do throws(ImportError) {
                _ = try ReaderRun(bytes, file: file)
                return "was read"
            } catch { return error.description }
        }
        #expect(
            refusal([0x50, 0x4B, 0x03, 0x04, 0x14], "export.zip")
                == "export.zip: found a zip archive; expected the file inside it, or the archive by "
                + "its name, because it is read from its end. Write n1 import export.zip. A "
                + "spreadsheet (.xlsx) is to be saved as CSV.")
        #expect(
            refusal([0x1F, 0x8B, 0x08], "a.csv.gz")
                == "a.csv.gz: found a gzip archive; expected the file inside it. Unpack it first: "
                + "gunzip -c FILE | n1 import -.")
        #expect(
            refusal(Array("SQLite format 3\u{0}".utf8), "a.db")
                == "a.db: found an SQLite database; expected the one of Health Connect, "
                + "health_connect_export.db, or an exported table. Export from the app that wrote it."
        )
        #expect(
            refusal(Array("%PDF-1.7".utf8), "a.pdf")
                == "a.pdf: found a PDF; expected a table or a data file. Export as CSV, XML or JSON."
        )
        #expect(
            refusal(
                Array(
                    "{\"id\":\"1\",\"interventions\":[],\"observations\":[],\"schedule\":{\"numberOfCycles\":2}}"
                        .utf8), "study.json")
                == "study.json: found a StudyU study, which is a plan without answers; expected "
                + "answers or measurements. Make a plan of it with n1 studyu, and import its results, "
                + "exported as CSV.")
    }

    @Test("a file cut inside a quoted cell is refused with the line on which the quote opens")
    func cutTable() {
        #expect {
            try ReaderRun(
                Array("date,itch,note\n2026-03-04,4,\"fine\"\n2026-03-05,5,\"pizza at".utf8),
                file: "a.csv")
        } throws: { error in
            "\(error)" == "a.csv:3: found a quote that is never closed; expected a second quote. "
                + "The file may be cut off here."
        }
    }

    @Test("a hundred thousand columns are refused by their number")
    func columns() {
        let header = "date," + (1..<100_000).map { "c\($0)" }.joined(separator: ",") + "\n"
        #expect {
            try ReaderRun(Array(header.utf8), file: "a.csv")
        } throws: { error in
            "\(error)" == "a.csv:1: found 100000 columns; expected at most 4096. Check the "
                + "separators of this line."
        }
    }

    @Test("a cell of ten megabytes is refused with its line and its length")
    func longCell() {
        let text = "date,itch,note\n2026-03-04,4,\(String(repeating: "x", count: 10_000_000))\n"
        #expect {
            try ReaderRun(Array(text.utf8), file: "a.csv")
        } throws: { error in
            "\(error)"
                == "a.csv:2: found a cell of 10000000 bytes; expected at most 1048576. Check "
                + "the quotes of this line."
        }
    }

    @Test("a date that is both 3 April and 4 March is refused with both readings")
    func openDate() {
        #expect {
            try ReaderRun(Array("date,itch\n03/04/2026,4\n".utf8), file: "a.csv")
        } throws: { error in
            "\(error)"
                == "a.csv:2, column \"date\": found \"03/04/2026\", which is 2026-04-03 with "
                + "the day first and 2026-03-04 with the month first; expected something that tells "
                + "which. Add --date-order dmy when the day comes first, or --date-order mdy when the "
                + "month does."
        }
    }

    @Test("bytes that are no text are refused with their line")
    func binary() {
        let bytes = Array("date,itch\n".utf8) + [0xFF, 0x81, 0x0A]
        #expect {
            try ReaderRun(bytes, file: "a.csv", format: "csv")
        } throws: { error in
            "\(error)" == "a.csv:2: found bytes that are no text; expected UTF-8, UTF-16 or "
                + "Windows-1252. Check that this is the exported file itself and not a spreadsheet "
                + "or an archive."
        }
    }
}
