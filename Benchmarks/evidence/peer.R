# The same test as a plain vectorised loop: one schedule a turn, every step of it on whole vectors. Prints
# name,seconds,p; the draws are R's own, so p agrees within simulation error.
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "series.csv"))
seen <- !is.na(d$y); y <- d$y[seen]; day <- d$day[seen]
carried <- 0.5^diff(day); scale <- 1 / sqrt(1 - carried^2)
whiten <- function(v) c(v[1], scale * (v[-1] - carried * v[-length(v)]))
one <- whiten(rep(1, length(y))); wy <- whiten(y)
gls <- function(x) {
  wx <- whiten(x)
  a <- sum(one * one); b <- sum(one * wx); c <- sum(wx * wx); det <- a * c - b * b
  u <- sum(one * wy); v <- sum(wx * wy)
  slope <- (a * v - b * u) / det; level <- (u - b * slope) / a
  rest <- sum(wy * wy) - level * u - slope * v
  abs(slope) / sqrt(rest / (length(y) - 2) * a / det)
}
means <- function(x) abs(mean(y[x == 1]) - mean(y[x == 0]))
pair <- cbind(c(0, 0, 1, 1), c(1, 1, 0, 0))
draw <- function() as.vector(pair[, sample(2, 21, replace = TRUE)])[seen]
test <- function(name, statistic, count = 9999) {
  set.seed(1)
  own <- statistic(d$x[seen]); extreme <- 0
  t <- proc.time()
  for (i in seq_len(count)) extreme <- extreme + (statistic(draw()) >= own - 1e-12)
  t <- proc.time() - t
  cat(sprintf("%s,%g,%g\n", name, t[["user.self"]] + t[["sys.self"]], (extreme + 1) / (count + 1)))
}
test("R GLS t", gls)
test("R mean difference", means)
