// swift-tools-version: 6.1
import PackageDescription

/// What every target asks of the compiler.
let floorSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]
let strict: [SwiftSetting] = floorSettings + [.enableUpcomingFeature("InternalImportsByDefault")]

/// The floors of `Experiment`, the lowest first.
let floors = [
    "Text", "Diary", "Trial", "Analysis", "Conclusions", "Planning", "Series", "Report", "Pages",
]
let floorTargets: [Target.Dependency] = floors.map { .target(name: "Experiment\($0)") }

/// One floor of `Experiment`, in a folder of its own.
func floor(
    _ name: String, on lower: [String] = [], _ others: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .target(
        name: "Experiment\(name)",
        dependencies: lower.map { .target(name: "Experiment\($0)") } + others
            + [.product(name: "RealModule", package: "swift-numerics")],
        path: "Sources/Experiment/\(name)", exclude: exclude, swiftSettings: floorSettings)
}

let package = Package(
    name: "n1",
    platforms: [.macOS(.v13)],
    products: [
        .library(name: "Stats", targets: ["Stats"]),
        .library(name: "Experiment", targets: ["Experiment"]),
        .executable(name: "n1", targets: ["n1"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS",
            pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev", "liblapack-dev"]), .brew(["openblas"])]
        ),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]
        ),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .target(
            name: "Stats",
            dependencies: ["COpenBLAS", .product(name: "RealModule", package: "swift-numerics")],
            exclude: ["README.md", "Changepoints/README.md", "Randomization/README.md"],
            swiftSettings: strict
        ),
        // The floors of Experiment: each imports only those above it in this list.
        floor("Text"),
        floor("Diary", on: ["Text"], ["CZlib"]),
        floor(
            "Trial", on: ["Text", "Diary"], ["Stats", .product(name: "Yams", package: "Yams")],
            exclude: ["Outcomes/README.md", "Designs/README.md", "Safety/README.md"]),
        floor("Analysis", on: ["Text", "Diary", "Trial"], ["Stats"]),
        floor("Conclusions", on: ["Text", "Diary", "Trial", "Analysis"], ["Stats"]),
        floor("Planning", on: ["Text", "Diary", "Trial", "Analysis", "Conclusions"], ["Stats"]),
        floor(
            "Series", on: ["Text", "Diary", "Trial", "Analysis", "Conclusions", "Planning"],
            ["Stats"]),
        floor(
            "Report",
            on: ["Text", "Diary", "Trial", "Analysis", "Conclusions", "Planning", "Series"],
            ["Stats"]),
        floor(
            "Pages",
            on: [
                "Text", "Diary", "Trial", "Analysis", "Conclusions", "Planning", "Series", "Report",
            ]),
        // HTTP for one person; knows no diary.
        .target(name: "Web", swiftSettings: strict),
        .target(
            name: "Experiment", dependencies: floorTargets + ["Stats"],
            path: "Sources/Experiment/All", swiftSettings: floorSettings),
        // Asks for memory before any library does.
        .target(name: "CMemory"),
        .executableTarget(
            name: "n1",
            dependencies: [
                "CMemory", "COpenSSL", "Experiment", "Stats", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "StatsTests", dependencies: ["Stats", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ExperimentTests",
            dependencies: ["Experiment", "Stats", "TestSupport"] + floorTargets,
            exclude: ["Readers/Examples"],
            swiftSettings: strict),
        .testTarget(
            name: "n1Tests",
            dependencies: [
                "n1", "Experiment", "Stats", "TestSupport", "Web",
                .product(name: "GRDB", package: "GRDB.swift"),
            ] + floorTargets,
            exclude: ["Cases", "Transcripts/messages.txt", "Transcripts/eight-weeks.txt"],
            swiftSettings: strict),
    ]
)

// N1_FUZZ=1 adds the fuzzer, with what it looks into instrumented (scripts/fuzz.sh). It looks into n1 too, which
// is then a library whose own beginning has another name.
if Context.environment["N1_FUZZ"] != nil {
    let instrumented = ["ExperimentText", "ExperimentDiary", "ExperimentTrial"]
    for target in package.targets where instrumented.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
    }
    package.products.removeAll { $0.name == "n1" }
    if let place = package.targets.firstIndex(where: { $0.name == "n1" }) {
        let begin = ["-Xfrontend", "-entry-point-function-name", "-Xfrontend", "n1_main"]
        package.targets[place] = .target(
            name: "n1", dependencies: package.targets[place].dependencies,
            swiftSettings: strict + [.unsafeFlags(begin + ["-sanitize=fuzzer"])])
    }
    package.targets.append(
        .executableTarget(
            name: "Fuzz",
            dependencies: ["ExperimentDiary", "ExperimentText", "ExperimentTrial", "n1"],
            swiftSettings: floorSettings + [.unsafeFlags(["-sanitize=fuzzer"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
