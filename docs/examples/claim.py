import requests

newest = requests.get("http://127.0.0.1:8000/api/v1/claims/", params={"ordering": "-published_at", "page_size": 1})
claim = requests.get(newest.json()["results"][0]["url"]).json()

print(claim["statement"])
print("Verdict:", claim["verdict"]["rating"]["label"], "-", claim["verdict"]["summary"])
for evidence in claim["evidence"]:
    print(evidence["stance"], evidence["article"]["label"])
