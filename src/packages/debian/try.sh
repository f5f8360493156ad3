#!/bin/sh
# Tries the package for real: try.sh ROOT PACKAGE NEWER_PACKAGE, as root. ROOT is a Debian root with a Java and adduser in it, made by
#   debootstrap --variant=minbase --include=adduser,openjdk-17-jre-headless bookworm ROOT
# Installs, delivers a file to the stand-in inlet as the service's user, upgrades, delivers again, removes and purges. Ends with 0 when all of that went well.
# The unit is looked at by systemd-analyze where the machine has it.
set -eu
root=$1
fail() {
  echo "FAILED: $1" >&2
  [ ! -f "$root/tmp/run.log" ] || tail -20 "$root/tmp/run.log" >&2
  exit 1
}
inside() {
  chroot "$root" "$@"
}
[ -e "$root/proc/self" ] || mount -t proc proc "$root/proc"
trap 'umount "$root/proc" 2>/dev/null || true' EXIT

deliver() {
  inside su -s /bin/sh inlet-routes -c 'cd / && exec env CONSOLE_PORT=0 inlet-routes run --home /etc/inlet-routes' > "$root/tmp/run.log" 2>&1 &
  running=$!
  for second in $(seq 300); do
    grep -q "Stop it with" "$root/tmp/run.log" && break
    sleep 1
  done
  cp "$root/usr/share/inlet-routes/mappings/loyalty-signup/sample.csv" "$root/var/lib/inlet-routes/inbox/loyalty-signup/$1.part"
  inside chown inlet-routes "/var/lib/inlet-routes/inbox/loyalty-signup/$1.part"
  mv "$root/var/lib/inlet-routes/inbox/loyalty-signup/$1.part" "$root/var/lib/inlet-routes/inbox/loyalty-signup/$1"
  for second in $(seq 300); do
    [ -f "$root/var/lib/inlet-routes/inbox/loyalty-signup/done/$1" ] && break
    sleep 1
  done
  inside su -s /bin/sh inlet-routes -c 'inlet-routes status --home /etc/inlet-routes' | head -20
  # The process itself: the shells above do not hand signals on.
  kill -TERM "$(sed -n 's/^process \([0-9]*\).*/\1/p' "$root/var/lib/inlet-routes/data/instance.txt" | head -1)"
  wait "$running" || true
  [ -f "$root/var/lib/inlet-routes/inbox/loyalty-signup/done/$1" ] || fail "$1 was not delivered"
  grep -q "Inlet Routes stopped" "$root/tmp/run.log" || fail "it did not stop cleanly"
  echo "delivered $1 and stopped"
}

cp "$2" "$root/tmp/first.deb"
cp "$3" "$root/tmp/newer.deb"
inside dpkg -i /tmp/first.deb
unit=$root/lib/systemd/system/inlet-routes.service
if command -v systemd-analyze > /dev/null; then
  mkdir -p "$root/tmp/unit"
  sed 's,^ExecStart=.*,ExecStart=/bin/true,' "$unit" > "$root/tmp/unit/inlet-routes.service"
  systemd-analyze verify "$root/tmp/unit/inlet-routes.service" || fail "systemd does not understand the unit"
  systemd-analyze security --offline=true --threshold=20 "$root/tmp/unit/inlet-routes.service" | tail -1
fi
cp "$root"/usr/share/inlet-routes/routes/loyalty-signup-from-csv.camel.yaml "$root/etc/inlet-routes/routes/"
cp -r "$root/usr/share/inlet-routes/mappings/loyalty-signup" "$root/etc/inlet-routes/mappings/"
echo "# edited by the operator" >> "$root/etc/inlet-routes/application.properties"
deliver first.csv

inside dpkg --force-confold -i /tmp/newer.deb
grep -q "edited by the operator" "$root/etc/inlet-routes/application.properties" || fail "the upgrade lost an edit"
[ -n "$(find "$root/usr/share/inlet-routes/lib" -name '*.jsa')" ] || fail "no archive of loaded classes was made"
[ -f "$root/var/lib/inlet-routes/inbox/loyalty-signup/done/first.csv" ] || fail "the upgrade lost data"
deliver second.csv
grep -q "0 accepted" "$root/tmp/run.log" || fail "the upgrade forgot what was accepted"
# Only a version with other tables changes the ledger; then it must have kept the old one.
if grep -q "The ledger is brought up to date" "$root/tmp/run.log"; then
  [ -n "$(find "$root/var/lib/inlet-routes/data" -name 'ledger.version-*.zip')" ] || fail "the upgrade kept no copy of the ledger"
  echo "the ledger was kept and brought up to date"
fi

inside dpkg -r inlet-routes
[ -d "$root/var/lib/inlet-routes/data" ] || fail "the removal took data away"
[ ! -e "$root/usr/bin/inlet-routes" ] && [ ! -e "$root/usr/share/inlet-routes" ] || fail "the removal left parts of the product"
inside dpkg -P inlet-routes
[ ! -e "$root/var/lib/inlet-routes" ] || fail "the purge left data"
echo "1 passed, 0 failed"
