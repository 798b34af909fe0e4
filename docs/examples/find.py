import requests

query = {"q": "Russia interfered", "ordering": "relevance", "page_size": 3}
answer = requests.get("http://127.0.0.1:8000/api/v1/claims/", params=query)
answer.raise_for_status()
for claim in answer.json()["results"]:
    verdict = claim["verdict"]
    print(claim["id"], claim["statement"], "-", verdict["rating"]["label"] if verdict else "no verdict")
