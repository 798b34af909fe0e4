# What happened after change number 0; ask again after the last "seq" that you have seen.
curl -sS 'http://127.0.0.1:8000/api/v1/changes/?since=0&page_size=200'
