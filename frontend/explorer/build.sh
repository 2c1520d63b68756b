#!/bin/sh
# Builds src/newsgraph/views/explorer/assets/network.min.js from src/network.js and the packages that package-lock.json pins.
# Only who changes these needs Node.js: the result is in the repository.
set -eu
cd "$(dirname "$0")"
out=../../src/newsgraph/views/explorer/assets
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node_modules/.bin/esbuild src/network.js --bundle --minify --format=iife --global-name=drawing --target=es2020 \
    --legal-comments=none --charset=utf8 --outfile="$out/network.min.js"
{
    echo "network.min.js is made of src/network.js (newsgraph, Apache-2.0) and these packages:"
    for name in sigma graphology graphology-utils events; do
        version=$(node -p "require('./node_modules/$name/package.json').version")
        printf '\n%s %s\n\n' "$name" "$version"
        cat "node_modules/$name/LICENSE"* 
    done
} > "$out/LICENSES.txt"
# Whoever has the built file alone can tell what it was made of.
(cd "$out" && sha256sum network.min.js > network.min.js.sha256)
if grep -n '"resolved"' package-lock.json; then
    echo "package-lock.json names where packages were downloaded: remove these lines" >&2
    exit 1
fi
