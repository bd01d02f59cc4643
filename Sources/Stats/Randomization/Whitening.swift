internal import RealModule

/// The transformation that makes AR(1) errors at irregular times independent, with unit variance:
/// row `i` becomes `s_i (a_i - f_i a_{i-1})`, `f_i = rho^gap_i`, `s_i = (1 - f_i²)^(-1/2)`; the
/// first row of each series stays. Missing rows cost nothing: a gap is a longer step.
struct Whitening: Sendable {
    private let scale: [Double]
    private let factor: [Double]

    init(layout: SeriesLayout, rho: Double) {
        self.init(gaps: layout.places.map(\.gap), rho: rho)
    }

    /// - Parameters:
    ///   - gaps: steps since the row before; nil for the first row of a series.
    ///   - rho: autocorrelation over one step, between -1 and 1.
    init(gaps: [Int?], rho: Double) {
        factor = gaps.map { gap in gap.map { Double.pow(rho, $0) } ?? 0 }
        scale = zip(gaps, factor).map { gap, factor in
            gap == nil ? 1 : 1 / ((1 - factor) * (1 + factor)).squareRoot()
        }
    }

    /// `W a`.
    func apply(_ column: [Double]) -> [Double] {
        column.indices.map { i in
            i == 0 ? scale[0] * column[0] : scale[i] * (column[i] - factor[i] * column[i - 1])
        }
    }

    /// `W'a`.
    func applyTransposed(_ column: [Double]) -> [Double] {
        column.indices.map { i in
            let own = scale[i] * column[i]
            guard i + 1 < column.count else { return own }
            return own - scale[i + 1] * factor[i + 1] * column[i + 1]
        }
    }

    /// `V^-1 = W'W`: its diagonal, and its entries left of the diagonal.
    var precision: (diagonal: [Double], offDiagonal: [Double]) {
        let squares = scale.map { $0 * $0 }
        let diagonal = squares.indices.map { i in
            guard i + 1 < squares.count else { return squares[i] }
            return squares[i] + squares[i + 1] * factor[i + 1] * factor[i + 1]
        }
        return (diagonal, squares.indices.map { -squares[$0] * factor[$0] })
    }

    /// `log det V`.
    var logDeterminant: Double { -2 * scale.reduce(0) { $0 + .log($1) } }
}
