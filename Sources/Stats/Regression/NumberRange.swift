/// Sizes of numbers whose squares and products of squares neither overflow nor vanish.
///
/// From 1e-60 to 1e60 every engine scaled its answers exactly with its data; beyond, degrees of freedom
/// and standard errors are lost without a sign. Nothing that a person measures is near either end.
enum NumberRange {
    static let smallest = 1e-50
    static let largest = 1e50
}
