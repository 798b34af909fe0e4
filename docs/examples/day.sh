# The verdicts as readers saw them at the end of today (UTC); take an earlier day, once there is one.
curl -sS "http://127.0.0.1:8000/api/v1/verdicts/?as_of=$(date -u +%Y-%m-%d)&state=published&fields=title,rating/label"
