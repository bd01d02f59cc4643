// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "series",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "n1", path: "../..")],
    targets: [
        .executableTarget(
            name: "calibrate", dependencies: [.product(name: "Stats", package: "n1")])
    ]
)
