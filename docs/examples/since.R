library(jsonlite)

changed <- fromJSON("http://127.0.0.1:8000/api/v1/claims/?updated_since=2024-01-31T12:00:00Z&page_size=200")$results
print(changed[c("id", "statement")])
