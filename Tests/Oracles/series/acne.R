# The five people of examples/acne with `analysis: method: ar1` in each plan: R --vanilla < acne.R
# yi and sei are what n1 series --format csv prints; metafor puts them together.
suppressMessages(library(metafor))
yi <- c(-0.1319629217, 0.162015999, 0.03087431873, -0.02447406783, 0.0376607823)
sei <- c(0.06853038274, 0.0565958068, 0.07781002124, 0.05483773493, 0.07579472997)
r <- rma(yi, sei = sei)
cat("ar1 mean", r$beta, "se", r$se, "tau", sqrt(r$tau2), "Q", r$QE, "p", r$QEp, "I2", r$I2, "\n")
# The same people with the engine that is the default: standard errors up to 1.9 times as long.
yi <- c(-0.1339562901, 0.1611446803, 0.02819828922, -0.02810312848, 0.03785303661)
sei <- c(0.1256588664, 0.1067281292, 0.09667438509, 0.09259040096, 0.07246710311)
r <- rma(yi, sei = sei)
cat("default mean", r$beta, "se", r$se, "tau", sqrt(r$tau2), "Q", r$QE, "p", r$QEp, "I2", r$I2, "\n")
