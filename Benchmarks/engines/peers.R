# What one would use instead, in R: nlme::gls, and strucchange where it is installed.
folder <- commandArgs(TRUE)[1]
seconds <- function(runs, f) { f(); median(sapply(seq_len(runs), function(i) {
  t <- proc.time(); f(); d <- proc.time() - t; d[["user.self"]] + d[["sys.self"]] })) }
library(nlme)
d <- read.csv(file.path(folder, "regression.csv"))
cat(sprintf("R nlme::gls,%g\n", seconds(9, function() for (i in 1:5)
  intervals(gls(y ~ x + day, d, correlation = corCAR1(form = ~day)), which = "coef")) / 5))
if (requireNamespace("strucchange", quietly = TRUE)) {
  y <- scan(file.path(folder, "breaks.csv"), quiet = TRUE)
  cat(sprintf("R strucchange n=1000,%g\n", seconds(1, function() strucchange::breakpoints(y ~ 1, h = 0.1, breaks = 5))))
}
