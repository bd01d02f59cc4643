// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "evidence",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "n1", path: "../..")],
    targets: [
        .executableTarget(
            name: "evidence", dependencies: [.product(name: "Stats", package: "n1")])
    ]
)
