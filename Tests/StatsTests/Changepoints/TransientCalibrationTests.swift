import Foundation
import Testing

@testable import Stats

/// How often a new level is claimed where there is none, and found where there is one. The smoke version
/// always runs; the full one prints the tables of docs/calibration-transients.md when N1_CALIBRATE=1, with
/// N1_CALIBRATE_SERIES series a cell (400 unless told).
@Suite("Calibration of claims of a new level, smoke")
struct TransientCalibrationSmokeTests {
    @Test("flares, plateaus and floors are rarely called a new level at 56 days")
    func quiet() throws {
        let design = try TransientDesign(times: Array(0..<56))
        var claims = Share()
        for world in TransientWorld.all where !world.isOpen {
            for stream: UInt64 in 0..<4 {
                let y = world.series(56, seed: 300, stream: stream)
                guard Set(y).count > 1 else { continue }
                claims.add(try LastingChange(y, on: design).isClaimed)
            }
        }
        #expect(claims.isAtMost(0.05), "claims \(claims.percent) %")
    }

    @Test("a step of 2 SD is found at 84 days, and its dates hold it")
    func power() throws {
        let design = try TransientDesign(times: Array(0..<84))
        var (found, covered) = (Share(), Share())
        for stream: UInt64 in 0..<40 {
            let (y, index) = TransientWorld.step(84, rho: 0.3, size: 2, seed: 301, stream: stream)
            let change = try LastingChange(y, on: design)
            found.add(change.isClaimed)
            covered.add(try change.raw.dates.highestDensitySet().contains(index))
        }
        #expect(found.isAtLeast(0.88), "found \(found.percent) %")
        #expect(covered.isAtLeast(0.95), "covered \(covered.percent) %")
    }
}

@Suite(
    "Calibration of claims of a new level", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["N1_CALIBRATE"] == "1"))
struct TransientCalibrationTests {
    static let series =
        ProcessInfo.processInfo.environment["N1_CALIBRATE_SERIES"].flatMap(Int.init) ?? 400

    private func say(_ line: String) { print(line) }

    /// Claims of one cell.
    private struct Cell {
        var plain = Share(), likely = Share(), clear = Share()
        var dated = Share(), open = Share(), gradual = Share()

        mutating func add(_ change: LastingChange, plain fit: ChangepointPosteriorFit) {
            plain.add(fit.probabilityOfAnyChange >= 0.8)
            likely.add(change.isClaimed)
            clear.add(change.verdict == .clear)
            guard change.isClaimed else { return }
            dated.add(change.pace == .atOnce)
            open.add(change.pace == .cannotBeTold)
            gradual.add(change.pace == .gradual)
        }

        /// Of series where every day has one value nothing is claimed.
        mutating func addConstant() {
            plain.add(false)
            likely.add(false)
            clear.add(false)
        }
    }

    private func cell(_ world: TransientWorld, _ design: TransientDesign) throws -> Cell {
        var cell = Cell()
        for stream in 0..<Self.series {
            let y = world.series(
                design.count, seed: 2000 + UInt64(design.count), stream: UInt64(stream))
            guard Set(y).count > 1 else {
                cell.addConstant()
                continue
            }
            let plain = ChangepointPosterior(options: .reading(count: y.count))
            cell.add(
                try LastingChange(y, on: design), plain: try plain.fit(y, on: design.base))
        }
        return cell
    }

