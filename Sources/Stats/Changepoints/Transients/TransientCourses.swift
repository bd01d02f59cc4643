internal import RealModule

/// The weight of a drift or a slow wave instead of a step, for the wording of a claim only.
///
/// Legendre polynomials of time up to the first, second and third degree, coefficients N(0, s^2), swept
/// out beside a set of transients, no step; prior ln 2 times .5, .3 and .2.
struct TransientCourses {
    static let shares = [0.5, 0.3, 0.2]

    /// Log weight beside one set, priors included.
    /// - Complexity: O(nodes n J).
    static func logWeight(_ set: TransientSet, _ path: TransientPath) -> Double {
        var logs: [Double] = []
        for k in set.nodes.indices {
            var node = set.nodes[k]
            var sweeps = path.sweeps[k].first(set.size)
            for (course, share) in zip(path.design.courses, shares) {
                sweeps.sweep(
                    course, ridge: 1, path.design.projections[k], values: path.series.values,
                    into: &node)
                logs.append(
                    .log(share)
                        + node.logWeightOfNone(
                            floor: path.series.floor, freedom: path.prior.freedom))
            }
        }
        let top = logs.max() ?? 0
        return top + .log(logs.reduce(0) { $0 + .exp($1 - top) }) + .log(Double.log(2))
            + Double(set.size) * path.prior.logTransient
    }
}
