#!/usr/bin/env bash
# Proves the newest backup: restores it into an embedded database in a scratch folder, verifies the audit log with the
# portal's data key, and deletes the folder. Run by portal-restore-drill.timer; touches neither the portal nor its data.
set -euo pipefail
cd "$(dirname "$0")/.."
release=$PWD
node=$(ls "$release"/node_modules/node-linux-*/bin/node 2>/dev/null | head -1 || true)
folder=${BACKUP_DIR:-/var/backups/portal}
file=$(find "$folder" -maxdepth 1 -name 'portal-*.gz' | sort | tail -1)
[ -n "$file" ] || { echo "there is no backup portal-*.gz in $folder" >&2; exit 1; }
scratch=$(mktemp -d "${TMPDIR:-/tmp}/portal-drill-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
setting() { { cat .env 2>/dev/null || true; } | sed -n "s/^$1=//p" | tr -d "'\""; }
DATA_KEY=${DATA_KEY:-$(setting DATA_KEY)}
data=${DATA_DIR:-$(setting DATA_DIR)}
mkdir "$scratch/data"
[ -n "${DATA_KEY:-}" ] || cp "${data:-.data}/data-key" "$scratch/data/data-key"
# Outside the release, so its .env, which names the real database, is not read.
cd "$scratch"
run() {
  env -i PATH="$PATH" DATA_DIR="$scratch/data" DATA_KEY="${DATA_KEY:-}" \
    "${node:-node}" --disable-warning=ExperimentalWarning "$release/server-proxy/commands/$1.ts" "${@:2}"
}
run restore "$file"
run verify-audit
echo "$file can be restored"
