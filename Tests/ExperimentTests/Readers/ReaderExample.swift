import Experiment
@testable import ExperimentDiary
@testable import ExperimentTrial
@testable import ExperimentAnalysis
@testable import ExperimentConclusions
@testable import ExperimentPlanning
@testable import ExperimentReport
import Foundation
import Testing

/// One example file, the format it is of, and what it says.
struct ReaderExample: CustomTestStringConvertible, Sendable {
    let file: String
    let format: String
    /// `series day [second] value`, in the order in which they are emitted.
    let values: [String]
    /// Sentences of the notes.
    var notes: [String] = []

    var testDescription: String { file }

    var bytes: [UInt8] { Self.bytes(of: file) }

    static func bytes(of file: String) -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let path = folder.appendingPathComponent("Examples/\(file)").path
        return FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    }

    static let all: [ReaderExample] = [
        ReaderExample(
            file: "apple-health.xml", format: "apple-health",
            values: [
                // The watch counted more than the phone; they are not added.
                "steps 2026-03-04 1600",
                // 0.97 with the unit % is 97.
                "oxygen.percent 2026-03-04 97",
                "weight.kg 2026-03-04 68.0388555",
                "menstrual-flow 2026-03-06 3", "period 2026-03-06 1",
                "symptom.Acne 2026-03-06 2",
                // 23:00 to 6:30 by two records that overlap; 8:30 in Berlin is the evening before in
                // Honolulu, and the night that ends there at 00:30 is that of the 5th.
                "sleep.hours 2026-03-04 7.5", "sleep.hours 2026-03-05 3",
                "sleep.in-bed.hours 2026-03-04 9",
            ],
            notes: ["1 left out, on line 25: a symptom without a severity."]),
        ReaderExample(
            file: "health-connect.txt", format: "health-connect",
            values: [
                // Two apps that counted the same steps are not added.
                "steps 2026-03-04 1600",
                // 23:00 to 6:00 in Berlin by two stages that overlap, on the day of waking.
                "sleep.hours 2026-03-04 7", "sleep.awake.minutes 2026-03-04 15",
                // 21:00 of the day before in Honolulu.
                "weight.kg 2026-03-03 68.0405", "heart-rate.resting 2026-03-04 55",
                "hrv.ms 2026-03-04 50", "distance.km 2026-03-04 4.2",
                "exercise.minutes 2026-03-04 30", "menstrual-flow 2026-03-04 2",
                // Small calories, and grams.
                "energy.kcal 2026-03-04 500", "calcium.mg 2026-03-04 300",
            ]),
        ReaderExample(
            file: "google-fit.csv", format: "google-fit",
            values: [
                "move.minutes 2026-03-04 30", "energy.kcal 2026-03-04 1800.5",
                "distance.km 2026-03-04 4.2", "heart-points 2026-03-04 12", "steps 2026-03-04 6000",
                // Empty cells are no zeros.
                "energy.kcal 2026-03-05 1500",
            ]),
        ReaderExample(
            file: "fitbit.csv", format: "fitbit-csv",
            values: [
                "weight 2026-03-04 70.5", "bmi 2026-03-04 22.1", "body-fat.percent 2026-03-04 0",
                "energy.burned.kcal 2026-03-04 2104", "steps 2026-03-04 10234",
                "distance 2026-03-04 7.1", "sleep.hours 2026-03-04 7",
                "sleep.awake.minutes 2026-03-04 42", "sleep.awakenings 2026-03-04 3",
                "sleep.in-bed.hours 2026-03-04 7.7",
            ],
            notes: ["1 left out, on line 10: a second sleep of a day, taken as a nap."]),
        ReaderExample(
            file: "fitbit-sleep.json", format: "fitbit-json",
            values: [
                "sleep.hours 2026-03-04 7.4", "sleep.in-bed.hours 2026-03-04 8.1",
                "sleep.awake.minutes 2026-03-04 42", "sleep.efficiency 2026-03-04 92",
                "sleep.deep.minutes 2026-03-04 85",
            ],
            notes: ["1 left out, on line 3: naps, not nights."]),
        ReaderExample(
            file: "steps-2026-03-04.json", format: "fitbit-json",
            values: ["steps 2026-03-04 200", "steps 2026-03-05 7"]),
        ReaderExample(
            file: "fitbit-api.json", format: "fitbit-json",
            values: ["steps 2026-03-04 8123", "steps 2026-03-05 7000"]),
        ReaderExample(
            file: "weight-2026-01-01.json", format: "fitbit-json",
            values: ["weight 2026-01-31 25200 150.2", "bmi 2026-01-31 25200 22.1"]),
        ReaderExample(
            file: "fitbit-takeout.csv", format: "fitbit-takeout",
            values: [
                // Two devices that counted the same steps are not added; 23:30 in UTC is half past
                // midnight in Berlin.
                "steps 2026-03-04 500", "steps 2026-03-05 300",
            ],
            notes: ["Left out, because another device saw more of the day: 1 daily value."]),
        ReaderExample(
            file: "oura-trends.csv", format: "oura",
            values: [
                "sleep.score 2026-03-04 81", "sleep.hours 2026-03-04 7",
                "Sleep Timing 2026-03-04 90",
                "hrv.ms 2026-03-04 45", "temperature.deviation 2026-03-04 -0.12",
            ],
            notes: ["1 left out, on line 3: rows with a day and nothing else."]),
        ReaderExample(
            file: "oura-sleep.csv", format: "oura",
            values: [
                "hrv.ms 2026-03-04 45", "sleep.deep.minutes 2026-03-04 60",
                "sleep_phase_5_min 2026-03-04 4422", "sleep.hours 2026-03-04 7",
            ],
            notes: ["2 left out, the first on line 3: naps, rests and deleted periods."]),
        ReaderExample(
            file: "garmin-activities.csv", format: "garmin",
            values: [
                "exercise.distance 2026-03-04 5.01", "exercise.kcal 2026-03-04 1104",
                "exercise.minutes 2026-03-04 75.5",
            ]),
        ReaderExample(
            file: "garmin-german.csv", format: "garmin",
            values: [
                "exercise.distance 2026-03-04 5.01", "exercise.kcal 2026-03-04 420",
                "exercise.minutes 2026-03-04 30",
            ],
            notes: ["\"Distanz\": numbers are written with a decimal comma."]),
        ReaderExample(
            file: "garmin-resaved.csv", format: "garmin",
            values: [
                // 7 minutes 1.6 seconds, which a spreadsheet saved without its hours; so is 8:30.
                "exercise.distance 2026-03-04 1.2", "exercise.kcal 2026-03-04 84",
                "exercise.minutes 2026-03-04 7.0266667", "exercise.distance 2026-03-05 1.3",
                "exercise.kcal 2026-03-05 90", "exercise.minutes 2026-03-05 8.5",
            ]),
        ReaderExample(
            file: "garmin-sleep.csv", format: "garmin", values: ["sleep.hours 2026-03-04 7.25"],
            notes: [
                "1 left out, on line 2: the mean of a week belongs to no single day."
            ]),
        ReaderExample(
            file: "garmin-account.json", format: "garmin",
            values: [
                "sleep.deep.minutes 2026-03-04 60", "sleep.light.minutes 2026-03-04 300",
                "sleep.rem.minutes 2026-03-04 60", "sleep.awake.minutes 2026-03-04 10",
                "sleep.hours 2026-03-04 7",
            ]),
        ReaderExample(
            file: "daylio.csv", format: "daylio",
            values: [
                "mood 2026-03-04 77100 rad=5", "activity.shopping 2026-03-04 1",
                "activity.dairy 2026-03-04 1", "note 2026-03-04 text, with comma",
                "mood 2026-03-04 32700 meh=3",
                // A mood that the user renamed has no number of its own.
                "mood 2026-03-05 75900 so-so", "activity.dairy 2026-03-05 1",
            ]),
        ReaderExample(
            file: "daylio-scales.csv", format: "daylio",
            values: [
                "mood 2026-03-04 77100 good=4", "activity.reading 2026-03-04 1",
                // A piece without a number says nothing.
                "scale.Stress 2026-03-04 77100 3", "scale.Energy 2026-03-04 77100 5",
                "note 2026-03-04 A day: quiet, no milk",
            ]),
        ReaderExample(
            file: "cronometer-notes.csv", format: "cronometer",
            values: ["note 2026-03-04 Porridge with oat milk, not cow's"],
            notes: ["1 left out, on line 3: rows with a day and nothing else."]),
        ReaderExample(
            file: "bearable.csv", format: "bearable",
            values: [
                "note 2026-03-04 slept badly", "mood 2026-03-04 32400 7",
                "note 2026-03-04 slept badly", "symptom.Headache 2026-03-04 32400 2",
                "factor.Dairy 2026-03-04 1", "factor.Late meal 2026-03-04 1",
                "sleep 2026-03-04 7.5", "measurement.Weight (lbs) 2026-03-04 72000 150.5",
                "meds.Ibuprofen 2026-03-04 72000 1", "meds.Magnesium 2026-03-04 72000 1",
                "meds.Zinc 2026-03-04 72000 1",
            ]),
        ReaderExample(
            file: "cronometer-servings.csv", format: "cronometer",
            values: [
                "energy.kcal 2026-03-04 307.5", "protein.g 2026-03-04 11.9",
                "servings.Dairy and Egg Products 2026-03-04 2",
                "servings.Fruits and Fruit Juices 2026-03-04 1", "sugar.g 2026-03-04 26.2",
            ]),
        ReaderExample(
            file: "cronometer-summary.csv", format: "cronometer",
            values: ["energy.kcal 2026-03-04 2000.5", "fibre.g 2026-03-04 25"],
            notes: ["1 left out, on line 3: days that were not marked as completed."]),
        ReaderExample(
            file: "cronometer-biometrics.csv", format: "cronometer",
            values: ["weight.kg 2026-03-04 68.0388555"]),
        ReaderExample(
            file: "cronometer-exercises.csv", format: "cronometer",
            values: ["exercise.kcal 2026-03-04 180.5", "exercise.minutes 2026-03-04 50"]),
        ReaderExample(
            file: "myfitnesspal.csv", format: "myfitnesspal",
            values: [
                "calcium.percent-of-daily-value 2026-03-04 30",
                "carbohydrates.g 2026-03-04 180", "energy.kcal 2026-03-04 1750",
                "fat.g 2026-03-04 50", "fat.saturated.g 2026-03-04 18", "fibre.g 2026-03-04 14",
                "protein.g 2026-03-04 70", "sugar.g 2026-03-04 51",
            ],
            notes: ["1 left out, on line 4: totals of the rows above."]),
        ReaderExample(
            file: "google-forms.csv", format: "google-forms",
            values: [
                "How bad was the itch, 0 to 10? (worst) 2026-03-04 77405 4",
                "What did you eat? 2026-03-04 77405 Milk, Cheese",
                "What did you eat? [Milk] 2026-03-04 77405 1",
                "What did you eat? [Cheese] 2026-03-04 77405 1",
                "How bad was the itch, 0 to 10? (worst) 2026-03-05 32712 6",
                "What did you eat? 2026-03-05 32712 Bread",
                "What did you eat? [Bread] 2026-03-05 32712 1",
                "What did you eat? 2026-03-14 32712 Bread",
                "What did you eat? [Bread] 2026-03-14 32712 1",
            ],
            notes: [
                "\"Timestamp\": days are read with the day first, as line 5 has "
                    + "\"14/03/2026 9:05:12\"."
            ]),
        ReaderExample(
            file: "open-mhealth.json", format: "open-mhealth",
            values: [
                "step-count 2026-03-04 0 7939", "sleep-duration 2026-03-04 7.5",
                // The time asleep is what an episode is about, not how long falling asleep took.
                "sleep-episode 2026-03-05 7.75",
                "sleep-episode.latency-to-sleep-onset 2026-03-05 0.25",
                "sleep-episode.number-of-awakenings 2026-03-05 2",
                "total-sleep-time 2026-03-06 8", "heart-rate.maximum 2026-03-06 64800 141",
            ]),
        ReaderExample(
            file: "shimmer.json", format: "open-mhealth",
            // 150 pounds of 0.45359237 kg.
            values: ["body-weight 2026-03-04 25200 68.0388555"]),
        ReaderExample(
            file: "fhir.json", format: "fhir",
            values: [
                // 23:30 in UTC is half past midnight in Berlin.
                "89870-0 2026-03-05 1800 12", "blood pressure.8480-6 2026-03-04 120",
                "itch 2026-03-04 4.5",
            ],
            notes: ["1 left out, on line 3: entered in error or cancelled."]),
        ReaderExample(
            file: "fhir-units.json", format: "fhir",
            values: [
                // 185 pounds of 0.45359237 kg; 98.6 degrees Fahrenheit are 37 Celsius.
                "29463-7 2026-03-04 83.9145885", "8310-5 2026-03-04 37",
                "phq1 2026-03-05 LA6570-1=2",
            ]),
        ReaderExample(
            file: "studyu.csv", format: "studyu",
            values: [
                "intervention_id 2026-03-04 __baseline", "pain 2026-03-04 84600 4",
                "slept 2026-03-04 84600 1", "intervention_id 2026-03-05 tea",
                "pain 2026-03-05 37800 2.5", "mood 2026-03-05 37800 fine",
                "intervention_id 2026-03-05 tea",
            ],
            notes: ["1 row is of the baseline, which StudyU calls __baseline."]),
        ReaderExample(
            file: "studyu-measurements.csv", format: "studyu",
            values: [
                "intervention_id 2026-03-05 tea", "pain 2026-03-05 33028 7",
                "last-meal 2026-03-05 33028 18 to 20 o'clock",
                // Half past ten in UTC is half past eleven in Berlin.
                "intervention_id 2026-03-04 tea", "pain 2026-03-04 84600 2.5",
            ]),
        ReaderExample(
            file: "whoop-cycles.csv", format: "whoop",
            values: [
                "recovery.percent 2026-03-04 68", "heart-rate.resting 2026-03-04 52",
                "hrv.ms 2026-03-04 94", "strain 2026-03-04 13.2", "sleep.hours 2026-03-04 7.5",
                "sleep.deep.minutes 2026-03-04 92", "recovery.percent 2026-03-05 41",
                "heart-rate.resting 2026-03-05 57", "hrv.ms 2026-03-05 61",
                "sleep.hours 2026-03-05 6.5", "sleep.deep.minutes 2026-03-05 75",
            ]),
        ReaderExample(
            file: "whoop-sleeps.csv", format: "whoop", values: ["sleep.hours 2026-03-04 7.5"],
            notes: ["1 left out, on line 3: naps, not nights."]),
        ReaderExample(
            file: "whoop-journal.csv", format: "whoop",
            values: [
                // The cycle that begins at 23:10 is that of the next day, the one at 1:30 of its own.
                "journal.Have any dairy? 2026-03-04 1", "note 2026-03-04 a glass of milk",
                "journal.Have any dairy? 2026-03-05 0",
            ]),
        ReaderExample(
            file: "whoop-workouts.csv", format: "whoop",
            values: ["exercise.kcal 2026-03-04 560", "exercise.minutes 2026-03-04 60"]),
        ReaderExample(
            file: "withings-weight.csv", format: "withings",
            // 150 and 30 pounds of 0.45359237 kg.
            values: [
                "weight.kg 2026-03-04 24862 68.0388555", "fat-mass.kg 2026-03-04 24862 13.6077711",
            ]),
        ReaderExample(
            file: "withings-sleep.csv", format: "withings",
            values: [
                // 14400 + 5400 + 5400 seconds are seven hours.
                "sleep.hours 2026-03-04 7", "sleep.light.minutes 2026-03-04 240",
                "sleep.deep.minutes 2026-03-04 90", "sleep.rem.minutes 2026-03-04 90",
                "sleep.awake.minutes 2026-03-04 20", "sleep.awakenings 2026-03-04 3",
                "sleep.latency.minutes 2026-03-04 10", "Duration to wake up (s) 2026-03-04 60",
            ],
            notes: ["1 left out, on line 3: shorter sleeps of a day, taken as naps."]),
        ReaderExample(
            file: "aggregates_steps.csv", format: "withings",
            values: ["steps 2026-03-04 8123", "steps 2026-03-05 0"]),
        ReaderExample(
            file: "Checkmarks.csv", format: "loop-habits",
            values: [
                "habit.Meditate 2026-03-05 0", "habit.Water 2026-03-05 2.5",
                "habit.Meditate 2026-03-04 1", "habit.Water 2026-03-04 1",
                // A skipped day says nothing of the habit.
                "habit.Water 2026-03-03 0",
            ]),
        ReaderExample(
            file: "libre.csv", format: "cgm",
            values: [
                // 90.078 and 108.0936 mg/dl of 18.0156 a mmol/l.
                "glucose.mmol-l 2026-03-13 28800 5", "glucose.scan.mmol-l 2026-03-13 29100 6",
                "carbohydrates.g 2026-03-14 45000 45",
            ],
            notes: [
                "\"Device Timestamp\": days are read with the day first, as line 3 has "
                    + "\"13-03-2026 08:00\"."
            ]),
        ReaderExample(
            file: "libre-german.csv", format: "cgm",
            values: [
                "glucose.mmol-l 2026-03-23 44160 9", "carbohydrates.g 2026-03-24 45060 30.5",
            ],
            notes: [
                "\"Gerätezeitstempel\": days are read with the day first, as line 3 has "
                    + "\"23-03-2026 12:16\".",
                "\"Glukosewert-Verlauf mg/dL\" and \"Kohlenhydrate (Gramm)\": numbers are written "
                    + "with a decimal comma.",
            ]),
        ReaderExample(
            file: "dexcom.csv", format: "cgm",
            values: [
                "glucose.mmol-l 2026-03-04 28800 5.4", "carbohydrates.g 2026-03-04 30000 30",
            ],
            notes: [
                "2 left out, the first on line 2: rows without a day.",
                "1 left out, on line 6: readings beyond the range of the sensor, which have no number.",
                "1 left out, on line 5: rows of other events, without a measurement that is read.",
            ]),
        ReaderExample(
            file: "samsung-sleep.csv", format: "samsung-health",
            values: [
                "sleep.hours 2026-03-04 5.85", "sleep.score 2026-03-04 79",
                "sleep.efficiency 2026-03-04 93",
                // 3:30 in UTC is half past eleven of the day before, four hours behind.
                "sleep.hours 2026-03-05 4", "sleep.score 2026-03-05 60",
                "sleep.efficiency 2026-03-05 88",
            ],
            notes: ["1 left out, on line 4: shorter sleeps of a day, taken as naps."]),
        ReaderExample(
            file: "samsung-steps.csv", format: "samsung-health",
            values: ["steps 2026-03-04 8123"],
            notes: ["1 left out, on line 4: steps of single devices, which are in those of all."]),
        ReaderExample(
            file: "samsung-weight.csv", format: "samsung-health",
            values: [
                "weight.kg 2026-03-04 25200 68.2", "body-fat.percent 2026-03-04 25200 20.5",
            ]),
        ReaderExample(
            file: "n1-page.json", format: "n1-page",
            values: [
                "itch 2026-03-04 4", "slip 2026-03-04 cheese", "poem.sleep 2026-03-05 2",
                "note 2026-03-05 pizza at work",
            ],
            notes: ["1 left out, on line 6: no day, name and value."]),
        ReaderExample(
            file: "nomie.json", format: "nomie",
            values: [
                // 19:30 in UTC.
                "mood 2026-03-04 73800 4", "coffee 2026-03-04 73800 1",
                "note 2026-03-04 after a long walk", "nap 2026-03-04 73800 0.5",
            ]),
        ReaderExample(
            file: "garmin-weeks.csv", format: "garmin",
            values: ["sleep.hours 2026-03-04 4.4333333", "sleep.score 2026-03-04 75"],
            notes: ["1 left out, on line 2: the mean of a week belongs to no single day."]),
        ReaderExample(
            file: "garmin-activities.json", format: "garmin",
            values: [
                "exercise.distance 2026-03-04 5.01", "exercise.minutes 2026-03-04 45",
            ]),
        ReaderExample(
            file: "google-fit-plain.csv", format: "google-fit",
            values: [
                "energy.kcal 2026-03-04 1800.5", "distance.km 2026-03-04 4.2",
                "steps 2026-03-04 6000",
            ]),
        ReaderExample(
            file: "oura-2020.csv", format: "oura",
            values: [
                "sleep.score 2026-03-04 81", "sleep.hours 2026-03-04 7",
                "sleep.rem.minutes 2026-03-04 90", "sleep.light.minutes 2026-03-04 240",
                "sleep.deep.minutes 2026-03-04 90",
            ]),
        ReaderExample(
            file: "google-forms-german.csv", format: "google-forms",
            values: [
                "Was war heute anders? 2026-03-13 73805 Milch;Käse",
                "Was war heute anders? [Milch] 2026-03-13 73805 1",
                "Was war heute anders? [Käse] 2026-03-13 73805 1",
            ],
            notes: [
                "\"Zeitstempel\": days are read with the day first, as line 2 has "
                    + "\"13.03.2026 20:30:05\"."
            ]),
        ReaderExample(
            file: "whoop-early-night.csv", format: "whoop",
            values: [
                // Asleep from 19:35 to 22:26: the night of the next day.
                "recovery.percent 2026-03-05 60", "sleep.hours 2026-03-05 2.3333333",
                "recovery.percent 2026-03-04 70", "sleep.hours 2026-03-04 6.3333333",
            ]),
        ReaderExample(
            file: "one-Checkmarks.csv", format: "loop-habits",
            values: ["habit 2026-03-05 2", "habit 2026-03-04 0.5", "habit 2026-03-03 0"]),
        ReaderExample(
            file: "garmin-swedish.csv", format: "garmin",
            values: [
                "exercise.distance 2026-03-04 7.34", "exercise.kcal 2026-03-04 1490",
                "exercise.minutes 2026-03-04 46.7666667",
            ]),
        ReaderExample(
            file: "oura-api.json", format: "oura",
            values: [
                "sleep.hours 2026-03-04 7", "hrv.ms 2026-03-04 45",
                "sleep.deep.minutes 2026-03-04 60",
                "sleep.score 2026-03-05 77",
            ],
            notes: ["1 left out, on line 3: naps, rests and deleted periods."]),
        ReaderExample(
            file: "oura-v1.json", format: "oura",
            values: [
                // The first version dates a night by the day before it ends.
                "sleep.hours 2026-03-04 7", "hrv.ms 2026-03-04 45", "sleep.score 2026-03-04 81",
                "steps 2026-03-04 6000", "readiness 2026-03-04 77",
            ]),
        ReaderExample(
            file: "google-fit-points.json", format: "google-fit",
            values: [
                // Half past eleven in UTC is half past midnight in Berlin.
                "steps 2026-03-04 1500", "heart-rate 2026-03-04 65",
                // 22:00 to 5:00 in Berlin by two stages that overlap, the first before midnight.
                "sleep.hours 2026-03-04 7",
            ]),
        ReaderExample(
            file: "myfitnesspal-times.csv", format: "myfitnesspal",
            values: [
                "carbohydrates.g 2026-03-04 30", "energy.kcal 2026-03-04 587.9",
                "fat.g 2026-03-04 38.7", "fat.saturated.g 2026-03-04 6.6",
                "protein.g 2026-03-04 27.6", "sugar.g 2026-03-04 11.1",
                "carbohydrates.g 2026-03-05 30", "energy.kcal 2026-03-05 300",
                "fat.g 2026-03-05 10", "fat.saturated.g 2026-03-05 2",
                "protein.g 2026-03-05 20", "sugar.g 2026-03-05 5",
            ]),
        ReaderExample(
            file: "exercise-summary.csv", format: "myfitnesspal",
            values: [
                "exercise.kcal 2026-03-04 751", "exercise.minutes 2026-03-04 19",
                "steps 2026-03-04 9840",
            ],
            notes: [
                "1 left out, on line 4: rows without a time, an energy or a number that is read."
            ]),
        ReaderExample(
            file: "measurement-summary-2026.csv", format: "myfitnesspal",
            values: ["weight 2026-03-04 85.5", "weight 2026-03-06 84.5"]),
        ReaderExample(
            file: "garmin-norwegian.csv", format: "garmin",
            values: [
                "exercise.distance 2026-03-04 5.02", "exercise.kcal 2026-03-04 412",
                "exercise.minutes 2026-03-04 28.25", "exercise.distance 2026-03-05 0",
                "exercise.kcal 2026-03-05 310", "exercise.minutes 2026-03-05 52.1666667",
            ],
            notes: ["\"Distanse\": numbers are written with a decimal comma."]),
        ReaderExample(
            file: "redcap.csv", format: "redcap",
            values: [
                "itch 2026-03-04 4", "foods___1 2026-03-04 1", "foods___2 2026-03-04 0",
                "itch 2026-03-05 6", "foods___1 2026-03-05 0", "foods___2 2026-03-05 0",
            ],
            notes: ["1 left out, on line 2: rows without a day."]),
        ReaderExample(
            file: "mysymptoms.csv", format: "mysymptoms",
            values: [
                "symptom.Stomach cramping 2026-03-04 36000 3",
                "symptom.Stomach cramping.hours 2026-03-04 36000 6",
                "food.Porridge 2026-03-04 39300 1", "food.Cow's milk 2026-03-04 39300 1",
                // "[ x 2 ]" behind it.
                "food.Chicken egg 2026-03-04 39300 2",
                "symptom.Nausea 2026-03-05 76200 1", "symptom.Heartburn 2026-03-05 76200 2",
                "medication.Ibuprofen 2026-03-05 76500 1",
                "medication.Ibuprofen.amount 2026-03-05 76500 200",
                "food.Sushi, Cucumber Rolls 2026-03-13 68220 1",
                "exercise.Weights 2026-03-13 70200 1",
                "exercise.Weights.hours 2026-03-13 70200 0.75",
            ],
            notes: [
                "\"day\": days are read with the month first, as line 6 has \"03/13/2026\".",
                "1 left out, on line 8: an event without a name, an intensity, or a length that can "
                    + "be read.",
            ]),
        ReaderExample(
            file: "units.csv", format: "csv",
            values: [
                "weight (lbs) 2026-03-04 150", "sleep 2026-03-04 7h 30min=7.5",
                "walk 2026-03-04 2.5 km=2.5", "weight (lbs) 2026-03-05 151.5",
                "sleep 2026-03-05 6h 15min=6.25", "walk 2026-03-05 3 mi=3",
            ]),
        ReaderExample(
            file: "daylio-short.csv", format: "daylio",
            values: ["mood 2026-03-04 77100 good=4"]),
        ReaderExample(
            file: "excel.csv", format: "csv",
            values: [
                "Juckreiz 2026-03-04 2.5", "Schlaf 2026-03-04 7", "Notiz 2026-03-04 a;b\r\nc",
                // What stands for nothing is for the plan to say.
                "Juckreiz 2026-03-16 3", "Schlaf 2026-03-16 #N/A", "Notiz 2026-03-16 süß",
                "Juckreiz 2026-03-17 1",
                "Schlaf 2026-03-17 8.25",
            ],
            notes: [
                "The file is Windows-1252 and was read as such.",
                "\"Datum\": days are read with the day first, as line 5 has \"16.03.2026\".",
                "\"Juckreiz\" and \"Schlaf\": numbers are written with a decimal comma.",
            ]),
        ReaderExample(
            file: "long.csv", format: "csv",
            values: [
                "itch 2026-03-04 75600 4", "itch 2026-03-05 5400 6", "sleep 2026-03-05 7.5",
            ]),
    ]
}

