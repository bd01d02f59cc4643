// Times the drawing of schedules that change from day to day with at most two days in a row, on one core:
// prints a row for each number of conditions with the median of 21 runs. What a plan pays is the table of
// completions, made once, and one draw; the randomisation test pays for the draws alone.
import Foundation
import Stats

let days = 70
let draws = 10_000

func median(_ work: () -> Void) -> Double {
    let times = (0..<21).map { _ in
        let start = clock()
        work()
        return 1e3 * Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
    return times.sorted()[10]
}

func row(_ conditions: Int, _ balance: RunLimitedSequences.Balance) {
    var generator = SeededGenerator(seed: 1)
    var days = days
    // Equal shares need a length that divides.
    if balance == .equal { days -= days % conditions }
    func table() -> RunLimitedSequences? {
        RunLimitedSequences(
            length: days, conditionCount: conditions, maximumRun: 2, balance: balance)
    }
    guard let sequences = table() else { return }
    var checksum = 0
    let one = median { checksum += table()?.draw(using: &generator).count ?? 0 }
    let many = median {
        for _ in 0..<draws { checksum += sequences.draw(using: &generator).last ?? 0 }
    }
    precondition(checksum > 0, "the draws are used")
    let share = balance == .equal ? "equally often" : "as it falls"
    let first = String(format: "%.2f", one)
    let each = String(format: "%.4f", many / Double(draws))
    print(
        "| \(conditions) | \(share) | \(days) | \(sequences.count) | \(first) ms | \(each) ms |")
}

print("| conditions | each comes | days | schedules | table and one draw | one more draw |")
print("|---|---|---|---|---|---|")
for conditions in 2...4 {
    row(conditions, .free)
    row(conditions, .equal)
}
