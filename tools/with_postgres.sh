#!/usr/bin/env bash
# Runs a command with PORTAL_DATABASE_URL naming a throw-away PostgreSQL server, which ends with the command.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)" 2>/dev/null || true)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
  echo "No PostgreSQL server binaries on this machine (Debian: the package postgresql). DB=sqlite needs none." >&2
  exit 3
fi

folder=$(mktemp -d)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then  # PostgreSQL refuses to run as root
  id -u portal-postgres >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin portal-postgres
  chown portal-postgres "$folder"
  as() { runuser -u portal-postgres -- "$@"; }
fi
stop() { as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT INT TERM

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(cd "$folder" && as "$bin/initdb" -D "$folder/data" -U portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null)
(cd "$folder" && as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null)
(cd "$folder" && as "$bin/createdb" -h 127.0.0.1 -p "$port" -U portal portal)

export PORTAL_DATABASE_URL="postgres://portal@127.0.0.1:$port/portal"
"$@"
