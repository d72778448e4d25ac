#!/usr/bin/env bash
# The main job once, on what is shipped: checks every protocol, then the standing of each example chart on its day, as text here and as
# a patient's sheet and a timeline in a folder; then the screens, in a browser. With --once they answer one question and stop.
#   demo.sh TANDEM FOLDER [--once]
set -euo pipefail
tandem=$1
out=$2
once=${3:-}
mkdir -p "$out"

echo "1. Every shipped protocol is checked like a program."
for protocol in data/protocols/*.tandem; do
    "$tandem" check "$protocol"
done

echo
echo "2. Each example chart is run on its day; its sheet and timeline are written to $out/."
grep -v '^#' data/examples/days.txt | while read -r chart day known _rest; do
    [ -n "$chart" ] || continue
    asof=(--on "$day")
    name=$(basename "$chart" .chart.tandem)-$day
    if [ -n "$known" ]; then
        asof+=(--known "$known")
        name+=-known-$known
    fi
    echo
    echo "---- $chart, ${asof[*]}"
    "$tandem" standing "data/examples/$chart" "${asof[@]}" </dev/null
    "$tandem" sheet "data/examples/$chart" "${asof[@]}" --format html --output "$out/$name-sheet.html" </dev/null
    "$tandem" timeline "data/examples/$chart" "${asof[@]}" --format svg --output "$out/$name-timeline.svg" </dev/null
done

echo
echo "Written:"
for file in "$out"/*; do
    echo "  $PWD/$file"
done

echo
echo "3. The screens, on invented episodes."
if [ "$once" != --once ]; then exec "$tandem" serve; fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$tandem" serve --once --listen 127.0.0.1:0 >"$said" 2>&1 </dev/null &
server=$!
while kill -0 "$server" 2>/dev/null && ! grep -q '^Serving at' "$said"; do read -rt 0.1 <> <(:) || true; done
address=$(sed -n 's/^Serving at \(http[^ ]*\) .*/\1/p' "$said")
python3 -c 'import sys, urllib.request; page = urllib.request.urlopen(sys.argv[1], timeout=20); print("A question was answered:", page.status, page.url)' \
    "${address}log-in"
wait "$server"
