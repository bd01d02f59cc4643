import ExperimentDiary
import ExperimentText

extension [Amendment] {
    /// Those that hold: without the ones that were taken back, and without what took them back.
    package var inForce: [Amendment] { (try? Amendment.inForce(self)) ?? self }
}

extension Amendment {
    /// - Throws: `AmendmentError` where nothing is there to be taken back, or days were lived by it.
    static func inForce(_ amendments: [Amendment]) throws(AmendmentError) -> [Amendment] {
        var holding: [Amendment] = []
        for amendment in amendments {
            guard amendment.change == .takeBack else {
                holding.append(amendment)
                continue
            }
            guard let former = holding.popLast() else {
                throw .nothingToTakeBack(day: amendment.day)
            }
            guard former.isFresh(on: amendment.madeOn ?? amendment.day) else {
                throw .livedSince(former, day: amendment.day)
            }
        }
        return holding
    }

    /// Whether no day was lived by it before this one, or it was written down on this one.
    private func isFresh(on day: CalendarDay) -> Bool {
        self.day >= day || madeOn == day
    }
}

extension Schedule {
    /// The schedule with every amendment laid in, in order.
    /// - Throws: `AmendmentError` for a day outside the schedule or before the amendment before.
    package func amended(by amendments: [Amendment]) throws(AmendmentError) -> Schedule {
        var schedule = self
        let holding = try Amendment.inForce(amendments)
        for (place, amendment) in holding.enumerated() {
            if place > 0, amendment.day < holding[place - 1].day {
                throw .beforeFormer(day: amendment.day, former: holding[place - 1].day)
            }
            schedule = try schedule.amended(by: amendment)
        }
        return schedule
    }

    private func amended(by amendment: Amendment) throws(AmendmentError) -> Schedule {
        let day = amendment.day
        switch amendment.change {
        case .note, .takeBack: return self
        default: if let pause = pause(on: day) { return try amended(by: amendment, in: pause) }
        }
        guard let place = phases.firstIndex(where: { $0.days.contains(day) }) else {
            throw .outsideSchedule(day: day, first: days.lowerBound, last: days.upperBound)
        }
        let (before, now, after) = (phases[..<place], phases[place], phases[(place + 1)...])
        let lived = now.first.distance(to: day)
        switch amendment.change {
        case .note, .takeBack: return self
        case .extend(let more):
            return Schedule(
                phases: before + [now.lasting(now.lengthInDays + more)]
                    + after.map { $0.moved(by: more) })
        case .pause(let pause):
            let parts = [
                lived > 0 ? now.lasting(lived) : nil,
                now.lasting(now.lengthInDays - lived).moved(by: lived + pause),
            ].compactMap(\.self)
            return Schedule(phases: before + parts + after.map { $0.moved(by: pause) })
        case .endPhase:
            guard lived > 0 else { throw .nothingLived(phase: now.name, day: day) }
            let saved = now.lengthInDays - lived
            return Schedule(
                phases: before + [now.lasting(lived)] + after.map { $0.moved(by: -saved) })
        case .stop:
            let parts = before + (lived > 0 ? [now.lasting(lived)] : [])
            guard !parts.isEmpty else { throw .nothingLived(phase: now.name, day: day) }
            return Schedule(phases: Array(parts))
        }
    }

    /// The days between two phases that a day is one of; nil for a day of a phase, or of none.
    package func pause(on day: CalendarDay) -> ClosedRange<CalendarDay>? {
        guard phase(on: day) == nil, let before = phases.last(where: { $0.last < day }),
            let after = phases.first(where: { $0.first > day })
        else { return nil }
        return before.last.advanced(by: 1)...after.first.advanced(by: -1)
    }

    /// A pause is lengthened and ended as a phase is; a stop in it ends the trial with the phase before.
    private func amended(
        by amendment: Amendment, in pause: ClosedRange<CalendarDay>
    ) throws(AmendmentError) -> Schedule {
        let before = phases.filter { $0.last < pause.lowerBound }
        let shift: Int
        switch amendment.change {
        case .note, .takeBack: return self
        case .stop: return Schedule(phases: before)
        case .pause:
            throw .pausedAlready(day: amendment.day, goesOn: pause.upperBound.advanced(by: 1))
        case .extend(let days): shift = days
        case .endPhase: shift = -(amendment.day.distance(to: pause.upperBound) + 1)
        }
        let after = phases.filter { $0.first > pause.upperBound }
        return Schedule(phases: before + after.map { $0.moved(by: shift) })
    }
}

extension Phase {
    fileprivate func lasting(_ days: Int) -> Phase {
        Phase(
            name: name, condition: condition, first: first, lengthInDays: days, part: part,
            food: food, portion: portion)
    }

    fileprivate func moved(by days: Int) -> Phase {
        Phase(
            name: name, condition: condition, first: first.advanced(by: days),
            lengthInDays: lengthInDays, part: part, food: food, portion: portion)
    }
}
