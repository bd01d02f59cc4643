public import ArgumentParser
public import Experiment
public import Experiment
public import Stats

// The words of the library's closed lists are the words of the options.
extension RegressionMethod: ExpressibleByArgument {}
extension Benefit: ExpressibleByArgument {}
extension DayMark: ExpressibleByArgument {}
extension Complaint: ExpressibleByArgument {}
extension DesignKind: ExpressibleByArgument {}
extension DateOrder: ExpressibleByArgument {}
extension ChangeMethod: ExpressibleByArgument {}
extension ChangeCost: ExpressibleByArgument {}
