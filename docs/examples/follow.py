import requests

address = "http://127.0.0.1:8000/api/v1/changes/?since=0&page_size=200"
last = 0
while address:
    page = requests.get(address).json()
    for change in page["results"]:
        last = change["seq"]
        print(last, change["kind"], change["type"], change["id"])
    address = page["next"]
print("Next time ask for what comes after", last)
