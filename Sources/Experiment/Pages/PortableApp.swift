import ExperimentText

/// What stands beside the portable diary in a folder on a static host, so that a phone can install it and
/// open it without a network: a manifest, a picture, and a worker that keeps the folder's files.
struct PortableApp {
    let trial: String
    let title: String

    static let workerName = "worker.js"
    private static let manifestName = "manifest.webmanifest"
    private static let iconName = "icon.svg"

    /// Links of the page's head.
    let links: [Markup] = [
        .element("link", ["rel": "manifest", "href": Self.manifestName]),
        .element("link", ["rel": "icon", "href": Self.iconName]),
        .element("meta", ["name": "theme-color", "content": "#ffffff"]),
    ]

    /// - `version`: differs where the page differs.
    func files(version: String) -> [(name: String, text: String)] {
        [
            (Self.manifestName, manifest.text + "\n"), (Self.iconName, Self.icon),
            (Self.workerName, worker(version)),
        ]
    }

    private var manifest: JSON {
        .object([
            "name": .string("Diary: \(title)"), "short_name": .string("Diary"),
            "start_url": .string("./"), "scope": .string("./"), "display": .string("standalone"),
            "background_color": .string("#ffffff"), "theme_color": .string("#ffffff"),
            "icons": .array([
                .object([
                    "src": .string(Self.iconName), "sizes": .string("any"),
                    "type": .string("image/svg+xml"),
                ])
            ]),
        ])
    }

    /// A page of a diary, with a tick.
    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
        <rect width="64" height="64" fill="#1b4f72"/>
        <rect x="14" y="10" width="36" height="44" rx="4" fill="#ffffff"/>
        <path d="M22 33l8 8 14-17" fill="none" stroke="#1b4f72" stroke-width="5"/>
        </svg>

        """

    /// Keeps the files of one version, gives them out before it asks the host, and takes those of older
    /// versions of this trial away.
    private func worker(_ version: String) -> String {
        let (name, own) = ("n1 \(trial) \(version)", "n1 \(trial) ")
        return """
            "use strict";
            const files = \(JSON.array(["./", Self.manifestName, Self.iconName].map(JSON.string)).line);
            const name = \(JSON.string(name).line);
            const own = \(JSON.string(own).line);
            self.addEventListener("install", function (event) {
              event.waitUntil(caches.open(name).then(function (kept) { return kept.addAll(files); })
                .then(function () { return self.skipWaiting(); }));
            });
            self.addEventListener("activate", function (event) {
              event.waitUntil(caches.keys().then(function (names) {
                const old = names.filter(function (one) { return one.startsWith(own) && one !== name; });
                return Promise.all(old.map(function (one) { return caches.delete(one); }));
              }).then(function () { return self.clients.claim(); }));
            });
            self.addEventListener("fetch", function (event) {
              event.respondWith(caches.open(name).then(function (kept) {
                return kept.match(event.request, { ignoreSearch: true });
              }).then(function (found) { return found || fetch(event.request); }));
            });

            """
    }
}
