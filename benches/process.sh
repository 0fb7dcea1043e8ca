#!/usr/bin/env bash
# Whole-process figures: time and memory of `labcost estimate`, size of the binary.
# Needs GNU time (/usr/bin/time) and python3 for the median; run it on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
binary=target/release/labcost
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

lab() { # number of resources
  printf 'version: 1\nname: large\nregion: ap-southeast-2\nresources:\n'
  for ((number = 0; number < $1; number++)); do
    if ((number % 4 == 3)); then
      printf '  table-%d:\n    type: dynamodb\n    item_size: 5 KB\n    storage: 10 GB\n' "$number"
      printf '    writes: 3 million/month\n    eventually_consistent_reads: 2 million/month\n'
    else
      printf '  task-%d:\n    type: fargate\n    vcpu: 1\n    memory: 2 GB\n' "$number"
      printf '    schedule: 15 min/day\n'
    fi
  done
}

measure() { # label, arguments
  local label=$1
  shift
  python3 - "$label" "$binary" "$@" <<'PYTHON'
import resource, statistics, subprocess, sys, time
label, *command = sys.argv[1:]
walls = []
for _ in range(11):
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    walls.append((time.perf_counter() - begin) * 1000)
usage = subprocess.run(["/usr/bin/time", "-f", "%M"] + command, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE, text=True, check=True)
peak = int(usage.stderr.split()[-1]) / 1024
print(f"{label:<22} median {statistics.median(walls):8.1f} ms   peak {peak:7.1f} MiB")
PYTHON
}

measure 'ecs-security' estimate --region ap-southeast-2
for resources in 1000 10000 100000; do
  lab "$resources" > "$folder/lab.yaml"
  measure "$resources resources" estimate "$folder/lab.yaml" --format csv
done
printf 'binary                 %s bytes, stripped\n' "$(stat -c %s "$binary")"
