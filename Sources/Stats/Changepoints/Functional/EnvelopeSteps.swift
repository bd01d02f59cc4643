/// One step of the noise: w (z - mu + r u)^2 from level u to level mu.
struct Transition {
    let r: Double
    let w: Double
    let z: Double
}

/// w (z - (1 - r) mu)^2 summed over the steps that every piece shares.
struct SharedSteps {
    var a = 0.0
    var b = 0.0
    var c = 0.0

    @inline(__always)
    mutating func add(_ step: Transition, sign: Double = 1) {
        let q = 1 - step.r
        a += sign * step.w * q * q
        b -= sign * 2 * step.w * q * step.z
        c += sign * step.w * step.z * step.z
    }

    @inline(__always)
    mutating func remove(_ step: Transition) { add(step, sign: -1) }
}

extension Transition {
    /// penalty + min over u of piece(u) + w (z - mu + r u)^2, a quadratic in mu.
    @inline(__always)
    func jump(
        _ piece: Piece, _ shared: SharedSteps, penalty: Double, end: Double
    ) -> Piece {
        let a = piece.a + shared.a
        let b = piece.b + shared.b
        let inverse = 1 / (a + w * r * r)
        let curvature = w * a * inverse
        let k = b * w * r * inverse
        let c = piece.c + shared.c - 0.25 * b * b * inverse + (curvature * z - k) * z + penalty
        return Piece(a: curvature, b: k - 2 * z * curvature, c: c, end: end, node: piece.node)
    }
}

extension QuadraticEnvelope {
    @inline(__always)
    func stay(_ step: Transition) {
        let q = 1 - step.r
        let a = step.w * q * q
        let b = -2 * step.w * q * step.z
        let c = step.w * step.z * step.z
        for index in 0..<count {
            pieces[index].a += a
            pieces[index].b += b
            pieces[index].c += c
        }
    }

    /// The lower envelope of the jumps from every piece of `source`.
    ///
    /// The roots, which cost most, are found first and for neighbours only: they do not wait for each
    /// other. The stack then needs a root of its own only where it takes a piece away.
    @inline(__always)
    mutating func becomeJump(
        of source: borrowing QuadraticEnvelope, _ shared: SharedSteps, _ step: Transition,
        penalty: Double, lowest: Double, highest: Double
    ) {
        removeAll()
        let count = source.count
        for place in 0..<count {
            let piece = source.pieces[step.r >= 0 ? place : count - 1 - place]
            append(step.jump(piece, shared, penalty: penalty, end: highest))
        }
        for place in 1..<max(1, count) {
            pieces[place - 1].end = pieces[place].overtakes(pieces[place - 1])
        }
        keepLowest(lowest: lowest, highest: highest)
    }

    /// Makes an envelope of quadratics in the order in which they are lowest, in place. Each holds in
    /// `end` where the next overtakes it.
    @inline(__always)
    private mutating func keepLowest(lowest: Double, highest: Double) {
        var kept = 0
        var previous = -1
        let total = count
        for place in 0..<total {
            let jump = pieces[place]
            var isLower = true
            while kept > 0 {
                let top = pieces[kept - 1]
                let left = kept > 1 ? pieces[kept - 2].end : lowest
                let crossing =
                    previous == place - 1 ? pieces[kept - 1].end : jump.overtakes(top)
                if !crossing.isFinite {
                    let middle = 0.5 * (left + highest)
                    isLower = top.value(at: middle) > jump.value(at: middle)
                    guard isLower else { break }
                } else if crossing > left {
                    isLower = crossing < highest
                    if isLower { pieces[kept - 1].end = crossing }
                    break
                }
                kept -= 1
                previous = -1
            }
            if isLower {
                pieces[kept] = jump
                kept += 1
                previous = place
            }
        }
        truncate(to: kept)
        if kept > 0 { pieces[kept - 1].end = highest }
    }

    /// min(present, newborn); equal values keep the present piece.
    @inline(__always)
    mutating func becomeMinimum(
        of present: borrowing QuadraticEnvelope, newborn: borrowing QuadraticEnvelope,
        bornAt time: Int, _ history: inout ChangeHistory, lowest: Double
    ) {
        removeAll()
        guard present.count > 0 else {
            for index in 0..<newborn.count {
                var piece = newborn.pieces[index]
                piece.node = history.append(start: time, after: piece.node)
                append(piece)
            }
            return
        }
        var merge = EnvelopeMerge(time: time, left: lowest)
        var i = 0
        var j = 0
        while i < present.count, j < newborn.count {
            let p = present.pieces[i]
            let q = newborn.pieces[j]
            let end = min(p.end, q.end)
            merge.overlap(p, q, place: j, until: end, &self, &history)
            merge.left = end
            if p.end <= end { i += 1 }
            if q.end <= end { j += 1 }
        }
    }
}
