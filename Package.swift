// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

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
        .target(
            name: "Experiment",
            dependencies: [
                "CZlib", "Stats",
                .product(name: "Yams", package: "Yams"),
                .product(name: "RealModule", package: "swift-numerics"),
            ],
            exclude: [
                "README.md", "Outcomes/README.md", "Plan/Designs/README.md",
                "Plan/Safety/README.md",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "n1",
            dependencies: [
                "COpenSSL", "Experiment", "Stats",
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
            name: "ExperimentTests", dependencies: ["Experiment", "Stats", "TestSupport"],
            exclude: ["Readers/Examples"],
            swiftSettings: strict),
        .testTarget(
            name: "n1Tests",
            dependencies: [
                "n1", "Experiment", "Stats", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
    ]
)
