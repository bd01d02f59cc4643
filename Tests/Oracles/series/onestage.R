# Oracle of OneStageREML: R --vanilla < onestage.R > onestage.txt
suppressMessages({library(nlme); library(lme4)})
cat(R.version.string, "nlme", as.character(packageVersion("nlme")), "lme4", as.character(packageVersion("lme4")), "\n")
f <- function(x) formatC(x, digits = 10, format = "g")
data(sleepstudy)
s <- sleepstudy; s$unit <- factor(s$Subject)
tell <- function(name, d, correlation = NULL, start = NULL) {
  m <- lme(Reaction ~ 0 + unit + Days, random = ~ 0 + Days | unit, correlation = correlation, data = d, method = "REML",
           control = lmeControl(opt = "nlminb", msTol = 1e-14, tolerance = 1e-12, msMaxIter = 1000, maxIter = 1000,
                                opt.iter = 1000, msMaxEval = 5000, niterEM = 0))
  v <- as.numeric(VarCorr(m)[, "Variance"])
  phi <- if (is.null(correlation)) 0 else coef(m$modelStruct$corStruct, unconstrained = FALSE)
  cat(name, "mu", f(fixef(m)["Days"]), "se", f(sqrt(vcov(m)["Days", "Days"])), "tau2", f(v[1]), "sigma2", f(v[2]),
      "rho", f(phi), "logLik", f(logLik(m)), "\n")
}
tell("sleep, independent", s)
tell("sleep, AR(1)", s, corAR1(0.2, form = ~ Days | unit))
gaps <- s[seq_len(nrow(s)) %% 7 != 3 & !(s$unit == levels(s$unit)[2] & s$Days > 5), ]
cat("rows left", nrow(gaps), "\n")
tell("with gaps, independent", gaps)
tell("with gaps, AR(1)", gaps, corAR1(0.2, form = ~ Days | unit))
cat("responses", formatC(s$Reaction, digits = 8, format = "g"), "\n")
