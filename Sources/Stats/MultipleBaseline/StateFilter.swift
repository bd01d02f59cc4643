internal import RealModule

/// Whitening by a Kalman filter over several hidden first-order autoregressions:
///
///     observation i = h_i'u(t_i) + noise,  corr(u_k(t), u_k(t')) = rho_k^|t - t'|.
///
/// The gains do not depend on the data. `prepare` finds them for one set of parameters, `apply`
/// then whitens any number of columns; neither allocates.
/// - Complexity: O(n K^2) for the gains and O(n K) a column, K being the number of states.
struct StateFilter {
    let stateCount: Int
    let times: [Int]
    /// h, `stateCount` numbers an observation; observations of one time stand together.
    let weights: [Double]
    /// ln det V.
    private(set) var logDeterminant = 0.0
    private var gains: [Double]
    private var inverseDeviations: [Double]
    /// rho_k^gap before each observation; 1 within a time.
    private var persistence: [Double]
    /// What the latest gap does to each state: f_k, and v_k (1 - f_k^2).
    private var carried: [Double]
    private var renewed: [Double]
    private var covariance: [Double]
    private var product: [Double]
    private var mean: [Double]

    init(stateCount: Int, times: [Int], weights: [Double]) {
        self.stateCount = stateCount
        self.times = times
        self.weights = weights
        gains = [Double](repeating: 0, count: weights.count)
        persistence = gains
        inverseDeviations = [Double](repeating: 0, count: times.count)
        covariance = [Double](repeating: 0, count: stateCount * stateCount)
        product = [Double](repeating: 0, count: stateCount)
        mean = product
        carried = product
        renewed = product
    }

    /// - Parameters:
    ///   - rhos: autocorrelation of each state over one step.
    ///   - variances: of each state.
    ///   - noise: variance of each observation's own noise.
    mutating func prepare(rhos: [Double], variances: [Double], noise: Double) {
        logDeterminant = 0
        for i in covariance.indices { covariance[i] = 0 }
        for k in 0..<stateCount { covariance[k * (stateCount + 1)] = variances[k] }
        var latestGap = 0
        for place in times.indices {
            let gap = place == 0 ? 0 : times[place] - times[place - 1]
            if gap == 0 {
                for k in 0..<stateCount { persistence[place * stateCount + k] = 1 }
            } else {
                if gap != latestGap {
                    for k in 0..<stateCount {
                        let step = AR1Step(rho: rhos[k], gap: gap)
                        carried[k] = step.persistence
                        renewed[k] = variances[k] * step.variance
                    }
                    latestGap = gap
                }
                step(place)
            }
            observe(place, noise: noise)
        }
    }

    /// P_jk = f_j f_k P_jk + [j = k] v_k (1 - f_k^2).
    private mutating func step(_ place: Int) {
        let size = stateCount
        for j in 0..<size {
            persistence[place * size + j] = carried[j]
            for k in 0..<size { covariance[j * size + k] *= carried[j] * carried[k] }
            covariance[j * (size + 1)] += renewed[j]
        }
    }

    /// F = h'Ph + noise, g = Ph / F, P -= g (Ph)'.
    private mutating func observe(_ place: Int, noise: Double) {
        let size = stateCount
        var total = noise
        for j in 0..<size {
            var sum = 0.0
            for k in 0..<size { sum += covariance[j * size + k] * weights[place * size + k] }
            product[j] = sum
            total += weights[place * size + j] * sum
        }
        logDeterminant += Double.log(total)
        inverseDeviations[place] = 1 / total.squareRoot()
        for j in 0..<size {
            gains[place * size + j] = product[j] / total
            for k in 0..<size {
                covariance[j * size + k] -= product[j] * product[k] / total
            }
        }
    }

    /// L^-1 a for each column a, V = LL'.
    /// - Parameters:
    ///   - columns: `times.count` numbers each, one after the other.
    ///   - result: as many numbers; the whitened columns.
    mutating func apply(_ columns: [Double], into result: inout [Double]) {
        let rows = times.count
        precondition(
            columns.count == result.count && columns.count.isMultiple(of: max(rows, 1)),
            "whitened columns are as long as the observations")
        guard rows > 0 else { return }
        columns.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                for start in stride(from: 0, to: source.count, by: rows) {
                    applyColumn(
                        UnsafeBufferPointer(rebasing: source[start..<start + rows]),
                        UnsafeMutableBufferPointer(rebasing: target[start..<start + rows]))
                }
            }
        }
    }

    /// v = a - h'M; M += g v.
    private mutating func applyColumn(
        _ source: UnsafeBufferPointer<Double>, _ target: UnsafeMutableBufferPointer<Double>
    ) {
        let size = stateCount
        for k in 0..<size { mean[k] = 0 }
        weights.withUnsafeBufferPointer { weights in
            gains.withUnsafeBufferPointer { gains in
                persistence.withUnsafeBufferPointer { persistence in
                    mean.withUnsafeMutableBufferPointer { mean in
                        var start = 0
                        for place in source.indices {
                            var innovation = source[place]
                            for k in 0..<size {
                                mean[k] *= persistence[start + k]
                                innovation -= weights[start + k] * mean[k]
                            }
                            for k in 0..<size { mean[k] += gains[start + k] * innovation }
                            target[place] = innovation * inverseDeviations[place]
                            start += size
                        }
                    }
                }
            }
        }
    }
}
