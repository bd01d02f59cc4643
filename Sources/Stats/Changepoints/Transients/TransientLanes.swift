internal import RealModule

/// How much each transient of the library would explain under one noise, beside those swept out.
///
/// With q = f'M f + 1/KF^2 and g = f'M y the weight of one more transient is
///   exp(c) (q KF^2)^-1/2 (r0 + floor - g^2/q)^(-dof/2).
struct TransientLanes {
    typealias Lanes = SIMD4<Double>

    private var pivots: [Lanes]
    private var moments: [Lanes]

    /// - `moments`: g of the steps, n values with slack: suffix sums of M y.
    init(_ library: TransientLibrary, pivots: [Lanes], stepMoments: [Double]) {
        let n = library.times.count
        self.pivots = pivots
        let projected = (0..<n).map { stepMoments[$0] - stepMoments[$0 + 1] }
        var moments = [Lanes](repeating: .zero, count: pivots.count)
        library.products(of: projected, sums: stepMoments) { group, products in
            moments[group] = products
        }
        self.moments = moments
    }

    /// Sweeps out the latest column of `sweeps`: q -= (f'w)^2, g -= (f'w)(w'y).
    mutating func sweep(_ library: TransientLibrary, _ sweeps: NodeSweeps) {
        guard let row = sweeps.rows.last else { return }
        let latest = sweeps.rows.count - 1
        sweeps.weights.withUnsafeBufferPointer { weights in
            sweeps.sums.withUnsafeBufferPointer { sums in
                guard let weight = weights.baseAddress, let sum = sums.baseAddress else { return }
                pivots.withUnsafeMutableBufferPointer { pivots in
                    moments.withUnsafeMutableBufferPointer { moments in
                        library.products(
                            of: weight + latest * sweeps.count, sums: sum + latest * sweeps.stride
                        ) { group, products in
                            let left = pivots[group] - products * products
                            // Only rounding could take a pivot below its ridge.
                            pivots[group] = left.replacing(with: 1e-12, where: left .< 1e-12)
                            moments[group] -= row.projection * products
                        }
                    }
                }
            }
        }
    }

    /// The most that one transient takes off the residual.
    var largestDrop: Double {
        var largest = Lanes.zero
        for group in pivots.indices {
            let drop = moments[group] * moments[group] / pivots[group]
            largest.replace(with: drop, where: drop .> largest)
        }
        return largest.max()
    }

    /// Adds `scale` (reference / residual with the transient)^(freedom/2) / sqrt(q) of every transient.
    func addWeights(
        scale: Double, reference: Double, residual: Double, freedom: Int, to weights: inout [Lanes]
    ) {
        for group in pivots.indices {
            let inverse = 1 / pivots[group]
            let left = residual - moments[group] * moments[group] * inverse
            weights[group] +=
                scale * halfPower(reference / left, freedom, root: inverse)
        }
    }
}