    @Test("claims in worlds without a lasting change")
    func worlds() throws {
        say("\n## No lasting change: claims in % of \(Self.series) series\n")
        say("| world | 56 days, plain | claimed | clear | 84 days, plain | claimed | clear |")
        say("|---|---|---|---|---|---|---|")
        let designs = try [56, 84].map { try TransientDesign(times: Array(0..<$0)) }
        for world in TransientWorld.all {
            let cells = try designs.map { try cell(world, $0) }
            let shown = cells.map {
                "\($0.plain.percent) | **\($0.likely.percent)** | \($0.clear.percent)"
            }
            let name = world.isOpen ? "*\(world.name)*" : world.name
            say("| \(name) | \(shown.joined(separator: " | ")) |")
            for cell in cells where !world.name.contains("44 %") {
                let bar = world.isOpen ? 0.08 : 0.05
                #expect(
                    cell.likely.isAtMost(bar), "\(world.name): \(cell.likely.percent) %")
            }
        }
    }

    @Test("steps that are found, their dates, and how they are worded")
    func power() throws {
        say("\n## One lasting step: % of \(Self.series) series\n")
        say(
            "| step | days | plain | claimed | clear | worded with a date, open, gradual (% of claims) | "
                + "95 % date set covers | its days |")
        say("|---|---|---|---|---|---|---|---|")
        let bars = ["84 0.3 2.0": 0.88, "84 0.5 2.0": 0.78]
        for n in [56, 84, 180] {
            let design = try TransientDesign(times: Array(0..<n))
            for (rho, size) in [(0.3, 2.0), (0.5, 2), (0.3, 1.5)] {
                var (cell, covered, days) = (Cell(), Share(), 0)
                for stream in 0..<Self.series {
                    let (y, index) = TransientWorld.step(
                        n, rho: rho, size: size, seed: 2100 + UInt64(n), stream: UInt64(stream))
                    let change = try LastingChange(y, on: design)
                    let set = try change.raw.dates.highestDensitySet()
                    covered.add(set.contains(index))
                    days += set.indices.count
                    let plain = ChangepointPosterior(options: .reading(count: n))
                    cell.add(change, plain: try plain.fit(y, on: design.base))
                }
                say(
                    "| \(size) SD, AR \(rho) | \(n) | \(cell.plain.percent) | "
                        + "**\(cell.likely.percent)** | \(cell.clear.percent) | "
                        + "\(cell.dated.percent), \(cell.open.percent), \(cell.gradual.percent) | "
                        + "\(covered.percent) | \(days / Self.series) |")
                if let bar = bars["\(n) \(rho) \(size)"] {
                    #expect(cell.likely.isAtLeast(bar), "\(cell.likely.percent) %")
                }
            }
        }
    }

    @Test("drifts and seasons that are claimed carry no date")
    func courses() throws {
        say("\n## Drifts and seasons: % of \(Self.series) series\n")
        say("| world | days | claimed | with a date, open, gradual (% of claims) |")
        say("|---|---|---|---|")
        let drift = TransientWorld("drift of 1.5 SD a month", .drift(perMonth: -1.5))
        let season = TransientWorld("year of amplitude 1.5 SD", .season(amplitude: 1.5))
        for (world, n) in [(drift, 56), (drift, 84), (season, 84), (season, 180)] {
            let cell = try cell(world, TransientDesign(times: Array(0..<n)))
            say(
                "| \(world.name) | \(n) | \(cell.likely.percent) | \(cell.dated.percent), "
                    + "\(cell.open.percent), \(cell.gradual.percent) |")
        }
    }

    @Test("a look after every observation")
    func watch() throws {
        let count = Self.series / 4
        say("\n## A watch from day 28 to day 84: % of \(count) series that ever say so\n")
        say("| world | any-time p <= .05 | chance >= .9 |")
        say("|---|---|---|")
        for place in [0, 1, 6, 13, 14, 17] {
            let world = TransientWorld.all[place]
            let shares = try Self.ever(count) {
                world.series(84, seed: 2200, stream: $0)
            }
            say("| \(world.name) | \(shares.p.percent) | \(shares.chance.percent) |")
            #expect(shares.p.isAtMost(0.05), "\(world.name)")
        }
        for rho in [0.3, 0.5] {
            let shares = try Self.ever(count) { stream in
                var draws = WorldDraws(seed: 2201, stream: stream)
                return draws.wander(84, rho).enumerated().map { $1 + ($0 >= 42 ? 2 : 0) }
            }
            say(
                "| 2 SD on day 42, AR \(rho) | \(shares.p.percent) | \(shares.chance.percent) |")
        }
    }

    private static func ever(
        _ count: Int, _ series: (UInt64) -> [Double]
    ) throws -> (p: Share, chance: Share) {
        var (p, chance) = (Share(), Share())
        for stream in 0..<count {
            let y = series(UInt64(stream))
            guard Set(y).count > 1 else { continue }
            let looks = try OnlineWatch(horizon: 84).looks(y, times: Array(0..<84), since: 28)
            p.add((looks.last?.anytimePValue ?? 1) <= 0.05)
            chance.add(looks.contains { $0.chance >= 0.9 })
        }
        return (p, chance)
    }
}
