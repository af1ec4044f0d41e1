# shellcheck shell=bash
# Sourced by tools/run and tests/run: what a machine needs, and how the project is built.

say() { printf 'netbasics: %s\n' "$*" >&2; }

is_root() { [ "$(id -u)" -eq 0 ]; }

can_become_root() {
    is_root || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }
}

as_root() { if is_root; then "$@"; else sudo "$@"; fi; }

installed_packages() {
    dpkg-query --show --showformat='${Status} ${Package}\n' 2>/dev/null | sed -n 's/^install ok installed //p'
}

# Reads package names; prints the oldest Boost version among them that netbasics builds with.
usable_boost() { sed -n 's/^libboost\(1\.[0-9]*\)-dev$/\1/p' | sort -V | awk -F. '$2 >= 81 { print; exit }'; }

# Sets boost to the version to build with: one that is installed, else one that this release offers.
choose_boost() {
    boost=$(installed_packages | usable_boost)
    [ -n "$boost" ] || boost=$(apt-cache pkgnames libboost | usable_boost)
    if [ -z "$boost" ] && can_become_root; then
        as_root apt-get update -qq >&2 || true
        boost=$(apt-cache pkgnames libboost | usable_boost)
    fi
    # Without package lists, and without the right to fetch them: what Debian 12 and 13 package.
    if [ -z "$boost" ]; then
        case $(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_ID:-}") in
        12) boost=1.81 ;;
        *) boost=1.83 ;;
        esac
    fi
}

# Prints the packages needed to build the program.
build_packages() {
    printf '%s\n' g++ cmake ninja-build gettext \
        "libboost$boost-dev" "libboost-program-options$boost-dev" "libboost-json$boost-dev" \
        libedit-dev libbsd-dev libmd-dev libncurses-dev libutf8proc-dev libssl-dev libnats-dev
}

# Prints the packages needed by the tests beside those. Without a browser the tests of the page are left out.
test_packages() {
    printf '%s\n' "libboost-test$boost-dev" mandoc shellcheck iprange grepcidr prips iproute2 openssl ncat \
        netcat-openbsd nats-server pkgconf procps zsh fish
    [ -z "${CI:-}" ] || printf '%s\n' chromium chromium-driver
}

# Installs those of the named Debian packages that are missing.
install_missing() {
    local missing=()
    mapfile -t missing < <(comm -23 <(printf '%s\n' "$@" | sort) <(installed_packages | sort))
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! can_become_root; then
        say "these Debian packages are missing: ${missing[*]}"
        say "install them as root: apt-get install ${missing[*]}"
        return 1
    fi
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    as_root apt-get update -qq >"$log" 2>&1 || true
    if ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# True when the build of a preset exists and has nothing left to do for the named targets.
is_up_to_date() {
    local folder=build/$1
    shift
    [ -e "$folder/build.ninja" ] && [[ $(ninja -C "$folder" -n "$@" 2>/dev/null) == *'no work to do'* ]]
}

# Reads what ninja prints; writes one line of progress to standard error: rewritten on a terminal, else growing.
show_progress() {
    local what=$1 line percent shown=0
    printf 'netbasics: %s' "$what" >&2
    while IFS= read -r line; do
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        percent=$((100 * BASH_REMATCH[1] / BASH_REMATCH[2]))
        if [ -t 2 ]; then
            printf '\rnetbasics: %s %3d%%' "$what" $percent >&2
        elif [ $percent -ge $((shown + 10)) ]; then
            shown=$((percent / 10 * 10))
            printf ' %d%%' $shown >&2
        fi
    done
    printf '\n' >&2
}

# Configures a preset, once with the tests and once without where both are asked for, and builds what has changed.
# One build at a time. usage: build PRESET ON|OFF TARGET…   (ON: with the tests)
build() {
    local preset=$1 tests=$2 folder=build/$1 what
    shift 2
    mkdir -p "$folder"
    (
        flock 9
        if [ ! -e "$folder/build.ninja" ] ||
            { [ "$tests" = ON ] && ! grep -q '^NETBASICS_TESTS:BOOL=ON' "$folder/CMakeCache.txt"; }; then
            cmake --preset "$preset" -DNETBASICS_TESTS="$tests" >"$folder/configure.log" 2>&1 ||
                { cat "$folder/configure.log" >&2; exit 1; }
        fi
        is_up_to_date "$preset" "$@" && exit 0
        what="building $folder"
        [ -e "$folder/.ninja_log" ] || what+=" (the first time takes some minutes)"
        ninja -C "$folder" "$@" 2>&1 | tee "$folder/build.log" | show_progress "$what" ||
            { grep -vE '^\[[0-9]+/[0-9]+\]' "$folder/build.log" >&2; exit 1; }
    ) 9>"$folder/.lock"
}
