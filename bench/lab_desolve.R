# lab_desolve.R LIBRARY CASES OUT: each patient of CASES (a line of numbers, as lab_desolve.c has them) through a year with
# deSolve's lsoda and the compiled model, one call a patient, an answer a week; OUT gets binary numbers: seconds of processor
# time, then the states at the end of the year.
suppressPackageStartupMessages(library(deSolve))
given <- commandArgs(trailingOnly = TRUE)
dyn.load(given[1])
name <- sub("[.]so$", "", basename(given[1]))
cases <- as.matrix(read.table(given[2], colClasses = "numeric"))
starts <- cases[, ncol(cases) - 52 * 6 - 8 + 1:8, drop = FALSE]
weeks <- 0:52
one <- function(i) {
  ode(starts[i, ], weeks, func = "lab_derivs", parms = cases[i, ], dllname = name, initfunc = "lab_init", nout = 0,
      method = "lsoda", rtol = 1e-6, atol = 1e-6, maxsteps = 100000)[53, 2:9]
}
invisible(one(1))
spent <- system.time(ends <- t(sapply(seq_len(nrow(cases)), one)))
writeBin(as.double(c(spent[["user.self"]] + spent[["sys.self"]], t(ends))), given[3])
