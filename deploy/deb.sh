#!/usr/bin/env bash
# Makes a Debian package from a published self-contained folder: the command, its unit, its user, its
# settings and its manual page. Needs dpkg-deb.
#   deploy/deb.sh FOLDER VERSION amd64|arm64 MANPAGE OUT.deb
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -eq 5 ]] || { echo "deb.sh: usage: deb.sh FOLDER VERSION amd64|arm64 MANPAGE OUT.deb" >&2; exit 2; }
folder=$1 version=${2//-/\~} architecture=$3 manpage=$4 out=$5
[[ -x $folder/ploutos ]] ||
  { echo "deb.sh: '$folder' must hold the published command, but has no 'ploutos'" >&2; exit 1; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root" # mktemp lets the owner in alone, and the folder becomes / of the package
install -d -m 755 "$root"/{DEBIAN,usr/lib/ploutos,usr/bin,usr/share/man/man1,usr/share/doc/ploutos} \
  "$root"/{lib/systemd/system,etc/ploutos}
cp -r "$folder"/. "$root/usr/lib/ploutos"
chmod -R u=rwX,go=rX "$root/usr/lib/ploutos"
ln -s ../lib/ploutos/ploutos "$root/usr/bin/ploutos"
gzip -9n <"$manpage" >"$root/usr/share/man/man1/ploutos.1.gz"
cp "$here/../LICENSE" "$root/usr/share/doc/ploutos/copyright"
gzip -9n <"$here/../CHANGELOG.md" >"$root/usr/share/doc/ploutos/changelog.gz"
cp -r "$here/../docs" "$root/usr/share/doc/ploutos/docs"
sed -e 's|^Documentation=|&man:ploutos(1) |' \
  -e 's|/opt/ploutos/current/ploutos|/usr/bin/ploutos|; s|/opt/ploutos/current/docs|/usr/share/doc/ploutos/docs|' \
  "$here/systemd/ploutos.service" >"$root/lib/systemd/system/ploutos.service"
# One list of settings: that of install.sh.
sed -n "/<<'SETTINGS'/,/^SETTINGS\$/p" "$here/install.sh" | sed '1d;$d' >"$root/etc/ploutos/ploutos.env"
chmod 640 "$root/etc/ploutos/ploutos.env"
echo /etc/ploutos/ploutos.env >"$root/DEBIAN/conffiles"

cat >"$root/DEBIAN/control" <<CONTROL
Package: ploutos
Version: $version
Architecture: $architecture
Maintainer: The Ploutos authors <ploutos@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, libssl3 | libssl3t64, ca-certificates, passwd
Recommends: libgomp1, tzdata
Section: science
Priority: optional
Description: daily price bars into trading signals and risk forecasts
 Three small neural experts and a risk model, on the CPU, with the evidence of each
 signal beside it. The service makes the signals of each trading day after the close.
CONTROL
cat >"$root/DEBIAN/postinst" <<'POSTINST'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  getent passwd ploutos >/dev/null ||
    useradd --system --user-group --home-dir /var/lib/ploutos --no-create-home --shell /usr/sbin/nologin ploutos
  install -d -m 750 -o ploutos -g ploutos /var/lib/ploutos
  chown -R root:ploutos /etc/ploutos
  chmod 750 /etc/ploutos
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl try-restart ploutos.service || true
  fi
fi
POSTINST
cat >"$root/DEBIAN/prerm" <<'PRERM'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --now ploutos.service || true
fi
PRERM
cat >"$root/DEBIAN/postrm" <<'POSTRM'
#!/bin/sh
set -e
if [ "$1" = purge ]; then
  rm -rf /var/lib/ploutos /etc/ploutos
  if getent passwd ploutos >/dev/null; then userdel ploutos; fi
fi
if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
POSTRM
chmod 755 "$root"/DEBIAN/{postinst,prerm,postrm}
dpkg-deb --root-owner-group -Zgzip --build "$root" "$out" >/dev/null
echo "deb.sh: $out"
