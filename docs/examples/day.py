import datetime

import requests

day = datetime.datetime.now(datetime.UTC).date()
verdicts = requests.get("http://127.0.0.1:8000/api/v1/verdicts/", params={"as_of": day, "state": "published"})
if verdicts.status_code == 404:
    print("Nothing is known of", day)
else:
    for verdict in verdicts.json()["results"]:
        print(verdict["rating"]["label"], "-", verdict["title"])
