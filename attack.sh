#!/usr/bin/env bash
# Attacks every entrance with spoilt inputs: attack.sh [--minutes N] [--seed S] [--only ENTRANCE]
# Kills every verb that writes, K times in all: attack.sh --kills K [--seed S]
# The minutes are shared evenly among the entrances. A find fails the run; the report prints its input,
# and keeps it in tests/Ploutos.Attacks/bin/Release/net10.0/finds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
entrances=20 minutes=5 seed=20261126 only= kills=
usage() {
  echo "attack.sh: $1. Use: attack.sh [--minutes N] [--seed S] [--only ENTRANCE] | attack.sh --kills K [--seed S]" >&2
  exit 2
}
while [[ $# -gt 0 ]]; do
  [[ $# -ge 2 ]] || usage "'$1' needs a value or is not known"
  case $1 in
    --minutes) minutes=$2 ;;
    --seed) seed=$2 ;;
    --only) only=$2 ;;
    --kills) kills=$2 ;;
    *) usage "'$1' is not known" ;;
  esac
  shift 2
done
[[ $minutes =~ ^[1-9][0-9]{0,3}$ ]] || usage "--minutes must be a whole number from 1 to 9999, but got '$minutes'"
[[ $seed =~ ^[0-9]{1,9}$ ]] || usage "--seed must be a whole number of at most 9 digits, but got '$seed'"
[[ -z $kills || $kills =~ ^[1-9][0-9]{0,5}$ ]] ||
  usage "--kills must be a whole number of at most 6 digits, but got '$kills'"
[[ -z $only ]] || entrances=1

dotnet build tests/Ploutos.Attacks -c Release -v quiet --nologo -clp:NoSummary
report=$(mktemp)
# A run that is cut off shows what it did until then.
trap 'cat "$report"; rm -f "$report"' EXIT
trap 'exit 130' INT TERM
status=0
attack=Ploutos.Attacks.AttackTests
[[ -z $kills ]] || attack=Ploutos.Attacks.Kills.KillTests
PLOUTOS_ATTACK_KILLS=${kills:-4} PLOUTOS_ATTACK_SECONDS=$((minutes * 60 / entrances)) \
  PLOUTOS_ATTACK_SEED=$seed PLOUTOS_ATTACK_ONLY=$only PLOUTOS_ATTACK_REPORT=$report \
  tests/Ploutos.Attacks/bin/Release/net10.0/Ploutos.Attacks \
  -class $attack >/dev/null || status=$?
[[ -s $report ]] || { echo "attack.sh: nothing was attacked" >&2; status=1; }
exit "$status"
