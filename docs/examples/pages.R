library(jsonlite)

address <- "http://127.0.0.1:8000/api/v1/claims/?page_size=2"
while (!is.null(address)) {
  page <- fromJSON(address)
  print(page$results[c("id", "statement")])
  address <- page$`next`
}
