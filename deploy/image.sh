#!/usr/bin/env bash
# Builds the container image by whatever engine is at hand (docker, podman or buildah) from a published
# self-contained folder: no .NET image is needed, only a base with the C library and OpenSSL 3.
#   deploy/publish.sh dist linux-x64 && deploy/image.sh dist [NAME]
#   PLOUTOS_BASE   the base image (default docker.io/library/debian:12-slim), or a folder that is a root file system
# The command runs as user 10001, which owns /workspace alone. Run it with a read-only root:
#   podman run --read-only --tmpfs /tmp --cap-drop all -v ploutos:/workspace -p 127.0.0.1:5000:5000 \
#     -e PLOUTOS_API_KEY ploutos
set -euo pipefail
[[ $# -ge 1 && $# -le 2 && -x $1/ploutos ]] ||
  { echo "image.sh: usage: image.sh FOLDER [NAME]; FOLDER holds the published command" >&2; exit 2; }
folder=$(realpath "$1") name=${2:-ploutos} base=${PLOUTOS_BASE:-docker.io/library/debian:12-slim}
engine=''
for candidate in buildah podman docker; do
  command -v "$candidate" >/dev/null && { engine=$candidate; break; }
done
[[ -n $engine ]] || { echo "image.sh: buildah, podman or docker is needed, but none is installed" >&2; exit 1; }
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
mkdir -p "$context/workspace"
cp -r "$folder" "$context/app"
from="FROM $base"
install="RUN apt-get update && apt-get install -y --no-install-recommends libssl3 libstdc++6 ca-certificates tzdata \\
 && rm -rf /var/lib/apt/lists/*"
if [[ -d $base ]]; then
  cp -a "$base" "$context/root"
  from=$'FROM scratch\nCOPY root /' install=''
fi
cat >"$context/Dockerfile" <<FILE
$from
LABEL org.opencontainers.image.title="Ploutos" org.opencontainers.image.licenses="MIT"
$install
COPY app /app
COPY --chown=10001:10001 workspace /workspace
ENV PLOUTOS_HOME=/workspace DOTNET_EnableDiagnostics=0 DOTNET_GCConserveMemory=7 DOTNET_GCGen0MaxBudget=0x200000 \\
    DOTNET_TieredCompilation=0 DOTNET_EnableWriteXorExecute=0 MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 HOME=/tmp
USER 10001:10001
VOLUME /workspace
EXPOSE 5000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/ploutos"]
CMD ["serve", "--live", "--urls", "http://0.0.0.0:5000"]
FILE
case $engine in
  buildah) buildah bud -f "$context/Dockerfile" -t "$name" "$context" ;;
  *) "$engine" build -f "$context/Dockerfile" -t "$name" "$context" ;;
esac
echo "image.sh: $name by $engine"
