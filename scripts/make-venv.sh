#!/bin/sh
# Makes .venv with a Python ≥ 3.11 of this machine (PYTHON=… chooses one); names in one line what is missing.
set -eu
cd "$(dirname "$0")/.."

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' >/dev/null 2>&1; }

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
        python=$(command -v "$candidate")
        break
    fi
done
if [ -z "$python" ]; then
    echo "没有找到 Python 3.11 或更新版本。请先安装（Debian/Ubuntu：apt-get install python3 python3-venv；macOS：brew install python@3.13），或用 make setup PYTHON=路径 指明" >&2
    exit 1
fi
PYTHON=$python sh scripts/system-tools.sh python
rm -rf .venv
"$python" -m venv .venv || { rm -rf .venv; exit 1; }
echo "已用 $python 建立 .venv" >&2
