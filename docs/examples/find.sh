# The three claims that answer best; the members that are wanted are named.
curl -sS -G 'http://127.0.0.1:8000/api/v1/claims/' \
  --data-urlencode 'q=Russia interfered' \
  -d ordering=relevance -d page_size=3 -d 'fields=id,statement,verdict(rating/label)'
