import json

import requests

with requests.get("http://127.0.0.1:8000/api/v1/claims/?format=jsonl", stream=True) as answer:
    answer.raise_for_status()
    for line in answer.iter_lines():
        claim = json.loads(line)
        print(claim["id"], claim["statement"])
