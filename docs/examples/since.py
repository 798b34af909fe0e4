import requests

query = {"updated_since": "2024-01-31T12:00:00Z", "page_size": 200}
for claim in requests.get("http://127.0.0.1:8000/api/v1/claims/", params=query).json()["results"]:
    print(claim["url"], claim["statement"])
