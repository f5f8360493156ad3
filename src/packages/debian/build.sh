#!/bin/sh
# Makes target/inlet-routes_VERSION_all.deb of the packed distribution: build.sh VERSION. Needs dpkg-deb, and no root.
set -eu
version=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
project=$(CDPATH='' cd -- "$here/../../.." && pwd)
product=$project/target/inlet-routes
root=$project/target/debian
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/usr/share/inlet-routes/bin" "$root/usr/bin" "$root/usr/share/doc/inlet-routes" "$root/lib/systemd/system" \
  "$root/etc/default" "$root/etc/inlet-routes/routes" "$root/etc/inlet-routes/mappings" "$root/etc/inlet-routes/lib/ext"
cp -r "$product/lib" "$product/routes" "$product/mappings" "$product/schemas" "$product/monitoring" "$root/usr/share/inlet-routes/"
rm -rf "$root"/usr/share/inlet-routes/lib/*.jsa "$root"/usr/share/inlet-routes/lib/*.aot # postinst makes it, of the Java that is there
install -m 0755 "$product/bin/inlet-routes" "$product/bin/make-archive" "$root/usr/share/inlet-routes/bin/"
ln -s ../share/inlet-routes/bin/inlet-routes "$root/usr/bin/inlet-routes"
cp -r "$project"/src/site/markdown/* "$root/usr/share/doc/inlet-routes/"
sed 's,(src/site/markdown/,(,g' "$project/README.md" > "$root/usr/share/doc/inlet-routes/README.md"
cp "$project/LICENSE" "$root/usr/share/doc/inlet-routes/copyright"
cp "$here/inlet-routes.service" "$root/lib/systemd/system/"
cp "$product/routes/redelivery.camel.yaml" "$root/etc/inlet-routes/routes/"
find "$root" -type d -exec chmod 0755 {} +
find "$root" -type f ! -path '*/bin/*' -exec chmod 0644 {} +
install -m 0640 "$here/application.properties" "$root/etc/inlet-routes/"
install -m 0600 "$here/default" "$root/etc/default/inlet-routes"
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$(du -sk "$root" | cut -f1)/" "$here/control" > "$root/DEBIAN/control"
cp "$here/conffiles" "$here/triggers" "$root/DEBIAN/"
for script in preinst postinst prerm postrm; do
  install -m 0755 "$here/$script" "$root/DEBIAN/"
done
chmod 0644 "$root/DEBIAN/control" "$root/DEBIAN/conffiles" "$root/DEBIAN/triggers"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$root" "$project/target/inlet-routes_${version}_all.deb"
