# Lags and the cycle as terms of a plan, by lm on hand-made columns; writes oracle_terms.csv. Base R 4.2.2 and splines.
# The series is that of PlanTermTests: 42 days, days 15-28 under the diet. R's own bases (poly by hand, splines::ns)
# span the same curves as ours, so what the curves add up to must agree whatever the basis.
day <- 0:41
diet <- as.numeric(day >= 14 & day < 28)
score <- 5 + ((day * 37 + 11) %% 17) / 8 - 2 * diet
wine <- ((day * 5) %% 7) / 2
out <- data.frame(name = character(), value = numeric())
put <- function(name, value) out[nrow(out) + 1, ] <<- list(name, value)
bases <- list(
  almon = function(L) outer((0:L) / L, 0:3, `^`),
  spline = function(L) splines::ns(0:L, knots = c(L / 3, 2 * L / 3), Boundary.knots = c(0, L), intercept = TRUE))
lagged <- function(x, L, before) sapply(0:L, function(l) c(rep(before, l), x)[seq_along(x)])
estimate <- function(name, fit, c) {
  value <- sum(c * coef(fit)); se <- sqrt(drop(t(c) %*% vcov(fit) %*% c)); t <- qt(0.975, fit$df.residual)
  put(paste0(name, ".estimate"), value); put(paste0(name, ".se"), se)
  put(paste0(name, ".lower"), value - t * se); put(paste0(name, ".upper"), value + t * se)
}
for (curve in names(bases)) {
  # The condition as a dose over 8 lags; nothing before the first day.
  B <- bases[[curve]](8)
  Z <- lagged(diet, 8, 0) %*% B
  estimate(paste0("condition.", curve), lm(score ~ Z), c(0, colSums(B)))
  # A covariate over 5 lags; the first five days lack one and are left out.
  B <- bases[[curve]](5)
  Z <- lagged(wine, 5, NA) %*% B
  fit <- lm(score ~ diet + Z)
  estimate(paste0("covariate.", curve), fit, c(0, 1, rep(0, 4)))
  estimate(paste0("cumulative.", curve), fit, c(0, 0, colSums(B)))
}
# A cycle of 28 days from two days before the start, two waves; and one that began on days 3 and 33 (30 days).
angle <- function(turns) cbind(sin(2 * pi * turns), cos(2 * pi * turns))
even <- (day + 2) / 28
estimate("cycle.even", lm(score ~ diet + angle(even) + angle(2 * even)), c(0, 1, 0, 0, 0, 0))
logged <- (day - 3) / 30
estimate("cycle.logged", lm(score ~ diet + angle(logged)), c(0, 1, 0, 0))
write.csv(format(transform(out, value = sprintf("%.17g", value))), "oracle_terms.csv", row.names = FALSE, quote = FALSE)
