#!/bin/sh
# What the tests need from the system: PostgreSQL server, Chromium and its driver's library, LibreOffice, poppler, a font, Java.
#   system-tools.sh tools   installs what is missing where it may (root or passwordless sudo, and apt), else names it and fails
#   system-tools.sh python  the same for Python's venv module
#   system-tools.sh check   only looks and names what is missing
# Packages come from the system's own repositories; nothing else is downloaded.
set -u
wanted=${1:-tools}

has() { command -v "$1" >/dev/null 2>&1; }

has_postgres() {
    for dir in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
        [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && return 0
    done
    has initdb && has postgres
}

has_chromium() {
    [ -x "${LUODI_CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome ||
        [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ] || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

has_office() {
    office=$(command -v soffice || command -v libreoffice || echo /Applications/LibreOffice.app/Contents/MacOS/soffice)
    [ -x "$office" ] || return 1
    home=$(dirname "$(readlink -f "$office" 2>/dev/null || echo "$office")")
    for library in libswlo libsclo; do
        [ -e "$home/$library.so" ] || [ -e "$home/../program/$library.so" ] || [ -e "$home/../Frameworks/$library.dylib" ] || return 1
    done
}

has_font() { has fc-list && fc-list :lang=zh-cn family 2>/dev/null | grep -qi 'cjk\|songti\|simsun\|source han'; }

# The driver that playwright brings along is linked against it, and a bare Debian does not have it.
has_atomic() {
    [ "$(uname -s 2>/dev/null)" != Linux ] || { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q 'libatomic\.so\.1'
}

# Spark 4 runs on Java 17 or newer.
has_java() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    has "$java" || return 1
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 17 ]
}

has_venv() { "${PYTHON:-python3}" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# one line each: test | apt packages | what to call it
needs_tools='has_postgres|postgresql|PostgreSQL 服务端（initdb、postgres）
has_chromium|chromium|Chromium 浏览器
has_atomic|libatomic1|libatomic1（浏览器测试的驱动程序所需）
has_office|libreoffice-writer-nogui libreoffice-calc-nogui|LibreOffice（writer 与 calc）
has pdftotext|poppler-utils|poppler-utils（pdftotext、pdftoppm）
has_font|fonts-noto-cjk fontconfig|中文字体 fonts-noto-cjk
has_java|openjdk-17-jre-headless|Java 17 以上（openjdk-17-jre-headless，Spark 测试所需）'
needs_python='has_venv|python3-venv|Python 的 venv 模块（python3-venv）'

case $wanted in
    python) needs=$needs_python ;;
    *) needs=$needs_tools ;;
esac

packages= names=
look() {
    packages= names=
    while IFS='|' read -r test apt name; do
        $test || { packages="$packages $apt"; names="$names、$name"; }
    done <<LIST
$needs
LIST
    names=${names#、}
}

look
[ -z "$names" ] && exit 0

as_root=
if [ "$wanted" != check ] && has apt-get; then
    if [ "$(id -u)" = 0 ]; then
        as_root=env
    elif has sudo && sudo -n true 2>/dev/null; then
        as_root='sudo -n env'
    fi
fi
if [ -n "$as_root" ]; then
    echo "正在安装系统软件：$names" >&2
    $as_root DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 </dev/null
    # shellcheck disable=SC2086  # one word per package
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2 </dev/null
    look
    [ -z "$names" ] && exit 0
fi

if has brew; then
    echo "缺少系统软件：$names。请执行 brew install postgresql@16 poppler fontconfig openjdk@17 与 brew install --cask chromium libreoffice font-noto-sans-cjk 后重试" >&2
else
    echo "缺少系统软件：$names。请以管理员身份执行 apt-get install$packages 后重试" >&2
fi
exit 1
