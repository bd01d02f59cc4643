import Foundation
import Testing

@testable import Stats

/// What section 7 of the evidence asks for, on series whose truth is known. The smoke version
/// always runs; the full one prints Markdown tables when N1_CALIBRATE=1, with N1_CALIBRATE_SERIES series
/// a cell (1000 unless told) at the lengths of N1_CALIBRATE_LENGTHS (56,84,180,365).
@Suite("Calibration of the changepoint engines, smoke")
struct ChangepointCalibrationSmokeTests {
    @Test("at 84 days and AR .6 a trial's reading stays quiet on unchanged series and finds 2 SD")
    func posterior() throws {
        let designs = try DiaryDesigns(84)
        let reading = ChangepointPosterior(options: .reading(count: 84))
        var (alarms, found, covered) = (Share(), Share(), Share())
        for stream in 0..<150 {
            let null = SimulatedDiary(.ar6, 84, size: 0, seed: 501, stream: UInt64(stream))
            let fit = try reading.fit(null.y, on: designs(.ar6, null))
            alarms.add(fit.probabilityOfAnyChange >= 0.8)
        }
        for stream in 0..<60 {
            let diary = SimulatedDiary(.ar6, 84, size: 2, seed: 502, stream: UInt64(stream))
            let fit = try reading.fit(diary.y, on: designs(.ar6, diary))
            found.add(fit.probabilityOfAnyChange >= 0.8)
            covered.add(try fit.dates().highestDensitySet().contains(diary.changes[0]))
        }
        #expect(alarms.isAtMost(0.06), "false alarms \(alarms.percent) %")
        #expect(found.isAtLeast(0.65), "found \(found.percent) %")
        #expect(covered.isAtLeast(0.95), "covered \(covered.percent) %")
    }

    @Test("a planned ABAB of 56 days is quiet without an effect and finds 2 SD")
    func phaseLag() throws {
        let result = try PhaseLagCalibration(kind: .ar6, n: 56, switches: [14, 28, 42])
            .run(series: 150, size: 0)
        #expect(result.found.isAtMost(0.04), "false alarms \(result.found.percent) %")
        let effect = try PhaseLagCalibration(kind: .ar6, n: 56, switches: [14, 28, 42])
            .run(series: 60, size: 2)
        #expect(effect.found.isAtLeast(0.88), "found \(effect.found.percent) %")
        #expect(effect.lagCovered.isAtLeast(0.85), "lag covered \(effect.lagCovered.percent) %")
    }

    @Test("the 5 % test holds its level under AR(1) noise")
    func throughTest() throws {
        var alarms = Share()
        for stream in 0..<300 {
            let null = SimulatedDiary(.ar6, 84, size: 0, seed: 503, stream: UInt64(stream))
            alarms.add(try ThroughTest()(null.y).isChange)
        }
        #expect(alarms.isAtMost(0.05), "false alarms \(alarms.percent) %")
        #expect(alarms.isAtLeast(0.02), "false alarms \(alarms.percent) %")
    }
}

@Suite(
    "Calibration of the changepoint engines", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["N1_CALIBRATE"] == "1"))
struct ChangepointCalibrationTests {
    static let series =
        ProcessInfo.processInfo.environment["N1_CALIBRATE_SERIES"].flatMap(Int.init)
        ?? 1000
    static let lengths =
        ProcessInfo.processInfo.environment["N1_CALIBRATE_LENGTHS"].map {
            $0.split(separator: ",").compactMap { Int($0) }
        } ?? [56, 84, 180, 365]

    private func say(_ line: String) { print(line) }

    /// The posterior as the reading of a trial takes it.
    static func reading(_ n: Int) -> ChangepointPosterior {
        ChangepointPosterior(options: .reading(count: n))
    }

