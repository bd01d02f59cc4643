# Oracle of the acne and the sleep examples: R's nlme::gls, REML, on rows that R prepares itself.
#   Rscript Tests/Oracles/examples/gls.R > Tests/Oracles/examples/gls.csv     (from the top folder)
# Rows: one a diary day (days begin at 04:00), y the mean over the photos of the mean over raters, x
# the share of the day's photos with the cream; for sleep the answer and the week's condition.
# Complete daily series take corAR1, series with gaps corCAR1, whose phi cannot go below 0.
suppressMessages(library(nlme))
options(digits = 15, warn = -1)

acne <- function(person) {
  d <- read.csv(sprintf("examples/acne/participant-%d/diary.csv", person), check.names = FALSE)
  t <- as.POSIXct(strptime(d[[1]], "%m%d-%Y-%H%M%S", tz = "UTC")) - 4 * 3600
  day <- as.integer(as.Date(t, tz = "UTC"))
  y <- rowMeans(d[, grep("^scores_", names(d))])
  x <- as.numeric(toupper(trimws(d[["Intervention\n(Boolean)"]])) == "TRUE")
  a <- aggregate(cbind(y, x) ~ day, data.frame(day, y, x), mean)
  a$day <- a$day - min(a$day)
  a
}
sleep <- function(who) {
  d <- read.csv(sprintf("examples/sleep-tea/%s/diary.csv", who), check.names = FALSE)
  d <- d[d$measurement_name == "Sleep", ]
  test <- if (grepl("^tea", who)) "Herbal tea" else "Cold temperature"
  a <- data.frame(day = d$current_day_of_study, y = d$survey1_question1_response,
                  x = as.numeric(d$current_intervention_name == test))
  a[order(a$day), ]
}
emit <- function(name, a) {
  complete <- all(diff(a$day) == 1)
  structure <- if (complete) corAR1(form = ~day) else corCAR1(value = 0.3, form = ~day)
  fit <- gls(y ~ x, a, correlation = structure, method = "REML", control = glsControl(
    tolerance = 1e-13, msTol = 1e-13, maxIter = 1000, msMaxIter = 1000))
  phi <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
  # polish phi on the profile likelihood: nlme stops early
  profile <- function(p) as.numeric(logLik(gls(y ~ x, a, method = "REML", correlation =
    if (complete) corAR1(p, form = ~day, fixed = TRUE) else corCAR1(p, form = ~day, fixed = TRUE))))
  lower <- if (complete) -0.999 else 1e-8
  best <- optimize(profile, c(max(lower, phi - 0.2), min(0.999, phi + 0.2)), maximum = TRUE, tol = 1e-11)
  p <- best$maximum
  bound <- !complete && p < 1e-4
  if (bound) p <- 1e-8
  fit <- gls(y ~ x, a, method = "REML", correlation =
    if (complete) corAR1(p, form = ~day, fixed = TRUE) else corCAR1(p, form = ~day, fixed = TRUE))
  s <- summary(fit)$tTable
  cat(sprintf("%s,%d,%s,%d,%.12g,%.12g,%.12g,%.12g,%.12g,%.12g,%.12g\n", name, nrow(a),
    if (complete) "corAR1" else "corCAR1", as.integer(bound), p, s[1, 1], s[1, 2], s[2, 1], s[2, 2],
    fit$sigma, as.numeric(logLik(fit))))
}
cat(sprintf("# %s, nlme %s\n", R.version.string, packageVersion("nlme")))
cat("name,n,structure,phiOnBound,phi,intercept,interceptSE,effect,effectSE,sigma,logLik\n")
for (person in 1:5) emit(sprintf("acne/participant-%d", person), acne(person))
for (who in c("tea-0889", "tea-b6a7", "tea-c8ba", "window-1841", "window-27bf", "window-2faf"))
  emit(sprintf("sleep-tea/%s", who), sleep(who))
