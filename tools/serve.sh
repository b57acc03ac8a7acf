#!/usr/bin/env bash
# Production settings on one machine without https: for trying out, for measuring, or behind a proxy that speaks https.
set -euo pipefail
cd "$(dirname "$0")/.."

data=${PORTAL_DATA_DIR:-$PWD/var}
mkdir -p "$data"
if [ -z "${PORTAL_SECRET_KEY:-}" ]; then
  [ -s "$data/secret_key" ] || (umask 077 && "$PY" -c 'import secrets; print(secrets.token_urlsafe(50))' >"$data/secret_key")
  PORTAL_SECRET_KEY=$(cat "$data/secret_key")
fi
export PORTAL_SECRET_KEY PORTAL_DATA_DIR="$data"
export PORTAL_ALLOWED_HOSTS=${PORTAL_ALLOWED_HOSTS:-127.0.0.1,localhost}
export PORTAL_HTTPS=${PORTAL_HTTPS:-0}
export DJANGO_SETTINGS_MODULE=portal.settings.production
export PYTHONPATH="$PWD/site:$PWD"

"$PY" manage.py migrate --verbosity 0
"$PY" manage.py setup_site
"$PY" manage.py collectstatic --noinput --verbosity 0
# The worker sends mail and does what is due; it ends when this process, which becomes the web server, is gone. WORK=0: it runs elsewhere.
[ "${WORK:-1}" = 0 ] || "$PY" manage.py work --beside $$ &
# Two processes. One thread each is fastest as long as nobody waits for another server (docs/operations.md); with four,
# a slow tile source or address search does not hold up the pages.
exec "$PY" -m granian --interface wsgi --host "${HOST:-127.0.0.1}" --port "${PORT:-8000}" \
  --workers "${WORKERS:-2}" --blocking-threads "${THREADS:-4}" --backpressure 64 --no-ws portal.wsgi:application