    /// The chance of any change under the plain model, which is the trial's reading from 84 days on
    /// where no surprise was bounded.
    private static func plainChance(
        _ y: [Double], on design: PosteriorDesign, read fit: ChangepointPosteriorFit
    ) throws -> Double {
        let plain = ChangepointPosterior()
        var options = ChangepointPosterior.Options.reading(count: y.count)
        options.tails = plain.options.tails
        guard options != plain.options || !fit.boundedIndices.isEmpty else {
            return fit.probabilityOfAnyChange
        }
        return try plain.fit(y, on: design).probabilityOfAnyChange
    }

    @Test("false alarms on twelve noises and four lengths")
    func falseAlarms() throws {
        say("\n## False alarms, % of \(Self.series) unchanged series\n")
        say(
            "| noise | n | P >= .8 | P >= .95 | plain model, P >= .8 | P >= .95 | AR(1) 5 % test | "
                + "plain penalised mean | t-test of halves |"
        )
        say("|---|---|---|---|---|---|---|---|---|")
        for n in Self.lengths {
            let designs = try DiaryDesigns(n)
            for kind in SimulatedNoiseKind.allCases {
                var likely = Share(), clear = Share(), test = Share(), mean = Share()
                var halves = Share(), plainLikely = Share(), plainClear = Share()
                for stream in 0..<Self.series {
                    let diary = SimulatedDiary(
                        kind, n, size: 0, seed: 600 + UInt64(n), stream: UInt64(stream))
                    let design = try designs(kind, diary)
                    let fit = try Self.reading(diary.y.count).fit(diary.y, on: design)
                    let chance = fit.probabilityOfAnyChange
                    likely.add(chance >= 0.8)
                    clear.add(chance >= 0.95)
                    let plain = try Self.plainChance(diary.y, on: design, read: fit)
                    plainLikely.add(plain >= 0.8)
                    plainClear.add(plain >= 0.95)
                    if kind != .trend {
                        test.add(try ThroughTest()(diary.y, times: diary.days).isChange)
                    }
                    mean.add(try Naive.penalisedMeanChanges(diary.y))
                    let half = diary.y.count / 2
                    halves.add(Naive.tTest(Array(diary.y[..<half]), Array(diary.y[half...])))
                }
                say(
                    "| \(kind.rawValue) | \(n) | \(likely.percent) | \(clear.percent) | "
                        + "\(plainLikely.percent) | \(plainClear.percent) | \(test.percent) | "
                        + "\(mean.percent) | \(halves.percent) |")
                #expect(likely.isAtMost(kind.bar), "\(kind.rawValue) n \(n): \(likely.percent) %")
                #expect(clear.isAtMost(0.02), "\(kind.rawValue) n \(n): \(clear.percent) %")
            }
        }
    }

