#!/usr/bin/env bash
# Makes a backup and then deletes those older than BACKUP_KEEP_DAYS (30) from BACKUP_DIR (/var/backups/portal).
# Run by portal-backup.timer as the portal's user; works beside running portals.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${BACKUP_DIR:-/var/backups/portal}
node server-proxy/boot/command.mjs backup "$folder/portal-$(date +%Y%m%d-%H%M%S).gz"
find "$folder" -maxdepth 1 -name 'portal-*.gz' -mtime "+${BACKUP_KEEP_DAYS:-30}" -delete
