#!/bin/sh
# Makes target/inlet-routes-image.tar of the packed distribution where no registry is reached: build.sh [BASE_TAR]. The base is made by base.sh
# where it is not there yet (target/image-base.tar). Needs unshare, and root or user namespaces; no container engine.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
project=$(CDPATH='' cd -- "$here/../../.." && pwd)
product=$project/target/inlet-routes
archive=$project/target/image/archive
base=${1:-$project/target/image-base.tar}
[ -x "$product/bin/make-archive" ] || { echo "first: mvn -q -DskipTests package" >&2; exit 2; }
[ -f "$base" ] || "$here/base.sh" "$base"

# The archive of loaded classes fits one Java, one place and one time of the jars: it is made inside the base, as the image will have them.
root=$(mktemp -d)
trap 'rm -rf -- "$root"' EXIT
tar -xOf "$base" layer.tar | tar -x -C "$root" --exclude='./dev/*' -f -
mkdir -p "$root/opt" "$root/dev" "$root/proc"
cp -R "$product" "$root/opt/inlet-routes"
rm -f "$root"/opt/inlet-routes/lib/*.jsa
find "$root/opt/inlet-routes" -exec touch -h -d @1 {} + # Jib's time of all files
mapped=--map-root-user
[ "$(id -u)" != 0 ] || mapped=
# shellcheck disable=SC2086,SC2016
unshare $mapped --mount --pid --fork --kill-child sh -c '
  mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" && exec chroot "$1" /opt/inlet-routes/bin/make-archive' sh "$root"
rm -rf "$archive"
mkdir -p "$archive"
cp "$root"/opt/inlet-routes/lib/*.jsa "$archive/"

cd "$project"
mvn -q -Pimage "-Dimage.base=tar://$base" clean:clean@image assembly:single@image jib:buildTar@image
