library(jsonlite)

changes <- fromJSON("http://127.0.0.1:8000/api/v1/changes/?since=0&page_size=200")$results
print(changes[c("seq", "kind", "type", "id")])
cat("Next time ask for what comes after", max(changes$seq), "\n")
