# Lists stand in their cell as JSON; identifiers stay text.
claims <- read.csv("http://127.0.0.1:8000/api/v1/claims/?format=csv", colClasses = c(external_id = "character"))
print(nrow(claims))
print(table(claims$rating))
