# Claims of which readers have seen anything change since then, the first 200; the log of changes also tells what was withdrawn.
curl -sS 'http://127.0.0.1:8000/api/v1/claims/?updated_since=2024-01-31T12:00:00Z&page_size=200&fields=id,url,statement'
