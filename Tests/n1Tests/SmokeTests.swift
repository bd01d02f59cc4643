import Testing

@Suite("Command line")
struct SmokeTests {}
