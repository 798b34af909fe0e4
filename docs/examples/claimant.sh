# What the first claimant in the alphabet said, one row for each time and place.
id=$(curl -sS 'http://127.0.0.1:8000/api/v1/claimants/?page_size=1&fields=id' | grep -o '[0-9]\+' | head -n 1)
curl -sS "http://127.0.0.1:8000/api/v1/appearances/?claimant=$id&format=csv" > said.csv
head -n 3 said.csv
