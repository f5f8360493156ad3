#!/bin/sh
# Makes the base of the image where no registry is reached: base.sh TAR [SUITE [MIRROR]]. Debian's essential packages and its Java 17, by
# mmdebstrap, as the tar file that "docker save" would write. Needs mmdebstrap, and root or user namespaces. Same packages, same bytes.
set -eu
tar=$1
suite=${2:-bookworm}
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

SOURCE_DATE_EPOCH=1
export SOURCE_DATE_EPOCH
# Documents and translations go, and what only an update of Debian's packages would need; licences stay, and dpkg's list for scanners.
mmdebstrap --quiet --variant=essential --include=openjdk-17-jre-headless,ca-certificates \
  --customize-hook='find "$1/usr/share/doc" ! -type d ! -name copyright -delete' \
  --customize-hook='rm -rf "$1"/usr/share/man/* "$1"/usr/share/info/* "$1"/usr/share/locale/* "$1"/var/cache/apt "$1"/var/lib/apt/lists "$1"/var/log/*' \
  "$suite" "$work/layer.tar" ${3:+"$3"}

id=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
arch=$(dpkg --print-architecture)
cat > "$work/config.json" <<END
{"architecture":"$arch","os":"linux","created":"1970-01-01T00:00:01Z",
 "config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=C.UTF-8"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$id"]},
 "history":[{"created":"1970-01-01T00:00:01Z","created_by":"mmdebstrap $suite"}]}
END
cat > "$work/manifest.json" <<END
[{"Config":"config.json","RepoTags":["inlet-routes-base:$suite"],"Layers":["layer.tar"]}]
END
mkdir -p "$(dirname -- "$tar")"
tar --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -C "$work" -cf "$tar" manifest.json config.json layer.tar
