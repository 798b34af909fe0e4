library(jsonlite)

query <- paste0("q=", URLencode("Russia interfered", reserved = TRUE), "&ordering=relevance&page_size=3")
claims <- fromJSON(paste0("http://127.0.0.1:8000/api/v1/claims/?", query))$results
print(claims[c("id", "statement")])
