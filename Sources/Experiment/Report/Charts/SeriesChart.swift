import ExperimentAnalysis
import ExperimentConclusions
import ExperimentDiary
import ExperimentPlanning
import ExperimentText
import ExperimentTrial
import Stats

/// The whole series: every score, the phases, what the model fitted, what is missing and what
/// happened.
struct SeriesChart {
    private let picture: SeriesPicture
    private let size: Size
    private var drawing: Drawing
    private let x: Scale
    private let y: Scale
    private let plot: Box
    private let marks: [DayMark]
    private let foods: [String]
    private let names: PhaseNames
    /// What letters on the phases stand for.
    private let keyLines: [String]

    private var lanes: Int { marks.count + foods.count }

    private var data: TrialData { picture.data }
    private var days: [TrialDay] { data.days }

    private static let laneHeight = 18.0
    private static let lineHeight = 15.0
    private static let bottom = 52.0
    /// Height of the chances of a change under the time axis, with their heading.
    private static let chanceLane = 62.0

    /// Where a picture of a series is seen. The stylesheet knows the margins beside the plot, because the
    /// days to read lie over it.
    enum Size: String, CaseIterable {
        case wide, narrow, paper
        /// One of several small pictures, without lanes, labels in the margin and worthwhile lines.
        case small, smallNarrow

        var isCompact: Bool { self == .small || self == .smallNarrow }
        var isNarrow: Bool { self == .narrow || self == .smallNarrow }
        var width: Double { isNarrow ? 340 : 720 }
        static let leftMargin = 34.0
        var rightMargin: Double { isCompact ? 10 : isNarrow ? 58 : 112 }

        var plotHeight: Double {
            switch self {
            case .wide: 250
            case .narrow: 200
            case .paper: 112
            case .small, .smallNarrow: 96
            }
        }

        /// The class that the stylesheet shows or hides.
        var variant: String {
            switch self {
            case .wide, .small: "wide"
            case .narrow, .smallNarrow: "narrow"
            case .paper: "paper"
            }
        }
    }

    private var isCompact: Bool { size.isCompact }

    init(_ picture: SeriesPicture, _ size: Size) {
        self.picture = picture
        self.size = size
        let isCompact = size.isCompact
        marks =
            isCompact
            ? []
            : DayMark.allCases.filter { mark in
                picture.data.days.contains { $0.marks.contains(mark) }
            }
        foods = isCompact ? [] : Array(picture.foods.map(\.food).firstOccurrences.prefix(6))
        let lanes = Double(marks.count + foods.count)
        let left = Size.leftMargin
        let width = size.width - left - size.rightMargin
        let pitch = width / Double(max(picture.data.days.count, 1))
        names = PhaseNames(
            picture.data.plan,
            widths: picture.data.plan.schedule.phases.map { Double($0.lengthInDays) * pitch })
        keyLines =
            names.key.map { Array(TextFlow.lines($0, width: size.width).prefix(2)) } ?? []
        let heading = Self.lineHeight * Double(keyLines.count) + (isCompact ? 4 : 20)
        let top = heading + lanes * Self.laneHeight + 22
        let height = size.plotHeight
        plot = Box(x: left, y: top, width: width, height: height)
        x = Scale(
            domain: 0...Double(max(picture.data.days.count, 1)),
            pixels: (plot.x, plot.x + plot.width))
        y = Scale(domain: picture.axis, pixels: (plot.y + plot.height, plot.y))
        let lane = isCompact || picture.change?.showsDays != true ? 0 : Self.chanceLane
        drawing = Drawing(width: size.width, height: top + height + Self.bottom + lane)
    }

    var svg: Markup {
        var chart = self
        chart.draw()
        return chart.drawing.svg(
            title: Wording.pictureTitle(data), description: Wording.pictureDescription(picture),
            variant: size.variant)
    }

    private mutating func draw() {
        drawBands()
        drawScale()
        drawWorthwhile()
        drawLevels()
        drawScores()
        drawFlags()
        drawFoods()
        drawTimeAxis()
        drawMargin()
    }

    private func left(_ day: Int) -> Double { x(Double(day)) }
    private func middle(_ day: Int) -> Double { x(Double(day) + 0.5) }

    private func place(_ day: CalendarDay) -> Int {
        (days.first?.day ?? day).distance(to: day)
    }
}

// MARK: Phases

extension SeriesChart {
    private mutating func drawBands() {
        for (line, text) in keyLines.enumerated() {
            drawing.label(text, x: 0, y: 13 + Self.lineHeight * Double(line), "label")
        }
        for (phase, name) in zip(data.plan.schedule.phases, names.texts) {
            let start = place(phase.first)
            let band = Box(
                x: left(start), y: plot.y - 18, width: bandWidth(phase), height: plot.height + 18)
            if isTested(phase) {
                drawing.rectangle(band, "tested-band")
                drawing.rectangle(band, "hatch")
            }
            if start > 0 { drawing.line(band.x, band.y, band.x, plot.y + plot.height, "switch") }
            if let name {
                drawing.label(
                    name, x: band.x + band.width / 2, y: plot.y - 5, anchor: .middle,
                    isTested(phase) ? "label tested-label" : "label")
            }
        }
        drawLags()
        drawFuture()
    }