    @Test("power, dates and date sets")
    func power() throws {
        let count = max(100, Self.series / 2)
        say("\n## One change in the middle half, \(count) series a cell\n")
        say(
            "| noise | n | size | found at P >= .8, % | within 3 days, % | 95 % date set covers, % | "
                + "mean length | mean size when found | Bai's iid interval covers, % |")
        say("|---|---|---|---|---|---|---|---|---|")
        let bars: [String: Double] = [
            "84 iid": 0.95, "84 AR .6": 0.65, "84 AR .8": 0.5, "180 AR .6": 0.95, "180 AR .8": 0.75,
        ]
        for n in Self.lengths {
            let designs = try DiaryDesigns(n)
            for kind in [.iid, .ar3, .ar6, .ar8, .ar8white] as [SimulatedNoiseKind] {
                for size in [1.0, 2] {
                    var found = Share(), near = Share(), covered = Share(), naive = Share()
                    var (length, sizes) = (0.0, 0.0)
                    for stream in 0..<count {
                        let diary = SimulatedDiary(
                            kind, n, size: size, seed: 700 + UInt64(n), stream: UInt64(stream))
                        let fit = try Self.reading(diary.y.count).fit(
                            diary.y, on: designs(kind, diary))
                        let dates = fit.dates()
                        let set = try dates.highestDensitySet()
                        covered.add(set.contains(diary.changes[0]))
                        length += Double(set.indices.count) / Double(count)
                        naive.add(try Naive.baiInterval(diary.y).contains(diary.changes[0]))
                        found.add(fit.probabilityOfAnyChange >= 0.8)
                        if fit.probabilityOfAnyChange >= 0.8 {
                            near.add(abs(dates.mode - diary.changes[0]) <= 3)
                            sizes += try fit.changes(given: 1)[0].size
                        }
                    }
                    let mean = String(format: "%.2f", sizes / Double(max(1, found.hits)))
                    say(
                        "| \(kind.rawValue) | \(n) | \(Int(size)) SD | \(found.percent) | "
                            + "\(near.percent) | \(covered.percent) | "
                            + "\(String(format: "%.0f", length)) | \(mean) | \(naive.percent) |")
                    if size == 2 {
                        #expect(covered.isAtLeast(0.95), "\(kind.rawValue) \(n)")
                        #expect(near.isAtLeast(0.78), "\(kind.rawValue) \(n)")
                        if let bar = bars["\(n) \(kind.rawValue)"] { #expect(found.isAtLeast(bar)) }
                    } else if n >= 180 {
                        #expect(covered.isAtLeast(0.9), "\(kind.rawValue) \(n)")
                    }
                }
            }
        }
    }

    @Test("planned switches")
    func plannedSwitches() throws {
        say("\n## Phase-lag model, ABAB (lag 4 days): % at P >= .8\n")
        say("| noise | n | no effect | 1 SD | 2 SD | 90 % lag set covers at 2 SD, % |")
        say("|---|---|---|---|---|---|")
        for n in [56, 84] {
            for kind in [.iid, .ar6, .ar8, .ar8white, .ar9white] as [SimulatedNoiseKind] {
                let model = PhaseLagCalibration(
                    kind: kind, n: n, switches: [n / 4, n / 2, 3 * n / 4])
                let none = try model.run(series: Self.series, size: 0).found
                let one = try model.run(series: Self.series / 2, size: 1).found
                let two = try model.run(series: Self.series / 2, size: 2)
                say(
                    "| \(kind.rawValue) | \(n) | \(none.percent) | \(one.percent) | "
                        + "\(two.found.percent) | \(two.lagCovered.percent) |")
                #expect(none.isAtMost(0.05))
                #expect(two.found.isAtLeast(0.88))
                #expect(two.lagCovered.isAtLeast(0.85))
            }
        }
    }

    @Test("a start on a bad day")
    func regressionToTheMean() throws {
        say("\n## No effect, started on the first day above mean + 1.3 SD: % that claim one\n")
        say("| noise | n | started | t-test, 14 days each side | phase-lag P >= .8 |")
        say("|---|---|---|---|---|")
        for n in [84, 180] {
            let design = try PosteriorDesign(times: Array(0..<n))
            for kind in [.iid, .ar3, .ar6, .ar8, .ar8white] as [SimulatedNoiseKind] {
                var naive = Share(), claimed = Share()
                for stream in 0..<Self.series {
                    let y = SimulatedDiary(
                        kind, n, size: 0, seed: 800 + UInt64(n), stream: UInt64(stream)
                    ).y
                    guard let start = Naive.badDayStart(y) else { continue }
                    naive.add(
                        Naive.tTest(
                            Array(y[max(0, start - 14)..<start]), Array(y[start..<start + 14])))
                    let fit = try PhaseLagModel().fit(y, switches: [start], on: design)
                    claimed.add(fit.probabilityOfEffect >= 0.8)
                }
                say(
                    "| \(kind.rawValue) | \(n) | \(claimed.count) | \(naive.percent) | "
                        + "\(claimed.percent) |")
                #expect(claimed.isAtMost(0.04), "\(kind.rawValue) \(n): \(claimed.percent)")
            }
        }
    }

    @Test("predicted probabilities are frequencies when the prior is true")
    func bins() throws {
        say("\n## Series drawn from the prior (n = 84, K <= 2): predicted against observed\n")
        say(
            "| bin | P(change) predicted | observed | series | P(window of 14 days) predicted | observed | series |"
        )
        say("|---|---|---|---|---|---|---|")
        let result = try PriorCalibration(count: 2 * Self.series).run()
        for bin in 0..<5 {
            let (any, window) = (result.any[bin], result.window[bin])
            say(
                "| .\(2 * bin)-\(bin == 4 ? "1" : ".\(2 * bin + 2)") | \(any.text) | \(window.text) |"
            )
            for part in [any, window] where part.count >= 20 {
                #expect(part.gap <= 0.04 + 2 * part.standardError, "bin \(bin)")
            }
        }
        say("\n95 % date sets given one change cover \(result.covered.percent) %.")
        #expect(result.covered.isAtLeast(0.93))
    }

    @Test("a look after every observation")
    func dailyLooks() throws {
        let count = max(50, Self.series / 2)
        say(
            "\n## A look every day from day 28 to day 84, \(count) unchanged series a cell and a quarter as "
                + "many with a change: % that ever say so\n")
        say(
            "| noise | change | watch, chance >= .8 | >= .9 | >= .95 | watch, any-time p <= .05 | "
                + "posterior refitted daily, P >= .8 |")
        say("|---|---|---|---|---|---|---|")
        let designs = try (28...84).map { try PosteriorDesign(times: Array(0..<$0)) }
        for kind in [.iid, .ar6, .ar8, .ar8white] as [SimulatedNoiseKind] {
            for size in [0.0, 2] {
                var (likely, nine, clear) = (Share(), Share(), Share())
                var (anytime, daily) = (Share(), Share())
                for stream in 0..<(size == 0 ? count : count / 4) {
                    var y = SimulatedDiary(
                        kind, 84, size: 0, seed: 900, stream: UInt64(stream)
                    ).y
                    for day in 42..<84 { y[day] += size }
                    let looks = try OnlineWatch(horizon: 56).looks(
                        y, times: Array(0..<84), since: 28)
                    likely.add(looks.contains { $0.chance >= 0.8 })
                    nine.add(looks.contains { $0.chance >= 0.9 })
                    clear.add(looks.contains { $0.chance >= 0.95 })
                    anytime.add((looks.last?.anytimePValue ?? 1) <= 0.05)
                    var options = ChangepointPosterior.Options()
                    options.maximumChanges = 1
                    daily.add(
                        try designs.contains { design in
                            try ChangepointPosterior(options: options).fit(
                                Array(y.prefix(design.count)), on: design
                            ).probability(ofChangeIn: 28..<design.count) >= 0.8
                        })
                }
                say(
                    "| \(kind.rawValue) | \(size == 0 ? "none" : "2 SD on day 42") | "
                        + "\(likely.percent) | \(nine.percent) | \(clear.percent) | "
                        + "\(anytime.percent) | \(daily.percent) |"
                )
                if size == 0 {
                    #expect(anytime.isAtMost(0.05), "\(kind.rawValue)")
                    #expect(nine.isAtMost(0.06), "\(kind.rawValue)")
                    #expect(clear.isAtMost(0.02), "\(kind.rawValue)")
                }
            }
        }
    }

    @Test("the bootstrap holds 5 % with a trend, a week and missing days")
    func bootstrap() throws {
        let count = max(200, Self.series / 2)
        say(
            "\n## Bootstrap of one change under AR(1) noise, \(count) unchanged series: % with p <= .05\n"
        )
        say("| design | n | rho 0 | .6 | .8 |")
        say("|---|---|---|---|---|")
        for n in [56, 84, 180, 365] {
            for design in BootstrapDesign.allCases {
                var row: [String] = []
                for kind in [.iid, .ar6, .ar8] as [SimulatedNoiseKind] {
                    var alarms = Share()
                    for stream in 0..<count {
                        alarms.add(try design.pValue(kind, n, stream: UInt64(stream)) <= 0.05)
                    }
                    row.append(alarms.percent)
                    #expect(alarms.isAtMost(0.075), "\(design.rawValue) n \(n)")
                }
                say("| \(design.rawValue) | \(n) | \(row.joined(separator: " | ")) |")
            }
        }
    }
}

/// ABAB with one effect and a lag of 4 days.
struct PhaseLagCalibration {
    let kind: SimulatedNoiseKind
    let n: Int
    let switches: [Int]
    static let lag = 4

