#!/bin/sh
# SPDX-License-Identifier: MIT
# Two people make a release of the same commit, by release.sh: in other folders, with files of another age, in another
# language and time zone, under another umask. The bytes are the same, and the checksums are those of the files:
# reproducible.sh ROOT, whose files are the commit
set -eu

rm -rf repository one another
mkdir repository
tar --create --directory "$1" .github CMakeLists.txt CMakePresets.json LICENSE README.md examples include tests |
  tar --extract --directory repository
git init --quiet repository
git -C repository add .
git -C repository -c user.name=author -c user.email=author@localhost -c commit.gpgsign=false commit --quiet -m files

# release FOLDER UMASK DATE
release() (
  umask "$2"
  git clone --quiet repository "$1"
  cd "$1"
  git ls-files -z | xargs -0 touch --date "$3"
  tests/packaging/release.sh
)
release one 022 2001-02-03
LC_ALL=C TZ=Asia/Tokyo release another/folder 077 2004-05-06

test "$(wc -l < one/build/release/SHA256SUMS)" = 3
cd another/folder/build/release
sha256sum --check "$OLDPWD/one/build/release/SHA256SUMS"
