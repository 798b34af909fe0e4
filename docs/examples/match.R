library(httr2)

question <- list(
  texts = list(list(text = "Russia did not interfere in the 2016 US presidential election")),
  limit = 3
)
answer <- request("http://127.0.0.1:8000/api/v1/match/") |> req_body_json(question) |> req_perform()
for (hit in resp_body_json(answer)$answers[[1]]$results) {
  cat(hit$score, hit$polarity, hit$claim$statement, "\n")
}
