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
    @inline(__always)
    mutating func becomeJump(
        of source: borrowing QuadraticEnvelope, _ shared: SharedSteps, _ step: Transition,
        penalty: Double, lowest: Double, highest: Double
    ) {
        removeAll()
        let count = source.count
        for place in 0..<count {
            let piece = source.pieces[step.r >= 0 ? place : count - 1 - place]
            pushJump(
                step.jump(piece, shared, penalty: penalty, end: highest), lowest: lowest,
                highest: highest)
        }
    }

    /// Puts a quadratic on the right of the envelope, as far left as it is lower.
    @inline(__always)
    private mutating func pushJump(_ jump: Piece, lowest: Double, highest: Double) {
        while count > 0 {
            let top = pieces[count - 1]
            let left = count > 1 ? pieces[count - 2].end : lowest
            let a = top.a - jump.a
            let b = top.b - jump.b
            let c = top.c - jump.c
            var overtakes = Double.nan
            if b * b - 4 * a * c > 0 { overtakes = root(a, b, c, sign: 1) }
            if !overtakes.isFinite {
                let middle = 0.5 * (left + top.end)
                guard (a * middle + b) * middle + c > 0 else { return }
                removeLast()
            } else if overtakes <= left {
                removeLast()
            } else {
                guard overtakes < highest else { return }
                pieces[count - 1].end = overtakes
                break
            }
        }
        append(jump)
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