    /// A veil over the days that have not come.
    private mutating func drawFuture() {
        let past = days.count { data.record.isPast($0.day) }
        guard past < days.count else { return }
        drawing.rectangle(
            Box(
                x: left(past), y: plot.y, width: left(days.count) - left(past), height: plot.height),
            "future")
    }

    /// Days left out while an effect builds up or fades.
    private mutating func drawLags() {
        let isLag = days.map { data.lag(on: $0) }
        var start = 0
        while start < days.count {
            var end = start
            while end < days.count, isLag[end] == isLag[start],
                days[end].phase == days[start].phase
            { end += 1 }
            if isLag[start] != nil {
                drawing.rectangle(
                    Box(
                        x: left(start), y: plot.y, width: left(end) - left(start),
                        height: plot.height), "lag")
            }
            start = end
        }
    }

    private func bandWidth(_ phase: Phase) -> Double {
        left(place(phase.first) + phase.lengthInDays) - left(place(phase.first))
    }

    private func isTested(_ phase: Phase) -> Bool { data.plan.isTested(phase) }
}

// MARK: Scores and levels

extension SeriesChart {
    private mutating func drawScale() {
        for tick in y.ticks(isCompact ? 3 : 5) {
            drawing.line(plot.x, y(tick), plot.x + plot.width, y(tick), "grid")
            drawing.label(Scale.text(tick), x: plot.x - 6, y: y(tick) + 4, anchor: .end)
        }
        guard !isCompact else { return }
        let title = Drawing.fitted(Wording.axisTitle(data.outcome), into: drawing.width)
        let level = 13 + Self.lineHeight * Double(keyLines.count) + (keyLines.isEmpty ? 0 : 2)
        if let title { drawing.label(title, x: 0, y: level, "label soft") }
    }

    private mutating func drawWorthwhile() {
        guard !isCompact, let worthwhile = picture.worthwhile else { return }
        for side in [-1.0, 1.0] {
            let value = worthwhile.reference + side * worthwhile.smallest
            guard y.domain.contains(value) else { continue }
            drawing.line(plot.x, y(value), plot.x + plot.width, y(value), "worthwhile")
        }
    }

    /// What the lines at the right end are: the levels of the conditions, a worthwhile difference.
    private mutating func drawMargin() {
        guard !isCompact else { return }
        var labels = MarginLabels(
            room: size.rightMargin - 8, top: plot.y + 8, bottom: plot.y + plot.height)
        for name in picture.levels.map(\.name).firstOccurrences {
            guard let level = picture.levels.last(where: { $0.name == name }),
                let mean = level.mean.last
            else { continue }
            labels.add(level.name, at: y.clamped(mean), level.isTested ? "tested-label" : "")
        }
        guard let worthwhile = picture.worthwhile else { return labels.draw(in: &drawing, plot) }
        for side in [-1.0, 1.0] {
            let value = worthwhile.reference + side * worthwhile.smallest
            guard y.domain.contains(value) else { continue }
            let isBetter = side == data.outcome.instrument.direction.benefit.sign
            labels.add(
                Wording.worthwhileLine(worthwhile.smallest, isBetter, data.outcome), at: y(value),
                "soft")
        }
        labels.draw(in: &drawing, plot)
    }

    private mutating func drawLevels() {
        for level in picture.levels {
            if let band = level.band {
                let upper = steps(band.upper, over: level.days)
                let lower = steps(band.lower, over: level.days)
                drawing.path(upper + lower.reversed(), closed: true, "band")
            }
            drawing.path(steps(level.mean, over: level.days), "mean")
        }
    }

    /// A value a day, held from the beginning of the day to its end.
    private func steps(
        _ values: [Double], over days: ClosedRange<Int>
    ) -> [(x: Double, y: Double)] {
        zip(days, values).flatMap { day, value in
            [(x: left(day), y: y.clamped(value)), (x: left(day + 1), y: y.clamped(value))]
        }
    }

    private mutating func drawScores() {
        let pitch = plot.width / Double(max(days.count, 1))
        let radius = min(max(pitch * 0.42, 1.2), isCompact ? 2 : 3)
        for (index, day) in days.enumerated() {
            guard let score = day.score?.value else {
                guard picture.missing.contains(day.day) else { continue }
                let foot = plot.y + plot.height
                drawing.line(middle(index), foot + 3, middle(index), foot + 8, "missing")
                continue
            }
            let title = isCompact ? Wording.dayTitle(day, data) : nil
            if day.exclusion == nil {
                let isTested = day.phase.map(isTested) ?? false
                drawing.circle(
                    middle(index), y.clamped(score), radius: radius,
                    isTested ? "score tested-score" : "score", title: title)
            } else {
                drawing.cross(
                    middle(index), y.clamped(score), size: radius * 0.9, "excluded", title: title)
            }
        }
    }

