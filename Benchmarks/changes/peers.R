# fpop, DeCAFS and strucchange on the series of `changes FOLDER`, where they are installed: prints
# `name,seconds` lines (least CPU time).
folder <- commandArgs(TRUE)[1]
seconds <- function(runs, f) { f(); min(sapply(seq_len(runs), function(i) {
  t <- proc.time(); f(); d <- proc.time() - t; d[["user.self"]] + d[["sys.self"]] })) }
has <- function(package) {
  found <- suppressMessages(requireNamespace(package, quietly = TRUE))
  if (found) message(package, " ", packageVersion(package)) else message(package, " is not installed; left out")
  found
}
fpop <- has("fpop"); decafs <- has("DeCAFS"); strucchange <- has("strucchange")
for (n in c(1000, 10000, 100000, 1000000)) for (kind in c("dense", "few")) {
  y <- scan(sprintf("%s/%s-%d.csv", folder, kind, as.integer(n)), quiet = TRUE)
  times <- if (n < 1e5) 20 else 1
  say <- function(name, f) cat(sprintf("%s %s n=%d,%g\n", name, kind, as.integer(n),
    seconds(if (n < 1e6) 3 else 1, function() for (i in seq_len(times)) f()) / times))
  if (fpop) say("R fpop", function() fpop::Fpop(y, 2 * log(n)))
  if (decafs) say("R DeCAFS", function() DeCAFS::DeCAFS(y, beta = 2 * log(n),
    modelParam = list(sdEta = 0, sdNu = sqrt(1 - .25), phi = .5)))
}
if (strucchange) {
  y <- scan(file.path(folder, "breaks.csv"), quiet = TRUE)
  cat(sprintf("R strucchange n=1000,%g\n", seconds(1, function()
    strucchange::breakpoints(y ~ 1, h = 0.1, breaks = 5))))
}
