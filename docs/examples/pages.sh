# The Link header names the next page, until there is none.
next='http://127.0.0.1:8000/api/v1/claims/?page_size=2&fields=id,statement'
while [ -n "$next" ]; do
  curl -sS -w '\n' -D headers.txt "$next"
  next=$(sed -n 's/^[Ll]ink:.*<\([^>]*\)>; rel="next".*/\1/p' headers.txt)
done