    func run(series: Int, size: Double) throws -> (found: Share, lagCovered: Share) {
        let design = try PosteriorDesign(times: Array(0..<n))
        var (found, covered) = (Share(), Share())
        for stream in 0..<series {
            var y = SimulatedDiary(kind, n, size: 0, seed: 850, stream: UInt64(stream)).y
            for (place, start) in switches.enumerated() {
                for day in start + Self.lag..<n { y[day] += place % 2 == 0 ? size : -size }
            }
            let fit = try PhaseLagModel().fit(y, switches: switches, on: design)
            found.add(fit.probabilityOfEffect >= 0.8)
            covered.add(try fit.lagSet().contains(Self.lag))
        }
        return (found, covered)
    }
}

/// Series drawn from the very prior of the posterior.
struct PriorCalibration {
    let count: Int

    struct Bin {
        var predicted = 0.0
        var hits = 0
        var count = 0

        mutating func add(_ probability: Double, _ hit: Bool) {
            predicted += probability
            hits += hit ? 1 : 0
            count += 1
        }

        var gap: Double { abs(predicted - Double(hits)) / Double(max(1, count)) }
        var standardError: Double {
            let p = predicted / Double(max(1, count))
            return (p * (1 - p) / Double(max(1, count))).squareRoot()
        }
        var text: String {
            guard count > 0 else { return "- | - | 0" }
            let n = Double(count)
            return String(format: "%.2f | %.2f | %d", predicted / n, Double(hits) / n, count)
        }
    }

