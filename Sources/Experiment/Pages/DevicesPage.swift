import ExperimentText

/// The browsers that are in, each to be put out.
package struct DevicesPage: Sendable {
    private let frame: PageFrame
    private let devices: [Device]

    package struct Device: Sendable {
        let id: String
        let address: String
        /// The one that asks.
        let isThis: Bool

        package init(id: String, address: String, isThis: Bool) {
            self.id = id
            self.address = address
            self.isThis = isThis
        }
    }

    package init(_ frame: PageFrame, _ devices: [Device]) {
        self.frame = frame
        self.devices = devices
    }

    package var html: String {
        let rows = devices.enumerated().map { place, device in
            let name =
                "Browser \(place + 1), from \(device.address)"
                + (device.isThis ? " (this one)" : "")
            let form = frame.form(
                to: "devices",
                [PageField.button("Put \(device.isThis ? "this one" : "it") out", isMain: false)],
                hidden: [("device", device.id)])
            return Markup.element("li", [:], [.element("p", [:], name), form])
        }
        return frame.html(
            "Devices", at: .devices,
            [
                .element(
                    "p", ["class": "todo"],
                    "These browsers are in until n1 serve ends. One that is put out sees nothing more, and "
                        + "comes in again only by a new address from the terminal."),
                .element("ul", ["class": "points"], rows),
            ])
    }
}
