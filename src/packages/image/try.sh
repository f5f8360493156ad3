#!/bin/sh
# Tries the image for real: try.sh [IMAGE_TAR], as root, with podman and crun. Starts it as a cluster would - not root, nothing writable but a volume,
# the home as a ConfigMap is mounted, the manifest's memory limit - delivers a file to a simulator in a container of its own, stops it in the middle
# by SIGTERM, starts it again and counts. Ends with 0 when all of that went well. Leaves nothing behind.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
project=$(CDPATH='' cd -- "$here/../../.." && pwd)
tar=${1:-$project/target/inlet-routes-image.tar}
rows=20000

# crun wants one kind of cgroups; where the machine has both, the newer goes, for this script alone.
if [ -d /sys/fs/cgroup/unified ] && [ -z "${OWN_MOUNTS:-}" ]; then
  exec unshare --mount sh -c 'umount /sys/fs/cgroup/unified 2>/dev/null; OWN_MOUNTS=yes exec "$@"' sh "$0" "$tar"
fi

work=$(mktemp -d)
engine() {
  podman --root "$work/root" --runroot "$work/run" --cgroup-manager cgroupfs --runtime crun "$@"
}
leave() {
  engine rm --force --time 1 routes simulator > /dev/null 2>&1 || true
  engine rmi --all --force > /dev/null 2>&1 || true
  umount "$work/root/overlay" 2> /dev/null || true
  rm -rf -- "$work"
}
trap leave EXIT
fail() {
  echo "FAILED: $1" >&2
  engine logs --tail 30 routes 2> /dev/null || true
  exit 1
}
# What a container may use; the limits of open files because a root without CAP_SYS_RESOURCE cannot raise them.
start() {
  name=$1
  shift
  engine run --detach --name "$name" --read-only --cap-drop all --security-opt no-new-privileges --memory 768m \
    --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "$@" > /dev/null
}
eventually() {
  for second in $(seq 300); do
    if "$@"; then
      return 0
    fi
    sleep 1
  done
  return 1
}
counts() {
  engine exec simulator bash -c 'exec 3<>/dev/tcp/127.0.0.1/8090 && printf "GET /simulator/counts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" >&3 && sed 1,/^.$/d <&3'
}
healthy() {
  engine exec routes /opt/inlet-routes/bin/healthy "$@" 2> /dev/null
}
takes_some() {
  counts | grep -q '"accepted":[1-9]'
}
delivered() {
  [ -f "$work/state/inbox/loyalty-signup/done/$1" ]
}
stop() {
  engine stop --time 40 routes > /dev/null
  code=$(engine inspect --format '{{.State.ExitCode}}' routes)
  [ "$code" != 137 ] || fail "it did not stop by itself"
  engine logs routes 2>&1 | grep -q 'Inlet Routes stopped' || fail "it did not stop cleanly"
  echo "stopped by SIGTERM, exit code $code"
}

engine load --quiet --input "$tar"
mapped=$(engine run --rm --network none --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --env JAVA_OPTS=-Xlog:class+load:stdout inlet-routes --version \
  | grep -c "shared objects file (top)" || true)
echo "$mapped classes come from the archive"
[ "$mapped" -gt 100 ] || fail "the archive of loaded classes does not fit"

# A home as a cluster mounts a ConfigMap: links to a folder that an edit would replace as a whole.
mkdir -p "$work/home/..1/routes" "$work/home/..1/mappings" "$work/state"
cp "$project/routes/redelivery.camel.yaml" "$project/routes/loyalty-signup-from-csv.camel.yaml" "$work/home/..1/routes/"
cp -R "$project/mappings/loyalty-signup" "$work/home/..1/mappings/"
ln -s ..1 "$work/home/..data"
ln -s ..data/routes ..data/mappings "$work/home/"
chmod -R a+rX "$work/home" && chmod 0755 "$work"
chown 10001:0 "$work/state"

start simulator --network none inlet-routes simulator --port 8090
start routes --network container:simulator --volume "$work/home:/etc/inlet-routes:ro" --volume "$work/state:/var/lib/inlet-routes" \
  --env CONSOLE_HOST=0.0.0.0 --env CONSOLE_TOKEN=0123456789abcdef --env INLET_SAMPLE_URL=http://127.0.0.1:8090/collection/simulated \
  --env INLET_LIMIT_MESSAGES_PER_SECOND=1000 inlet-routes
eventually healthy ready || fail "it did not get ready"
healthy live || fail "it is not live"
engine exec routes sh -c 'id -u; tr "\0" " " < /proc/1/cmdline | cut -c 1-60; touch /opt/inlet-routes/x 2>&1 | sed s/.*:.//'

awk -v rows="$rows" 'NR == 1 { print } NR == 2 { for (i = 1; i <= rows; i++) { row = $0; sub(/^[^,]*/, "LS-" i, row); print row } }' \
  "$project/mappings/loyalty-signup/sample.csv" > "$work/state/signups.part"
chown 10001:0 "$work/state/signups.part"
mv "$work/state/signups.part" "$work/state/inbox/loyalty-signup/signups.csv"
eventually takes_some || fail "nothing was delivered"
stop
delivered signups.csv && fail "the file was through before the stop: nothing was tried"
echo "then: $(counts)"
engine start routes > /dev/null
eventually delivered signups.csv || fail "the file was not delivered after the start"
counts | tee "$work/counts"
grep -q "\"distinct\":$rows,\"repeated\":0,\"refused\":0" "$work/counts" || fail "not every event came once"

# An edited ConfigMap: another folder, and the link turned to it.
cp -R "$work/home/..1" "$work/home/..2"
sed 's/"\$.store?"/"$.store? ~> trim"/' "$work/home/..1/mappings/loyalty-signup/mapping.json" > "$work/home/..2/mappings/loyalty-signup/mapping.json"
ln -s ..2 "$work/home/..new" && mv -T "$work/home/..new" "$work/home/..data"
takes_the_edit() {
  engine logs routes 2>&1 | grep 'mapping loyalty-signup changed'
}
eventually takes_the_edit || fail "an edit of the home was not taken"

peak=$(cat "/sys/fs/cgroup/memory$(sed -n 's/.*:memory://p' "/proc/$(engine inspect --format '{{.State.Pid}}' routes)/cgroup" 2> /dev/null)/memory.max_usage_in_bytes" 2> /dev/null || true)
[ -z "$peak" ] || echo "at most $((peak / 1048576)) MB of memory, the page cache included"
stop

# Some clusters run every image as a number of their own, in the group 0.
engine run --rm --network none --read-only --user 54321:0 --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 inlet-routes \
  run --samples --until-settled --home /opt/inlet-routes > "$work/other" 2>&1 || { cat "$work/other" >&2; fail "another user could not run it"; }
grep -q 'Inlet Routes stopped' "$work/other" || fail "another user could not run it"
echo "1 passed, 0 failed"