    private mutating func drawFlags() {
        for (lane, mark) in marks.enumerated() {
            let foot = foot(ofLane: lane)
            let flagged = days.indices.filter { days[$0].marks.contains(mark) }
            for index in flagged {
                let pole = middle(index)
                drawing.path(
                    [(pole, foot), (pole, foot - 9), (pole + 6, foot - 6.5), (pole, foot - 4)],
                    "flag")
            }
            let text = Wording.flag(mark, days: flagged.count)
            let atEnd = flagged.last.map { middle($0) + 12 } ?? plot.x
            let fitsAtEnd = atEnd + Drawing.textWidth(text) <= drawing.width
            let atStart = (flagged.first.map { middle($0) } ?? plot.x) - 6
            if fitsAtEnd {
                drawing.labelIfFree(text, x: atEnd, y: foot, "label event")
            } else {
                drawing.labelIfFree(text, x: atStart, y: foot, anchor: .end, "label event")
            }
        }
    }
}

// MARK: Foods

extension SeriesChart {
    /// The base line of a lane over the plot, the first one highest.
    private func foot(ofLane lane: Int) -> Double {
        plot.y - 24 - Double(lanes - 1 - lane) * Self.laneHeight
    }

    /// A lane for each food that was tried again, with a bar on its days.
    private mutating func drawFoods() {
        for (place, food) in foods.enumerated() {
            let foot = foot(ofLane: marks.count + place)
            let eaten = picture.foods.filter { $0.food == food }
            for time in eaten {
                let start = left(self.place(time.days.lowerBound))
                let end = left(self.place(time.days.upperBound) + 1)
                let height = 3 + 7 * time.share
                drawing.rectangle(
                    Box(x: start, y: foot - height, width: max(end - start, 2), height: height),
                    "food")
            }
            let atEnd = eaten.last.map { left(self.place($0.days.upperBound) + 1) + 4 } ?? plot.x
            let atStart = (eaten.first.map { left(self.place($0.days.lowerBound)) } ?? plot.x) - 4
            let text = Phrase.shortened(food, to: 24)
            if !drawing.labelIfFree(text, x: atEnd, y: foot, "label event") {
                drawing.labelIfFree(text, x: atStart, y: foot, anchor: .end, "label event")
            }
        }
    }
}

// MARK: Time

extension SeriesChart {
    private mutating func drawTimeAxis() {
        let foot = plot.y + plot.height
        drawing.line(plot.x, foot, plot.x + plot.width, foot, "axis")
        for phase in data.plan.schedule.phases {
            let start = left(place(phase.first))
            if drawing.labelIfFree(Phrase.shortDay(phase.first), x: start, y: foot + 23) {
                drawing.line(start, foot, start, foot + 11, "tick")
            }
        }
        drawMonths(foot)
        drawChange(foot)
        drawChances(foot + Self.bottom)
    }

    /// The posterior of the change date: a bar a day, as high as the chance that a new level began.
    private mutating func drawChances(_ top: Double) {
        guard !isCompact, let change = picture.change, change.showsDays,
            let highest = change.daily.map(\.probability).max(), highest > 0
        else { return }
        let foot = top + Self.chanceLane - 6
        let height = Self.chanceLane - 28
        drawing.label(Wording.chanceLane(highest), x: plot.x, y: top + 10, "label soft")
        let width = max(plot.width / Double(max(days.count, 1)) - 0.6, 0.6)
        for chance in change.daily where chance.probability > 0.004 * highest {
            let index = place(chance.day)
            guard days.indices.contains(index) else { continue }
            let tall = height * chance.probability / highest
            drawing.rectangle(
                Box(x: left(index), y: foot - tall, width: width, height: tall), "chance")
        }
        drawing.line(plot.x, foot, plot.x + plot.width, foot, "axis")
    }

    private mutating func drawMonths(_ foot: Double) {
        for (index, day) in days.enumerated() where day.day.components.day == 1 || index == 0 {
            let parts = day.day.components
            let isFirst = index == 0 || parts.month == 1
            let name = String(Phrase.months[parts.month - 1].prefix(3))
            let text = isFirst ? "\(name) \(parts.year)" : name
            if index > 0 { drawing.line(left(index), foot, left(index), foot + 5, "tick") }
            drawing.labelIfFree(text, x: left(index), y: foot + 41, "label soft")
        }
    }

    /// The days that hold the change, and the most probable of them.
    private mutating func drawChange(_ foot: Double) {
        guard !isCompact, let date = picture.change?.date else { return }
        let first = max(place(date.days.lowerBound), 0)
        let last = min(place(date.days.upperBound), days.count - 1)
        guard first <= last else { return }
        let level = foot - 6
        drawing.path(
            [
                (left(first), level - 4), (left(first), level), (left(last + 1), level),
                (left(last + 1), level - 4),
            ], "change")
        let best = middle(place(date.mostProbable))
        drawing.path(
            [(best - 4, level - 8), (best + 4, level - 8), (best, level - 1)], closed: true,
            "change-day")
    }
}
