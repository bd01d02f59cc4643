public import ArgumentParser
public import Stats

// The words of the library's closed lists are the words of the options.
extension RegressionMethod: ExpressibleByArgument {}
extension Benefit: ExpressibleByArgument {}
