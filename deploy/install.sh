#!/usr/bin/env bash
# Installs Ploutos as a service on a Debian server, upgrades it, undoes an upgrade, or removes it. Run
# again, it changes nothing.
#
#   sudo deploy/install.sh [--from DIR]     install or upgrade; DIR holds a published command (default:
#                                           built from this checkout)
#   sudo deploy/install.sh --rollback       use the binaries before the last upgrade
#   sudo deploy/install.sh --uninstall      remove service and binaries; data and settings stay
#                                           (--purge removes those, too)
#
#   --root DIR   install below DIR instead of /, without user, systemd or root's rights: to try it, or
#                to make an image
#   --no-start   do not start or restart the service
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

root='' from='' action=install start=yes purge=no
say() { echo "install.sh: $*"; }
fail() { echo "install.sh: $*" >&2; exit 1; }

while [[ $# -gt 0 ]]; do
  case "$1" in
    --root | --from)
      [[ $# -ge 2 && -n $2 ]] || fail "$1 must be followed by a folder"
      if [[ $1 == --root ]]; then root=${2%/}; else from=$2; fi
      shift ;;
    --rollback) action=rollback ;;
    --uninstall) action=uninstall ;;
    --purge) purge=yes ;;
    --no-start) start=no ;;
    -h | --help) sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "install.sh: '$1' is not known. See install.sh --help" >&2; exit 2 ;;
  esac
  shift
done
[[ $purge == no || $action == uninstall ]] || { echo "install.sh: --purge goes with --uninstall" >&2; exit 2; }

opt=$root/opt/ploutos data=$root/var/lib/ploutos etc=$root/etc/ploutos
unit=$root/etc/systemd/system/ploutos.service command=$root/usr/local/bin/ploutos
real() { [[ -z $root ]]; }
systemd() { real && [[ -d /run/systemd/system ]]; }
real && [[ $EUID -ne 0 ]] && fail "installing needs root: sudo deploy/install.sh (or --root DIR to try it)"

# Replaces a link atomically.
point() {
  ln -sfn "$1" "$2.new"
  mv -T "$2.new" "$2"
}

release_of() { [[ -L $1 ]] && basename "$(readlink "$1")"; }

restart() {
  if ! systemd; then
    real && say "systemd does not run here; the unit's command line is: $(sed -n 's/^ExecStart=//p' "$unit")"
    return 0
  fi
  systemctl daemon-reload
  systemctl enable ploutos.service
  if [[ $start == yes ]]; then
    systemctl restart ploutos.service
    say "the service runs: systemctl status ploutos, journalctl -u ploutos"
  fi
}

publish() {
  command -v dotnet >/dev/null || fail "there is no published command. Build one on a machine with the .NET 10 SDK" \
    "('deploy/publish.sh'), copy the folder here, and name it with --from"
  "$here/publish.sh" "$1"
}

as_user() {
  if real; then runuser -u ploutos -- "$@"; else "$@"; fi
}

# The data is backed up before new binaries may change it; without a backup there is no upgrade.
backup() {
  local file
  file="$data/backups/before-upgrade-$(date -u +%Y%m%d-%H%M%S).tar.gz"
  [[ -x $opt/current/ploutos && -n $(find "$data" -maxdepth 1 -name data -print -quit 2>/dev/null) ]] || return 0
  say "backing up the data to $file"
  as_user "$opt/current/ploutos" --workspace "$data" --quiet backup "$file" ||
    fail "the backup of the data failed, so nothing was upgraded"
}

