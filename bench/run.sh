#!/bin/sh
# What `make bench` runs. BUILD is the folder with the merit to measure; options go on to run.py.
exec python3 "$(dirname "$0")/run.py" --merit "${BUILD:-build/release}/merit" "$@"
