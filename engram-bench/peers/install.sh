#!/bin/sh
# Installs the C++ peers from Debian's packages; run as root.
set -eu
apt-get update
apt-get install -y --no-install-recommends python3 python3-numpy python3-hnswlib python3-faiss
