import ExperimentText

extension Rounding {
    /// One digit beyond the instrument's step, unless the standard error makes that digit
    /// meaningless; on a continuous scale the standard error decides alone.
    package init(_ instrument: Instrument, standardError: Double) {
        let noise = Self.decimals(carriedBy: standardError)
        guard let step = instrument.step else {
            self.init(decimals: noise)
            return
        }
        self.init(decimals: min(noise, Self.decimals(of: step) + 1))
    }
}
