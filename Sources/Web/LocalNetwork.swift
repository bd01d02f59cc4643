import Foundation

/// The networks that this computer is in.
package enum LocalNetwork {
    /// The addresses of this machine in its networks, without loopback.
    package static var addresses: [String] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var found: [String] = []
        var next = list
        while let entry = next {
            next = entry.pointee.ifa_next
            guard let place = entry.pointee.ifa_addr, place.pointee.sa_family == AF_INET else {
                continue
            }
            let address = place.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr.s_addr) { Array($0) }
            }
            if address.first != 127 {
                found.append(address.map(String.init).joined(separator: "."))
            }
        }
        return found
    }
}