    func run() throws -> (any: [Bin], window: [Bin], covered: Share) {
        let n = 84
        let design = try PosteriorDesign(times: Array(0..<n))
        var options = ChangepointPosterior.Options()
        options.maximumChanges = 2
        var any = [Bin](repeating: Bin(), count: 5)
        var window = any
        var covered = Share()
        for stream in 0..<count {
            let (y, dates) = draw(n, stream: UInt64(stream))
            let fit = try ChangepointPosterior(options: options).fit(y, on: design)
            let p = fit.probabilityOfAnyChange
            any[min(4, Int(5 * p))].add(p, !dates.isEmpty)
            let inside = try fit.probability(ofChangeIn: 42..<56)
            window[min(4, Int(5 * inside))].add(inside, dates.contains { (42..<56).contains($0) })
            if dates.count == 1 {
                covered.add(try fit.dates().highestDensitySet().contains(dates[0]))
            }
        }
        return (any, window, covered)
    }

    private func draw(_ n: Int, stream: UInt64) -> (y: [Double], dates: [Int]) {
        var random = SeededGenerator(seed: 951, stream: stream)
        var normals = NormalDraws(SeededGenerator(seed: 952, stream: stream))
        let nodes = NoiseGrid.wanderAndWhite.nodes
        let node = nodes[random.uniform(below: nodes.count)]
        var wander = 0.0
        var y = (0..<n).map { day in
            let e = normals.next()
            wander =
                day == 0
                ? e : node.rho * wander + (1 - node.rho * node.rho).squareRoot() * e
            return (1 - node.white).squareRoot() * wander
                + node.white.squareRoot() * normals.next()
        }
        let rate: Double = log(2)
        let weights = [1, rate, rate * rate / 2]
        let u = random.uniform() * weights.reduce(0, +)
        let changes = u < weights[0] ? 0 : (u < weights[0] + weights[1] ? 1 : 2)
        var dates: [Int] = []
        repeat {
            dates = (0..<changes).map { _ in 7 + random.uniform(below: n - 13) }.sorted()
        } while zip(dates, dates.dropFirst()).contains { $1 - $0 < 7 }
        for date in dates {
            // |x| has the chi distribution with three degrees of freedom: density x^2 N(x; 0, 1).
            let square = (0..<3).reduce(0.0) { sum, _ in
                let z = normals.next()
                return sum + z * z
            }
            let size = random.uniform() < 0.5 ? square.squareRoot() : -square.squareRoot()
            for day in date..<n { y[day] += size }
        }
        return (y, dates)
    }
}

/// Designs that the bootstrap was made for.
enum BootstrapDesign: String, CaseIterable {
    case level, trend
    case week = "trend and week"
    case missing = "20 % missing"

