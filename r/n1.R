# Trials on one person, on data frames: source this file, and have n1 on the path (or its path in N1_PROGRAM).
#
#   source("n1.R")
#   n1_fit(diary, time = "date", outcome = "itch", exposure = "dairy_free", mcid = 1)$estimate
#   n1_fit_each(clinic, by = "person", time = "date", outcome = "itch", exposure = "cream")
#   n1_changes(diary, time = "date", outcome = "itch")$changes
#   cat(n1_report("trials/dairy"))
#
# Needs nothing but R; answers are lists with the names of docs/contract.md, and what n1 refuses is an error
# with its sentence. jsonlite reads the answers where it is there. This is no medical advice.

n1_fit <- function(data, time, outcome, exposure, covariate = character(), ...) {
  n1_ask("fit", data, c(time, outcome, exposure, covariate),
         list(time = time, outcome = outcome, exposure = exposure, covariate = covariate, ...))
}

# One answer a series, named by what stands in the column `by`.
n1_fit_each <- function(data, by, time, outcome, exposure, covariate = character(), ...) {
  answer <- n1_ask("fit", data, unique(c(by, time, outcome, exposure, covariate)),
                   list(by = by, time = time, outcome = outcome, exposure = exposure,
                        covariate = covariate, ...))
  fits <- lapply(answer$fits, function(each) each$fit)
  stats::setNames(fits, vapply(answer$fits, function(each) each$series, ""))
}

n1_changes <- function(data, time, outcome, ...) {
  n1_ask("changes", data, c(time, outcome), list(time = time, outcome = outcome, ...))
}

# The numbers of a trial's own analysis; `trial` is its folder.
n1_analyze <- function(trial, ...) {
  n1_json(n1_run(c("analyze", trial, n1_options(list(...)), "--json")))
}

# What a trial found, as one text: markdown, html, terminal or json.
n1_report <- function(trial, format = "markdown", ...) {
  n1_run(c("report", trial, n1_options(list(format = format, ...))))
}

# Many people together; `trials` are their folders.
n1_series <- function(trials, ...) n1_json(n1_run(c("series", trials, n1_options(list(...)), "--json")))

# ---- how it is done

n1_ask <- function(command, data, columns, options) {
  file <- data
  if (!is.character(data)) {
    absent <- setdiff(columns, names(data))
    if (length(absent) > 0) {
      stop("found the columns ", paste(names(data), collapse = ", "), "; expected ",
           paste(absent, collapse = ", "), " too.", call. = FALSE)
    }
    file <- tempfile(fileext = ".csv")
    on.exit(unlink(file))
    table <- as.data.frame(data)[columns]
    # All digits; R's own writing keeps fifteen.
    table[] <- lapply(table, function(column) {
      if (is.double(column) && !inherits(column, c("Date", "POSIXt"))) {
        ifelse(is.na(column), NA, formatC(column, digits = 17, format = "g", width = 1))
      } else if (is.logical(column)) as.integer(column) else column
    })
    utils::write.csv(table, file, row.names = FALSE, na = "", quote = TRUE, fileEncoding = "UTF-8")
  }
  n1_json(n1_run(c(command, file, n1_options(options), "--json")))
}

n1_options <- function(options) {
  unlist(lapply(names(options), function(name) {
    value <- options[[name]]
    option <- paste0("--", gsub("_", "-", name))
    if (is.null(value) || identical(value, FALSE)) return(character())
    if (isTRUE(value)) return(option)
    if (is.double(value)) value <- formatC(value, digits = 17, format = "g", width = 1)
    as.vector(rbind(rep(option, length(value)), as.character(value)))
  }))
}

n1_run <- function(arguments) {
  program <- Sys.getenv("N1_PROGRAM", "n1")
  messages <- tempfile()
  on.exit(unlink(messages))
  lines <- suppressWarnings(system2(program, shQuote(arguments), stdout = TRUE, stderr = messages))
  status <- attr(lines, "status")
  if (!is.null(status) && status != 0) {
    said <- paste(readLines(messages, warn = FALSE), collapse = "\n")
    stop(sub("^n1: ", "", said), call. = FALSE)
  }
  paste(c(enc2utf8(lines), ""), collapse = "\n")
}

n1_json <- function(text) {
  if (requireNamespace("jsonlite", quietly = TRUE)) {
    return(jsonlite::fromJSON(text, simplifyVector = TRUE, simplifyDataFrame = FALSE))
  }
  n1_parse(text)
}

# JSON with base R: objects and lists become lists, lists of plain values become vectors.
n1_parse <- function(text) {
  words <- regmatches(text, gregexpr(
    '"(\\\\.|[^"\\\\])*"|-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false|null|[][{}:,]', text))[[1]]
  place <- 0
  following <- function() { place <<- place + 1; words[place] }
  plain <- function(word) switch(word, "true" = TRUE, "false" = FALSE, "null" = NULL,
    if (startsWith(word, '"')) unquoted(word) else as.numeric(word))
  unquoted <- function(word) {
    text <- substr(word, 2, nchar(word) - 1)
    for (code in unique(regmatches(text, gregexpr("\\\\u[0-9a-fA-F]{4}", text))[[1]])) {
      text <- gsub(code, intToUtf8(strtoi(substr(code, 3, 6), 16)), text, fixed = TRUE)
    }
    for (pair in list(c("\\n", "\n"), c("\\t", "\t"), c("\\\"", "\""), c("\\/", "/"), c("\\\\", "\\"))) {
      text <- gsub(pair[1], pair[2], text, fixed = TRUE)
    }
    text
  }
  value <- function(word) {
    if (word == "{") return(object())
    if (word == "[") return(items())
    plain(word)
  }
  object <- function() {
    found <- list()
    repeat {
      word <- following()
      if (word == "}") return(found)
      if (word == ",") next
      following() # the colon
      found[unquoted(word)] <- list(value(following()))
    }
  }
  items <- function() {
    found <- list()
    repeat {
      word <- following()
      if (word == "]") break
      if (word != ",") found <- c(found, list(value(word)))
    }
    kinds <- unique(vapply(found, function(each) if (is.list(each)) "list" else class(each)[1], ""))
    if (length(kinds) == 1 && kinds != "list" && all(lengths(found) == 1)) unlist(found) else found
  }
  value(following())
}
