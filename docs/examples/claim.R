library(jsonlite)

newest <- fromJSON("http://127.0.0.1:8000/api/v1/claims/?ordering=-published_at&page_size=1")$results
claim <- fromJSON(newest$url)
cat(claim$statement, "\n")
cat("Verdict:", claim$verdict$rating$label, "-", claim$verdict$summary, "\n")
print(claim$evidence["stance"])
