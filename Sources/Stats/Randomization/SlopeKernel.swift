/// Difference between the least-squares slopes over treated and over reference rows, per step,
/// averaged over the series in which both exist. Each condition has one line in a series, whatever
/// the number of its phases.
struct SlopeKernel: ArrangementKernel {
    let layout: SeriesLayout
    /// Takes out the covariates, by ordinary least squares.
    let adjustment: GLSKernel
    let treated: Int
    let reference: Int

    struct Scratch {
        fileprivate var treated = LineSums()
        fileprivate var reference = LineSums()
    }

    func prepare(_ first: [Double], _ second: [Double]) -> ScoreColumns {
        ScoreColumns(first: adjustment.project(first), second: adjustment.project(second))
    }

    func scratch() -> Scratch { Scratch() }

    func evaluate(
        _ arrangement: Arrangement, _ prepared: ScoreColumns, _ scratch: inout Scratch
    ) -> (Double, Double)? {
        var total = (0.0, 0.0)
        var count = 0
        var row = 0
        for series in 0..<layout.seriesCount {
            scratch = Scratch()
            let origin = row < layout.places.count ? layout.places[row].position : 0
            while row < layout.places.count, layout.places[row].series == series {
                let place = layout.places[row]
                let time = Double(place.position - origin)
                let condition = arrangement[place.exposure]
                if condition == treated {
                    scratch.treated.add(time, prepared.first[row], prepared.second[row])
                } else if condition == reference {
                    scratch.reference.add(time, prepared.first[row], prepared.second[row])
                }
                row += 1
            }
            guard let a = scratch.treated.slope, let b = scratch.reference.slope else { continue }
            total = (total.0 + a.0 - b.0, total.1 + a.1 - b.1)
            count += 1
        }
        return count == 0 ? nil : (total.0 / Double(count), total.1 / Double(count))
    }
}

private struct LineSums {
    private var count = 0.0
    private var time = 0.0
    private var square = 0.0
    private var values = (0.0, 0.0)
    private var products = (0.0, 0.0)

    mutating func add(_ t: Double, _ a: Double, _ b: Double) {
        count += 1
        time += t
        square += t * t
        values = (values.0 + a, values.1 + b)
        products = (products.0 + t * a, products.1 + t * b)
    }

    /// Times are whole steps, so the divisor is exact.
    var slope: (Double, Double)? {
        let spread = count * square - time * time
        guard spread > 0 else { return nil }
        return (
            (count * products.0 - time * values.0) / spread,
            (count * products.1 - time * values.1) / spread
        )
    }
}
