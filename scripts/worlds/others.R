# gls of nlme with AR(1) errors and breakpoints of strucchange on every diary of a table.
#   Rscript others.R GIVEN.csv SAID.csv
suppressMessages({library(nlme); library(strucchange)})
files <- commandArgs(trailingOnly = TRUE)
given <- read.csv(files[1])

effect <- function(d) tryCatch({
  fit <- gls(y ~ x, data = d, correlation = corAR1(form = ~ day))
  half <- qt(.975, nrow(d) - 2) * sqrt(vcov(fit)["x", "x"])
  coef(fit)[["x"]] + c(0, -half, half)
}, error = function(e) rep(NA, 3))

# The number of dates that BIC chooses, segments of 15 % of the days at least, as by default.
breaks <- function(d) tryCatch({
  found <- suppressWarnings(breakpoints(y ~ 1, data = d))$breakpoints
  if (all(is.na(found))) 0 else length(found)
}, error = function(e) NA)

said <- do.call(rbind, lapply(split(given, given$diary), function(d) {
  e <- effect(d)
  data.frame(diary = d$diary[1], estimate = e[1], lower = e[2], upper = e[3], breaks = breaks(d))
}))
write.csv(said, files[2], row.names = FALSE)
