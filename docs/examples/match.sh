# Texts go in the body; nothing is stored.
curl -sS 'http://127.0.0.1:8000/api/v1/match/' -H 'Content-Type: application/json' -d '{
  "texts": [{"text": "Russia did not interfere in the 2016 US presidential election"}], "limit": 3
}'
