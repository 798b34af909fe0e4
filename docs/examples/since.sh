# Claims of which readers have seen anything change since then.
curl -sS 'http://127.0.0.1:8000/api/v1/claims/?updated_since=2024-01-31T12:00:00Z&fields=id,url,statement'
