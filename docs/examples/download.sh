# The whole list as CSV; with the ETag of the last download, only if something has changed.
curl -sS --etag-save claims.etag --etag-compare claims.etag \
  'http://127.0.0.1:8000/api/v1/claims/?format=csv' -o claims.csv
wc -l claims.csv
