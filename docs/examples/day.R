library(jsonlite)

day <- format(Sys.time(), "%Y-%m-%d", tz = "UTC")
verdicts <- fromJSON(paste0("http://127.0.0.1:8000/api/v1/verdicts/?state=published&as_of=", day))$results
print(verdicts["title"])
