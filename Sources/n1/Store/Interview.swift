import Experiment

/// Asks on the terminal for what the plan wants to know of a day.
struct Interview {
    private let plan: TrialPlan
    private let day: CalendarDay
    private let recorded: [RecordedFact]

    init(_ plan: TrialPlan, day: CalendarDay, store: TrialPlace) throws {
        self.plan = plan
        self.day = day
        recorded = try store.facts()
    }

    /// `name=value` for every question that was answered; Return leaves one out, and the end of the
    /// input
    /// (Ctrl-D) all that are left.
    func answers() throws -> [String] {
        Terminal.writeFitted("\(day). Return skips a question; Ctrl-D ends them.\n")
        var typed: [String] = []
        for series in dueSeries {
            let items = plan.askedItems(of: series)
            if !items.isEmpty {
                Terminal.writeFitted("\(series.name): \(items.count) questions, one number each.\n")
            }
            for question in items.isEmpty
                ? [series] : items.filter({ readings(of: $0, on: day).isEmpty })
            {
                switch answer(question) {
                case .said(let assignment): typed.append(assignment)
                case .skipped: continue
                case .ended: return typed
                }
            }
        }
        if case .said(let event) = event() { typed.append(event) }
        return typed
    }

    /// What became of a question.
    private enum Reply {
        case said(String), skipped, ended
    }

    /// What is not written down yet, and not asked more often than its recall allows.
    private var dueSeries: [PlannedSeries] {
        plan.series.filter { series in
            let days = readings(of: series).map(\.day)
            if series.combining != nil { return true }
            let gap = max(series.daysBetween, series.instrument?.minimumDaysBetween ?? 1)
            return !days.contains { abs($0.distance(to: day)) < gap }
        }
    }

    private func answer(_ series: PlannedSeries) -> Reply {
        let hint = [series.allowed?.description, yesterday(series)].compactMap(\.self)
        var question = series.name + (hint.isEmpty ? "" : " (\(hint.joined(separator: "; ")))")
        while let typed = Terminal.asked(question + ": ") {
            if typed.isEmpty { return .skipped }
            let assignment = "\(series.id)=\(typed)"
            do throws(LogError) {
                _ = try LogRequest([assignment], day: day, plan: plan)
                return .said(assignment)
            } catch {
                Terminal.writeFitted("  \(error)\n")
                question = series.name
            }
        }
        return .ended
    }

    private func event() -> Reply {
        let names = DayMark.allCases.map(\.rawValue).joined(separator: ", ")
        while let typed = Terminal.asked("Anything else (\(names)): ") {
            if typed.isEmpty { return .skipped }
            if let mark = DayMark(rawValue: typed.lowercased()) {
                return .said("\(mark.rawValue)=yes")
            }
            Terminal.writeFitted("  found \"\(typed)\"; expected one of \(names).\n")
        }
        return .ended
    }

    /// Yesterday's value can pull today's towards it, so it is shown only where the plan says so.
    private func yesterday(_ series: PlannedSeries) -> String? {
        guard plan.diary.showsYesterday,
            let last = readings(of: series).last(where: { $0.day == day.advanced(by: -1) })
        else { return nil }
        return "yesterday \(last.value)"
    }

    private func readings(of series: PlannedSeries, on day: CalendarDay) -> [Double] {
        readings(of: series).filter { $0.day == day }.map(\.value)
    }

    private func readings(of series: PlannedSeries) -> [(day: CalendarDay, value: Double)] {
        recorded.compactMap { recorded in
            guard case .reading(series.id, _, let value) = recorded.fact.content else { return nil }
            return (recorded.fact.day, value)
        }
    }
}
