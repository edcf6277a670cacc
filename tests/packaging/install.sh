# SPDX-License-Identifier: MIT
# In a clone: lrsched.hpp and lrsched-dev_*_all.deb are written to build/package, and the library is installed in DIR.
cmake --workflow --preset package
cmake --install build/package --prefix $DIR
