#!/bin/sh
# Tries an upgrade of the zip for real: try.sh OLD_ZIP NEW_ZIP. Unpacks the old one, delivers from a home of its own, unpacks the new one beside it and
# delivers the same file again, then tries the new one over the old one. Ends with 0 when edits and data were kept, the ledger kept before it
# was changed, nothing was delivered twice, and the mixture was refused. Needs unzip and a Java; no root.
set -eu
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
fail() {
  echo "FAILED: $1" >&2
  tail -20 "$work/log" >&2
  exit 1
}
mkdir "$work/old" "$work/new"
unzip -q "$1" -d "$work/old"
unzip -q "$2" -d "$work/new"
old=$(echo "$work"/old/*)
new=$(echo "$work"/new/*)
home=$work/home

deliver() {
  product=$1
  cp "$home/mappings/loyalty-signup/sample.csv" "$home/inbox/loyalty-signup/.$2"
  mv "$home/inbox/loyalty-signup/.$2" "$home/inbox/loyalty-signup/$2"
  CONSOLE_PORT=0 "$product/bin/inlet-routes" run --home "$home" > "$work/log" 2>&1 &
  running=$!
  for second in $(seq 300); do
    [ -f "$home/inbox/loyalty-signup/done/$2" ] && break
    sleep 1
  done
  kill -TERM "$running"
  wait "$running" || fail "it ended with $?"
  [ -f "$home/inbox/loyalty-signup/done/$2" ] || fail "$2 was not delivered"
}

"$old/bin/inlet-routes" new "$home" > "$work/log"
cp "$old/routes/loyalty-signup-from-csv.camel.yaml" "$home/routes/"
cp -R "$old/mappings/loyalty-signup" "$home/mappings/"
mkdir -p "$home/inbox/loyalty-signup"
echo "# edited" >> "$home/application.properties"
(cd "$home" && find application.properties routes mappings -type f -exec cksum {} + | sort) > "$work/before"
deliver "$old" first.csv

deliver "$new" second.csv
grep -q ' 0 accepted, 0 dead letters, [1-9][0-9]* skipped' "$work/log" || fail "the upgrade forgot what was accepted"
if grep -q 'The ledger is brought up to date' "$work/log"; then
  unzip -l "$home"/data/ledger.version-*.zip | grep -q ledger.mv.db || fail "the old ledger was not kept"
  echo "the ledger was kept and brought up to date"
fi
grep '^  version ' "$work/log" || true
(cd "$home" && find application.properties routes mappings -type f -exec cksum {} + | sort) | cmp - "$work/before" || fail "the upgrade changed an edit"

if [ "$(cd "$old/lib" && ls inlet-routes-*.jar)" != "$(cd "$new/lib" && ls inlet-routes-*.jar)" ]; then
  cp -R "$new/." "$old/"
  "$old/bin/inlet-routes" --version > "$work/log" 2>&1 && fail "two versions were mixed"
  head -1 "$work/log"
fi
echo "1 passed, 0 failed"