/// What reading a file gave, as text.
struct ReaderRun: Equatable {
    var values: [String] = []
    /// The same as rows of a long table: day or moment, series, value.
    var rows: [[String]] = []
    var notes: [String] = []

    /// Berlin in winter: an hour ahead of UTC. Honolulu: ten hours behind.
    static func context(_ file: String, dateOrder: DateOrder? = nil) -> ImportContext {
        ImportContext(
            file: file, dateOrder: dateOrder, zone: LocalZone(name: "Europe/Berlin") { _ in 3600 },
            zoneNamed: { name in
                name == "Pacific/Honolulu" ? LocalZone(name: name) { _ in -36_000 } : nil
            })
    }

    init(
        _ bytes: [UInt8], file: String, format: String? = nil, pieces: Int = .max,
        dateOrder: DateOrder? = nil
    ) throws(ImportError) {
        var reader = try ImportFormat.reader(
            named: format, for: ExportHead(bytes, file: file),
            context: Self.context(file, dateOrder: dateOrder))
        var values: [String] = []
        var rows: [[String]] = []
        func note(_ value: ImportedValue) {
            values.append(value.line(value))
            rows.append(value.row)
        }
        var place = 0
        while place < bytes.count {
            let end = bytes.count - place > pieces ? place + pieces : bytes.count
            try reader.read(Array(bytes[place..<end])) { note($0) }
            place = end
        }
        let notes = try reader.finish { note($0) }
        self.values = values
        self.rows = rows
        self.notes = notes.map(\.description)
    }
}

extension ImportedValue {
    fileprivate var row: [String] {
        let time = moment.second.map { second in
            " "
                + [second / 3600, second / 60 % 60, second % 60]
                .map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
        }
        return ["\(moment.day)\(time ?? "")", series, text]
    }

    fileprivate func line(_ value: ImportedValue) -> String {
        let second = moment.second.map { " \($0)" } ?? ""
        let said =
            switch content {
            case .number(let number): PlainNumber.text(number, decimals: 7)
            case .word(let word, let usually):
                word + (usually.map { "=\(PlainNumber.text($0))" } ?? "")
            }
        return "\(series) \(moment.day)\(second) \(said)"
    }
}