settings() {
  [[ -e $etc/ploutos.env ]] && return 0
  cat >"$etc/ploutos.env" <<'SETTINGS'
# Settings of the Ploutos service: NAME=value, one a line. Restart the service after a change: systemctl restart ploutos
# docs/environment.md explains each.
# PLOUTOS_API_KEY=            the key of the API and the dashboard; needed to listen beyond this machine
# TIINGO_API_KEY=             keys of the sources of bars
# STOOQ_API_KEY=
# APCA_API_KEY_ID=            Alpaca's keys: market data, and the paper account where paper.json names it
# APCA_API_SECRET_KEY=
# PLOUTOS_ALPACA_FEED=        iex or sip: uses the keys above for market data too
# PLOUTOS_TIINGO_URL=         other addresses of the sources
# PLOUTOS_ALPACA_URL=
# PLOUTOS_YAHOO_URL=
# PLOUTOS_YAHOO_COOKIE_URL=
# PLOUTOS_STOOQ_URL=
# PLOUTOS_BINANCE_URL=
# PLOUTOS_STUDY_STORAGE=      the database of searches
# OPTUNA_BATCH_SIZE=          the largest batch that a search tries
# PLOUTOS_SIMD=               forces a register width
# OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317
# OTEL_EXPORTER_OTLP_HEADERS=
# OTEL_EXPORTER_OTLP_PROTOCOL=
# OTEL_SERVICE_NAME=
SETTINGS
  chmod 640 "$etc/ploutos.env"
}

# Keeps the last three releases and those in use.
prune() {
  local kept=0 name
  while read -r name; do
    kept=$((kept + 1))
    [[ $kept -le 3 || $name == "$(release_of "$opt/current")" || $name == "$(release_of "$opt/previous")" ]] ||
      rm -rf "${opt:?}/releases/$name"
  done < <(ls -1t "$opt/releases")
}

install_release() {
  local staged=''
  if [[ -z $from ]]; then
    staged=$(mktemp -d)
    publish "$staged"
    from=$staged
  fi
  [[ -x $from/ploutos ]] || fail "--from must name a folder with the published command," \
    "but '$from' has no executable 'ploutos' (see deploy/publish.sh)"
  local version hash release
  version=$("$from/ploutos" --version) ||
    fail "'$from/ploutos --version' failed: the command does not run on this machine"
  hash=$(cd "$from" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
  release=${version%%+*}-$hash

  if real && ! getent passwd ploutos >/dev/null; then
    useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin ploutos
  fi
  install -d -m 755 "$opt" "$opt/releases" "$(dirname "$unit")" "$(dirname "$command")"
  install -d -m 750 "$data" "$etc"
  settings
  if real; then chown ploutos:ploutos "$data"; chown -R root:ploutos "$etc"; fi

  if [[ $(release_of "$opt/current") == "$release" ]]; then
    say "$release is installed already"
  else
    backup
    rm -rf "$opt/releases/.new"
    cp -a "$from" "$opt/releases/.new"
    [[ -d $here/../docs ]] && cp -a "$here/../docs" "$opt/releases/.new/docs"
    chmod -R u=rwX,go=rX "$opt/releases/.new"
    if real; then chown -R root:root "$opt/releases/.new"; fi
    rm -rf "${opt:?}/releases/$release"
    mv "$opt/releases/.new" "$opt/releases/$release"
    touch "$opt/releases/$release"
    [[ -L $opt/current ]] && point "$(readlink "$opt/current")" "$opt/previous"
    point "releases/$release" "$opt/current"
    prune
    say "$release is installed in $opt/releases, the data is in $data"
  fi
  [[ -z $staged ]] || rm -rf "$staged"
  install -m 644 "$here/systemd/ploutos.service" "$unit"
  point ../../../opt/ploutos/current/ploutos "$command"
  restart
}

rollback() {
  [[ -L $opt/previous && -x $opt/previous/ploutos ]] || fail "there are no earlier binaries in $opt"
  local now before
  now=$(readlink "$opt/current") before=$(readlink "$opt/previous")
  point "$before" "$opt/current"
  point "$now" "$opt/previous"
  say "$(basename "$before") is in use again; a second --rollback returns to $(basename "$now")"
  restart
}

uninstall() {
  if systemd; then systemctl disable --now ploutos.service 2>/dev/null || true; fi
  rm -f "$unit" "$command"
  rm -rf "$opt"
  if systemd; then systemctl daemon-reload; fi
  if [[ $purge == yes ]]; then
    rm -rf "$data" "$etc"
    if real && getent passwd ploutos >/dev/null; then userdel ploutos; fi
    say "removed, with data and settings"
  else
    say "removed; data stays in $data, settings in $etc (--purge removes those, too)"
  fi
}

case "$action" in
  install) install_release ;;
  rollback) rollback ;;
  uninstall) uninstall ;;
esac
