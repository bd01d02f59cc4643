# Ljung-Box of the least-squares residuals of d1, and Durbin-Watson by hand. R 4.2.2. Prints the values in ResidualAutocorrelationTests.
d <- read.csv("d1_abab56.csv"); e <- resid(lm(score ~ treat + sleep + stress, d))
b <- Box.test(e, lag = 7, type = "Ljung-Box"); cat(sprintf("%.12g %.12g %.12g\n", b$statistic, b$p.value, sum(diff(e)^2) / sum(e^2)))
cat(sprintf("%.12g ", acf(e, lag.max = 3, plot = FALSE, demean = FALSE)$acf[2:4]), "\n")