    func pValue(_ kind: SimulatedNoiseKind, _ n: Int, stream: UInt64) throws -> Double {
        var random = SeededGenerator(seed: 961 + UInt64(n), stream: stream)
        var y = SimulatedDiary(kind, n, size: 0, seed: 960, stream: stream).y
        var days = Array(0..<n)
        if self == .missing {
            days = Array(random.shuffled(days).prefix(n * 4 / 5)).sorted()
            y = days.map { y[$0] }
        }
        var columns: [[Double]] = []
        if self == .trend || self == .week {
            columns.append(days.map { Double($0) })
            y = y.indices.map { y[$0] + 2 * Double(days[$0]) / Double(n) }
        }
        if self == .week {
            columns.append(days.map { cos(2 * Double.pi * Double($0) / 7) })
            columns.append(days.map { sin(2 * Double.pi * Double($0) / 7) })
        }
        let test = try SingleChangeTest(
            times: days, covariates: columns.isEmpty ? nil : Matrix(columns: columns))
        return try test.pValue(of: test.scan(y), replicates: 199, seed: stream)
    }
}

/// What is usually done instead, on the same data.
enum Naive {
    /// Optimal partitioning of the mean at 2 ln n times the variance of first differences / 2.
    static func penalisedMeanChanges(_ y: [Double]) throws -> Bool {
        let squares = zip(y, y.dropFirst()).reduce(0.0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
        let variance = squares / Double(2 * (y.count - 1))
        let penalty = 2 * log(Double(y.count)) * variance
        return try !LevelSearch(minimumSegment: 7).penalised(y, penalty: penalty).changes.isEmpty
    }

    /// Welch's t-test at 5 %, the quantile by Cornish and Fisher's expansion.
    static func tTest(_ a: [Double], _ b: [Double]) -> Bool {
        guard a.count > 2, b.count > 2 else { return false }
        func moments(_ x: [Double]) -> (mean: Double, share: Double) {
            let n = Double(x.count)
            let mean = x.reduce(0, +) / n
            return (mean, x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / n)
        }
        let (first, second) = (moments(a), moments(b))
        let variance = first.share + second.share
        guard variance > 0 else { return first.mean != second.mean }
        let freedom =
            variance * variance
            / (first.share * first.share / Double(a.count - 1)
                + second.share * second.share / Double(b.count - 1))
        let z = 1.959963984540054
        let quantile =
            z + (z * z * z + z) / (4 * freedom)
            + (5 * pow(z, 5) + 16 * pow(z, 3) + 3 * z) / (96 * freedom * freedom)
        return abs(first.mean - second.mean) / variance.squareRoot() > quantile
    }

    /// Bai's (1997) interval for independent errors: date +- 11.03 s^2 / size^2, rounded outwards.
    static func baiInterval(_ y: [Double]) throws -> ClosedRange<Int> {
        let best = try LevelSearch(minimumSegment: 7).constrained(y, mostChanges: 1)[1]
        let size = best.levels[1] - best.levels[0]
        let variance = best.cost / Double(y.count - 2)
        let reach = Int(min(11.03 * variance / (size * size), 1e6)) + 1
        return best.changes[0] - reach...best.changes[0] + reach
    }

    /// The day after the first bad one: above the mean so far by 1.3 SD, not before a third of the
    /// series and three weeks before its end.
    static func badDayStart(_ y: [Double]) -> Int? {
        for day in y.count / 3..<y.count - 21 {
            let past = y[..<day]
            let mean = past.reduce(0, +) / Double(day)
            let variance = past.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(day)
            if y[day] > mean + 1.3 * variance.squareRoot() { return day + 1 }
        }
        return nil
    }
}
