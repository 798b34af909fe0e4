library(jsonlite)

first <- fromJSON("http://127.0.0.1:8000/api/v1/claimants/?page_size=1")$results
said <- read.csv(paste0("http://127.0.0.1:8000/api/v1/appearances/?claimant=", first$id, "&format=csv"))
cat(first$name, "\n")
print(said[c("said_on", "stance", "claim")])
