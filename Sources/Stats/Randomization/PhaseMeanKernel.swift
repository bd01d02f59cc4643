/// Difference between the mean of the means of treated phases and that of reference phases.
/// Phases without a score do not count; a phase ends where its series does.
struct PhaseMeanKernel: ArrangementKernel {
    let layout: SeriesLayout
    /// Takes out the covariates, by ordinary least squares.
    let adjustment: GLSKernel
    let treated: Int
    let reference: Int

    struct Scratch {
        fileprivate var treated = PhaseMeans()
        fileprivate var reference = PhaseMeans()
    }

    func prepare(_ first: [Double], _ second: [Double]) -> ScoreColumns {
        ScoreColumns(first: adjustment.project(first), second: adjustment.project(second))
    }

    func scratch() -> Scratch { Scratch() }

    func evaluate(
        _ arrangement: Arrangement, _ prepared: ScoreColumns, _ scratch: inout Scratch
    ) -> (Double, Double)? {
        scratch = Scratch()
        var start = 0
        while start < layout.places.count {
            let end = endOfPhase(startingAt: start, arrangement)
            let condition = arrangement[layout.places[start].exposure]
            if condition == treated {
                scratch.treated.add(start..<end, prepared)
            } else if condition == reference {
                scratch.reference.add(start..<end, prepared)
            }
            start = end
        }
        guard let a = scratch.treated.mean, let b = scratch.reference.mean else { return nil }
        return (a.0 - b.0, a.1 - b.1)
    }

    /// Two scores belong to one phase when no row between them has another condition.
    private func endOfPhase(startingAt start: Int, _ arrangement: Arrangement) -> Int {
        let first = layout.places[start]
        var row = first.exposure
        var end = start + 1
        while end < layout.places.count, layout.places[end].series == first.series {
            while row < layout.places[end].exposure {
                row += 1
                if arrangement[row] != arrangement[first.exposure] { return end }
            }
            end += 1
        }
        return end
    }
}

private struct PhaseMeans {
    private var count = 0
    private var first = 0.0
    private var second = 0.0

    mutating func add(_ rows: Range<Int>, _ columns: ScoreColumns) {
        var sums = (0.0, 0.0)
        for row in rows {
            sums.0 += columns.first[row]
            sums.1 += columns.second[row]
        }
        count += 1
        first += sums.0 / Double(rows.count)
        second += sums.1 / Double(rows.count)
    }

    var mean: (Double, Double)? {
        count == 0 ? nil : (first / Double(count), second / Double(count))
    }
}
