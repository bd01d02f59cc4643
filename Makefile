# make demo     install what is missing, build, analyse the acne example, write its report
# make test     install what is missing, then all tests
# make install  put n1 under PREFIX (default /usr/local)
# make package  dist/n1, a binary that needs no Swift, in a Debian package and a Python wheel
# make try-package  the binary looked over, the package in a bare Debian without network, the wheel on PYTHONS
# make docs     docs/site: guides, scoreboard and the modules' reference, readable without a network
# make calibrate  the long simulations behind docs/calibration*.md
# make scoreboard  docs/scoreboard.md; fails when a published number moved
# make spark    n1trials.spark in local mode and on a cluster of its own; PEOPLE (2000), PYTHON with pyspark, pandas, pyarrow, pytest
# make worlds   TRIALS (200) made-up diaries a world through the whole command line
# make bench    the benchmarks of Benchmarks/
# make fuzz     MINUTES (10) of damaged files against everything that reads files
# make attack   half an hour after the builds: every system call that fails in turn, many writers, both fuzzers
# make sanitize all tests under the Address and the Thread Sanitizer; FILTER names suites
# make pages    a browser drives n1 serve and n1 page (Chromium, playwright, axe-playwright-python)
# make format, make lint

PREFIX ?= /usr/local
RELEASE = .build/release/n1
DEMO = examples/acne/participant-4
PYTHONS ?= python3

.PHONY: demo test build setup install package try-package docs
.PHONY: format lint calibrate scoreboard worlds bench fuzz attack sanitize spark pages clean

demo: build
	@$(RELEASE) analyze $(DEMO)
	@$(RELEASE) report $(DEMO) --format html --output acne-report.html
	@echo "The full report is in acne-report.html."

test: setup
	swift test -c release -Xswiftc -enable-testing

build: setup
	swift build -c release --product n1

setup:
	@scripts/setup.sh

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/n1"

package: setup
	scripts/package/binary.sh dist/n1
	scripts/package/deb.sh dist/n1
	scripts/package/wheel.sh dist/n1

try-package:
	scripts/package/try-binary.sh dist/n1
	scripts/package/try-deb.sh dist/n1_*.deb
	scripts/package/try-wheel.sh dist/n1trials-*.whl $(PYTHONS)

docs: build
	scripts/docs/site.sh docs/site .build/release/Modules

calibrate: setup
	N1_CALIBRATE=1 swift test -c release -Xswiftc -enable-testing --filter Calibration

# Needs Python 3 alone. RENEW=--renew writes the page anew.
scoreboard: build
	python3 scripts/scoreboard/scoreboard.py --program $(RELEASE) $(RENEW)

TRIALS ?= 200
WORLDS = python3 scripts/worlds/worlds.py

# Needs Python 3 with numpy and scipy. Columns of other methods are empty without bsts-causalimpact, ruptures,
# and R with nlme and strucchange.
worlds: build
	$(WORLDS) run --program $(RELEASE) --trials $(TRIALS)
	$(WORLDS) looks --program $(RELEASE) --trials 60
	$(WORLDS) others --trials 100
	$(WORLDS) page > docs/worlds.md

MINUTES ?= 10

fuzz: setup
	N1_FUZZ_MINUTES=$(MINUTES) nice swift test -c release -Xswiftc -enable-testing \
		--filter MutationTests

# Each part ends after its share, whatever it has done by then.
attack: setup
	swift build --build-tests -c release -Xswiftc -enable-testing
	N1_ATTACK=1 timeout 840 nice swift test -c release -Xswiftc -enable-testing --skip-build \
		--filter "n1Tests.FaultTests|n1Tests.ConcurrentTests|n1Tests.ForgeryTests|n1Tests.TimeStampTests"
	N1_ATTACK=1 timeout 300 nice swift test -c release -Xswiftc -enable-testing --skip-build \
		--filter n1Tests.ServeKillTests
	N1_FUZZ_MINUTES=5 timeout 330 nice swift test -c release -Xswiftc -enable-testing --skip-build \
		--filter MutationTests
	SECONDS_EACH=20 scripts/fuzz.sh

FILTER ?= .

sanitize: setup
	scripts/sanitize.sh address "$(FILTER)"
	scripts/sanitize.sh thread "$(FILTER)"

pages: build
	python3 Tests/Browser/serve.py --n1 $(RELEASE)

bench: build
	Benchmarks/run.sh

PEOPLE ?= 2000
PYTHON ?= python3

# Needs Java 17. Without pyspark it would skip everything, which is no test.
spark: build
	$(PYTHON) -c "import pyspark, pandas, pyarrow, pytest"
	N1=$(RELEASE) N1_PEOPLE=$(PEOPLE) $(PYTHON) -m pytest -q -p no:cacheprovider python/tests/test_spark.py

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

clean:
	swift package clean
