# Rscript r/test.R    against the program; every number is the program's own, to the last digit
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "n1.R"))

days <- 0:19
diary <- data.frame(
  person = "a", day = as.Date("2026-01-01") + days,
  itch = c(10 + days %% 4 - 2.5 * (days > 9)) / 3, cream = as.integer(days > 9))
diary$itch[5] <- NA
fit <- n1_fit(diary, time = "day", outcome = "itch", exposure = "cream", mcid = 1)
stopifnot(fit$n == 19, is.numeric(fit$estimate), fit$interval$lower < fit$estimate)

# The same by hand, with R's own digits.
file <- tempfile(fileext = ".csv")
rows <- sprintf("%s,%s,%d", diary$day, ifelse(is.na(diary$itch), "", sprintf("%.17g", diary$itch)), diary$cream)
writeLines(c("day,itch,cream", rows), file)
by_hand <- n1_fit(file, "day", "itch", "cream", mcid = 1)
stopifnot(identical(fit, by_hand))

both <- rbind(transform(diary, person = "b", itch = itch + 3), diary)
each <- n1_fit_each(both, "person", "day", "itch", "cream", mcid = 1)
stopifnot(identical(names(each), c("b", "a")), identical(each$a, fit))

# The reader without jsonlite gives the same.
text <- n1_run(c("fit", file, "--time", "day", "--outcome", "itch", "--exposure", "cream", "--mcid", "1", "--json"))
plain <- n1_parse(text)
stopifnot(isTRUE(all.equal(plain[c("n", "estimate", "standardError", "columns")],
                           fit[c("n", "estimate", "standardError", "columns")], tolerance = 0)))
stopifnot(identical(n1_parse('{"a":[1,2],"b":null,"c":"x\\n\\u00e4","d":[{"e":true}]}'),
                    list(a = c(1, 2), b = NULL, c = "x\n\u00e4", d = list(list(e = TRUE)))))

found <- n1_changes(diary, "day", "itch")
stopifnot(is.character(found$method))
trial <- file.path(here, "..", "examples", "acne", "participant-4")
stopifnot(length(n1_analyze(trial)$findings) > 0, nchar(n1_report(trial)) > 1000)
refused <- tryCatch(n1_fit("nowhere.csv", "day", "itch", "cream"), error = conditionMessage)
stopifnot(startsWith(refused, "nowhere.csv: found no such file"))
stopifnot(grepl("expected score too", tryCatch(n1_fit(diary, "day", "score", "cream"), error = conditionMessage)))
cat("r/n1.R: all as the program says\n")
