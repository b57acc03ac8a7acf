#!/usr/bin/env bash
# Renews requirements/*.txt: pinned and hashed for every platform, without an address of any index.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }
pin production.in -o production.txt
pin --constraint production.txt dev.in -o dev.txt
