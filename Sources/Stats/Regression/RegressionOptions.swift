/// Choices of a regression that are not its method.
public struct RegressionOptions: Sendable {
    /// Level of the intervals, between 0 and 1.
    public var level: Double = 0.95
    /// Autocorrelation held at this value by the engines that would estimate it.
    public var rho: Double?
    /// Newey-West lag; nil is floor(4 (n/100)^(2/9)).
    public var lag: Int?
    /// D of `onset`: the effect after so many steps of steady exposure; nil is the length of the
    /// longest exposed stretch.
    public var days: Int?
    /// Quadrature nodes for the autocorrelation; nil is the engine's own number.
    var nodes: Int?
    /// The column that is the exposure: needed by `onset`, and by `daily` and `robust` unless
    /// `spreadGroup` is given.
    public var exposure: Exposure?
    /// For `daily` and `robust`: the rows whose spread may differ from that of the others; nil is the
    /// rows with exposure above zero. With none or all of the rows, the spreads are one.
    public var spreadGroup: [Bool]?
    /// For `daily`, `robust` and `robust-onset`: how many readings each row is the mean of; nil is one.
    public var readings: [Int]?
    /// For `onset`: the curves that are averaged over.
    public var onsetGrid: OnsetGrid = .standard

    /// - Parameters: see the properties of the same names.
    public init(
        level: Double = 0.95, rho: Double? = nil, lag: Int? = nil, days: Int? = nil,
        nodes: Int? = nil, exposure: Exposure? = nil
    ) {
        self.level = level
        self.rho = rho
        self.lag = lag
        self.days = days
        self.nodes = nodes
        self.exposure = exposure
    }
}

/// The column of the design whose effect is wanted, and its course over all times.
public struct Exposure: Sendable, Equatable {
    public let column: String
    /// The exposure at every time, observed or not; `onset` needs it.
    public let path: ExposurePath?

    public init(column: String, path: ExposurePath? = nil) {
        self.column = column
        self.path = path
    }
}
