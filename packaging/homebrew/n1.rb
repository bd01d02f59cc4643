# Untested: there was no Mac to try it on. `brew install --build-from-source ./packaging/homebrew/n1.rb`
# after filling in url and sha256 of a release.
class N1 < Formula
  desc "Trials on one person: plan them, log them, and see what they can tell"
  homepage "https://example.org/n1"
  url "https://example.org/n1-0.2.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "Apache-2.0"

  depends_on "pkg-config" => :build
  depends_on xcode: ["16.3", :build]
  depends_on "openblas"
  depends_on "openssl@3"

  uses_from_macos "swift" => :build
  uses_from_macos "sqlite"
  uses_from_macos "zlib"

  def install
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "n1"
    bin.install ".build/release/n1"
    generate_completions_from_executable(bin/"n1", "completions")
    system "python3", "scripts/package/man.py", bin/"n1", buildpath/"man"
    man1.install Dir["man/*.1"]
    pkgshare.install "examples"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/n1 --version")
    assert_match "Difference", shell_output("#{bin}/n1 analyze #{pkgshare}/examples/acne/participant-4")
  end
end
