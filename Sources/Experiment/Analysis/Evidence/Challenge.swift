/// One time that a food was tried.
package struct Challenge: Sendable, Equatable {
    package let food: String
    /// Study days with the food.
    package var doses: ClosedRange<Int>
    /// Study days on which a reaction is looked for.
    package var window: ClosedRange<Int>
    /// In the order of time; each window reaches to the first day after the next dose.
    package var steps: [Step]

    package struct Step: Sendable, Equatable {
        package let portion: Double?
        var window: ClosedRange<Int>
    }
}
