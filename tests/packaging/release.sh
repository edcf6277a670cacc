#!/bin/sh
# SPDX-License-Identifier: MIT
# In a clone: writes to build/release what a release attaches, lrsched.hpp, the Debian package and the pages, with their
# checksums. With the same tools a commit gives the same bytes, wherever, whenever and by whom it is built.
set -eu
umask 022
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC

cmake --workflow --preset package
cmake --workflow --preset site

rm -rf build/release
mkdir build/release
cp build/package/lrsched.hpp build/package/lrsched-dev_*.deb build/release
tar --create --file build/release/lrsched-site.tar --directory build/site --sort name --mtime "@$SOURCE_DATE_EPOCH" \
  --mode u=rwX,go=rX --owner 0 --group 0 --numeric-owner site
gzip --no-name --best build/release/lrsched-site.tar
cd build/release
sha256sum -- * > SHA256SUMS
