import Foundation
@testable import Stats
import Testing
import TestSupport

/// NIST's Statistical Reference Datasets for linear regression. Certified values recomputed in exact
/// rational arithmetic from the data (Tests/Oracles/nist/nist_lre.py); they agree with NIST's 15
/// printed digits.
@Suite("NIST StRD")
struct NISTTests {
    struct DataSet: Sendable, CustomTestStringConvertible {
        let name: String
        /// Correct digits asked of the coefficients and of their standard errors (nil where the
        /// certified errors are zero).
        let coefficients: Double
        let errors: Double?
        var testDescription: String { name }
    }

    /// The bars of the method (regression.md, 10.7).
    static let sets = [
        DataSet(name: "norris", coefficients: 12, errors: 13),
        DataSet(name: "pontius", coefficients: 11.5, errors: 13),
        DataSet(name: "noint1", coefficients: 14.5, errors: 14),
        DataSet(name: "noint2", coefficients: 14.5, errors: 14),
        DataSet(name: "filip", coefficients: 7, errors: 7),
        DataSet(name: "longley", coefficients: 10.5, errors: 12),
        DataSet(name: "wampler1", coefficients: 9, errors: nil),
        DataSet(name: "wampler2", coefficients: 12, errors: nil),
        DataSet(name: "wampler3", coefficients: 9, errors: 13),
        DataSet(name: "wampler4", coefficients: 7.5, errors: 13),
        DataSet(name: "wampler5", coefficients: 5.5, errors: 13),
    ]
    /// Digits by which builds of BLAS may differ.
    static let slack = 0.5

    static func load(_ name: String) -> (x: Matrix, y: [Double]) {
        let rows = OracleFile.rows("nist/\(name).csv").dropFirst().map {
            $0.compactMap(Double.init)
        }
        let y = rows.map { $0[0] }
        let degree = ["norris": 1, "pontius": 2, "filip": 10][name] ?? 5
        switch name {
        case "longley":
            let columns = (1..<rows[0].count).map { c in rows.map { $0[c] } }
            return (Matrix(columns: [rows.map { _ in 1 }] + columns), y)
        case "noint1", "noint2": return (Matrix(columns: [rows.map { $0[1] }]), y)
        default:
            return (
                Matrix(columns: (0...degree).map { k in rows.map { pow($0[1], Double(k)) } }), y
            )
        }
    }

    /// Digits that agree: -log10 of the relative error, at most 15.
    static func digits(_ found: Double, _ certified: Double) -> Double {
        let error =
            certified == 0
            ? found.magnitude : ((found - certified) / certified).magnitude
        return error == 0 ? 15 : min(15, -log10(error))
    }

    @Test("least squares agrees with the certificate", arguments: sets)
    func certified(set: DataSet) throws {
        let (x, y) = Self.load(set.name)
        let certified = OracleFile.namedValues("nist/certified.csv")
        let factor = try QRFactorization(x)
        let beta = try factor.solve(y)
        let residual = try factor.residuals(y)
        let freedom = Double(x.rows - x.columns)
        let sigma = (residual.reduce(0) { $0 + $1 * $1 } / freedom).squareRoot()
        let inverse = factor.inverseFactor
        var worst = (coefficients: 15.0, errors: 15.0)
        for k in 0..<x.columns {
            let row = inverse.row(k)
            let error = sigma * row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let bar = try #require(certified["\(set.name).beta[\(k)]"])
            worst.coefficients = min(worst.coefficients, Self.digits(beta[k], bar))
            let errorBar = try #require(certified["\(set.name).se[\(k)]"])
            worst.errors = min(worst.errors, Self.digits(error, errorBar))
        }
        #expect(
            worst.coefficients >= set.coefficients - Self.slack,
            "\(set.name): \(worst.coefficients) digits")
        if let errors = set.errors {
            #expect(worst.errors >= errors - Self.slack, "\(set.name): \(worst.errors) digits")
        }
    }
}
