# What one would use instead: nlme for each person, then metafor. Rscript peers.R TRIALS.csv
suppressMessages({library(nlme); library(metafor)})
trials <- read.csv(commandArgs(TRUE)[1])
start <- proc.time()[["elapsed"]]
fits <- lapply(split(trials, trials$person), function(d) {
  d <- d[!is.na(d$score), ]
  g <- tryCatch(gls(score ~ exposure, d, correlation = corCAR1(form = ~ day)), error = function(e) NULL)
  if (is.null(g)) c(NA, NA) else c(coef(g)[["exposure"]], sqrt(vcov(g)[2, 2]))
})
people <- proc.time()[["elapsed"]] - start
m <- do.call(rbind, fits); m <- m[complete.cases(m), ]
start <- proc.time()[["elapsed"]]
r <- rma(m[, 1], sei = m[, 2], test = "adhoc"); b <- blup(r)
pool <- proc.time()[["elapsed"]] - start
cat("R nlme people,", people / length(fits), "\n", sep = "")
cat("R metafor pool and shrink,", pool, "\n", sep = "")
cat("# mean", coef(r), "se", r$se, "tau", sqrt(r$tau2), "people", nrow(m), "\n", file = stderr())
