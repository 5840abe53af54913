#!/usr/bin/env bash
# Runs the published linux-x64 command from `init` to a prediction in a root that has nothing but it: no
# .NET, no shell, no variables. The root holds the folder, the shared libraries that ldd names, and one
# ticker's bars as CSV.
#   deploy/publish.sh dist linux-x64 && eng/try-bare.sh dist BARS.csv
# Needs user namespaces (unshare).
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # ldconfig and chroot, which a user's PATH may lack
[[ $# -eq 2 && -x $1/ploutos && -f $2 ]] ||
  { echo "try-bare.sh: usage: try-bare.sh FOLDER BARS.csv; FOLDER holds the published command" >&2; exit 2; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{ploutos,home,tmp,etc/ssl,usr/share,dev}
cp -r "$1"/. "$root/ploutos"
cp "$2" "$root/home/"
{ ldd "$1/ploutos" "$1"/*.so 2>/dev/null; ldconfig -p | grep -E 'libssl\.so\.3|libcrypto\.so\.3|libz\.so\.1'; } |
  grep -o '/[^ )]*\.so[^ )]*' | grep -v "^$(realpath "$1")" | sort -u |
  while read -r library; do [[ ! -e $library ]] || install -D "$(realpath "$library")" "$root$library"; done
du -sh "$root" | sed 's/\t.*/ in all/'
unshare --user --map-root-user --mount --pid --fork sh -c "
  mount -t tmpfs none '$root/tmp' && mkdir -p '$root/proc' && mount -t proc proc '$root/proc' || true
  exec env -i '$(command -v chroot)' '$root' /ploutos/ploutos \
    init --yes --workspace /home/ploutos --bars '/home/$(basename "$2")'"
