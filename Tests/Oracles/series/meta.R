# Oracles of Sources/Stats/MetaAnalysis: R --vanilla < meta.R > meta.txt
suppressMessages({library(metafor); library(metadat); library(lme4)})
cat(R.version.string, "metafor", as.character(packageVersion("metafor")),
    "metadat", as.character(packageVersion("metadat")), "lme4", as.character(packageVersion("lme4")), "\n")
p <- function(...) cat(..., "\n")
f <- function(x) formatC(x, digits = 9, format = "g")
tight <- list(threshold = 1e-13, tol = 1e-13, maxiter = 5000)

bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
p("bcg yi", formatC(bcg$yi, digits = 12, format = "g"))
p("bcg vi", formatC(bcg$vi, digits = 12, format = "g"))
for (m in c("DL", "REML", "ML", "PM", "EB", "SJ", "HE")) {
  r <- rma(yi, vi, data = bcg, method = m, control = tight)
  p("bcg", m, "tau2", f(r$tau2), "mu", f(r$beta), "se", f(r$se), "as printed by default",
    f(rma(yi, vi, data = bcg, method = m)$tau2))
}
r <- rma(yi, vi, data = bcg, control = tight)
p("bcg Q", f(r$QE), "p", f(r$QEp), "I2", f(r$I2), "H2", f(r$H2))
q <- predict(r); p("bcg PI z", f(q$pi.lb), f(q$pi.ub), "ci", f(q$ci.lb), f(q$ci.ub))
k <- rma(yi, vi, data = bcg, test = "knha", control = tight)
q <- predict(k); p("bcg HKSJ se", f(k$se), f(k$ci.lb), f(k$ci.ub), "PI t(k-1)", f(q$pi.lb), f(q$pi.ub))
a <- rma(yi, vi, data = bcg, test = "adhoc", control = tight)
p("bcg adhoc se", f(a$se), f(a$ci.lb), f(a$ci.ub))
b <- c(r$beta); s <- sqrt(r$se^2 + r$tau2); p("bcg PI t(k-2)", f(b - qt(.975, 11) * s), f(b + qt(.975, 11) * s))
bl <- blup(r); p("bcg blup", f(bl$pred[c(1, 4)]), "se", f(bl$se[c(1, 4)]))
m <- rma(yi, vi, mods = ~ ablat, data = bcg, control = tight)
p("bcg ablat", f(m$beta), "se", f(m$se), "tau2", f(m$tau2), "R2", f(m$R2), "QM", f(m$QM))

# A grid: mu flat, tau with a prior density; the same sums as in the program, in another language.
grid <- function(y, v, prior, top, n = 20001) {
  tau <- seq(0, top, length.out = n); h <- rep(tau[2], n); h[1] <- h[1] / 2
  w <- 1 / outer(tau^2, v, "+"); m <- drop(w %*% y) / rowSums(w); va <- 1 / rowSums(w)
  l <- rowSums(.5 * log(w)) + .5 * log(va) - .5 * (drop(w %*% y^2) - m^2 / va) + log(prior(tau))
  g <- exp(l - max(l)) * h; g <- g / sum(g)
  mu <- sum(g * m); sd <- sqrt(sum(g * (va + (m - mu)^2)))
  tm <- sum(g * tau); med <- approx(cumsum(g) - g / 2, tau, .5)$y
  B <- v[1] / (v[1] + tau^2); e <- (1 - B) * y[1] + B * m
  e1 <- sum(g * e); s1 <- sqrt(sum(g * ((1 - B) * v[1] + B^2 * va + (e - e1)^2)))
  cdf <- function(x, s) sum(g * pnorm(x, m, s))
  qq <- function(pr, s) uniroot(function(x) cdf(x, s) - pr, mu + c(-60, 60) * sd, tol = 1e-12)$root
  s <- sqrt(va); n <- sqrt(va + tau^2)
  p("  mu", f(mu), f(sd), "interval", f(qq(.025, s)), f(qq(.975, s)), "tau mean", f(tm), "median", f(med))
  p("  unit 1", f(e1), f(s1), "next sd", f(sqrt(sum(g * (n^2 + (m - mu)^2)))), "next", f(qq(.025, n)), f(qq(.975, n)),
    "P(next < 0)", f(cdf(0, n)), "P(mu < 0)", f(cdf(0, s)))
}
y <- c(28, 8, -3, 7, -1, 1, 18, 12); v <- c(15, 10, 16, 11, 9, 11, 10, 18)^2
for (m in c("DL", "REML")) { r <- rma(y, v, method = m, control = tight); p("schools", m, f(r$tau2), f(r$beta), f(r$se), f(r$QE)) }
p("schools half-Cauchy 25"); grid(y, v, function(t) 1 / (1 + (t / 25)^2), 4000, 400001)
p("schools half-normal 5"); grid(y, v, function(t) dnorm(t, 0, 5), 45)
acne <- c(0.131938, -0.161145, -0.0237, -0.0335, -0.0118)
p("bcg half-normal 1"); grid(bcg$yi, bcg$vi, function(t) dnorm(t), 9)

data(sleepstudy)
fit <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
p("sleep lmer", f(fixef(fit)), "se", f(sqrt(diag(as.matrix(vcov(fit))))), "tau2", f(VarCorr(fit)$Subject[2, 2]), "sigma", f(sigma(fit)))
ind <- lapply(split(sleepstudy, sleepstudy$Subject), function(d) lm(Reaction ~ Days, d))
b <- sapply(ind, function(x) coef(x)[2]); rss <- sapply(ind, deviance); df <- sapply(ind, df.residual)
u <- sapply(ind, function(x) summary(x)$cov.unscaled[2, 2]); s2 <- sum(rss) / sum(df)
p("sleep slopes", formatC(b, digits = 12, format = "g"))
p("sleep rss", formatC(rss, digits = 12, format = "g"), "u", formatC(u[1], digits = 12, format = "g"), "pooled s2", f(s2))
r <- rma(b, s2 * u, control = tight); p("sleep pooled sigma", f(r$tau2), f(r$beta), f(r$se))
r <- rma(b, rss / df * u, control = tight); p("sleep own sigma", f(r$tau2), f(r$beta), f(r$se))

# Plain Knapp-Hartung is a trap with three people: the window sleepers.
y <- c(0.452, 0.618, 0.706); v <- c(0.60, 0.375, 0.72)^2
for (t in c("z", "knha", "adhoc")) { r <- rma(y, v, test = t, control = tight); p("three", t, f(r$beta), f(r$se), f(r$ci.lb), f(r$ci.ub)) }
