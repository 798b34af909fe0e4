# The first claim with a verdict, with everything that hangs on it.
id=$(curl -sS 'http://127.0.0.1:8000/api/v1/claims/?ordering=-published_at&page_size=1&fields=id' | grep -o '[0-9]\+' | head -n 1)
curl -sS "http://127.0.0.1:8000/api/v1/claims/$id/"
