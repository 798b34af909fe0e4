import requests

question = {"texts": [{"text": "Russia did not interfere in the 2016 US presidential election"}], "limit": 3}
answer = requests.post("http://127.0.0.1:8000/api/v1/match/", json=question)
answer.raise_for_status()
for hit in answer.json()["answers"][0]["results"]:
    print(round(hit["score"], 1), hit["polarity"], hit["claim"]["statement"])
