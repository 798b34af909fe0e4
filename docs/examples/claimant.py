import pandas
import requests

first = requests.get("http://127.0.0.1:8000/api/v1/claimants/", params={"page_size": 1}).json()["results"][0]
said = pandas.read_csv(f"http://127.0.0.1:8000/api/v1/appearances/?claimant={first['id']}&format=csv")
print(first["name"])
print(said[["said_on", "stance", "claim"]])
