import requests

address = "http://127.0.0.1:8000/api/v1/claims/?page_size=2"
while address:
    page = requests.get(address).json()
    for claim in page["results"]:
        print(claim["id"], claim["statement"])
    address = page["next"]
