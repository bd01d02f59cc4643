# make demo     install what is missing, build, analyse the acne example, write its report
# make test     install what is missing, then all tests
# make install  put n1 under PREFIX (default /usr/local)
# make calibrate  the long simulations behind docs/calibration*.md
# make scoreboard  docs/scoreboard.md; fails when a published number moved
# make worlds   TRIALS (200) made-up diaries a world through the whole command line
# make bench    the benchmarks of Benchmarks/
# make fuzz     MINUTES (10) of damaged files against everything that reads files
# make attack   every system call that fails in turn, n1 serve killed at every write, then make fuzz
# make pages    a browser drives n1 serve and n1 page (Chromium, playwright, axe-playwright-python)
# make format, make lint

PREFIX ?= /usr/local
RELEASE = .build/release/n1
DEMO = examples/acne/participant-4

.PHONY: demo test build setup install format lint calibrate scoreboard worlds bench fuzz attack pages clean

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

attack: setup
	N1_ATTACK=1 nice swift test -c release -Xswiftc -enable-testing --filter n1Tests.FaultTests
	N1_ATTACK=1 nice swift test -c release -Xswiftc -enable-testing --filter n1Tests.ServeKillTests
	$(MAKE) fuzz

pages: build
	python3 Tests/Browser/serve.py --n1 $(RELEASE)

bench: build
	Benchmarks/run.sh

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

clean:
	swift package clean
