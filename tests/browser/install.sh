#!/usr/bin/env bash
# What the tests of the report in a browser need: Chromium from Debian's packages, axe-core from npm. Neither is part of
# the project. Where one cannot be had, that is said and the tests skip: this script fails nothing.
set -u
cd "$(dirname "$0")"
axe=4.14.1

if command -v chromium chromium-browser google-chrome > /dev/null; then
  echo "browser: Chromium is there"
elif [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "browser: installing Chromium ..."
  if ! { timeout 90 apt-get update -q && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -q --no-install-recommends chromium; } > install.log 2>&1; then
    echo "browser: Chromium cannot be installed here ($(tail -n 1 install.log)); its tests will skip" >&2
  fi
  rm -f install.log
else
  echo "browser: no Chromium, and it takes root and apt to install it; its tests will skip" >&2
fi

if [ -f node_modules/axe-core/package.json ] && grep -q "\"version\": \"$axe\"" node_modules/axe-core/package.json; then
  echo "browser: axe-core is there"
elif command -v npm > /dev/null; then
  if ! timeout 120 npm install --prefix . --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error "axe-core@$axe"; then
    echo "browser: axe-core cannot be fetched; the test that runs it will skip" >&2
  fi
else
  echo "browser: no npm to fetch axe-core; the test that runs it will skip" >&2
fi
exit 0
