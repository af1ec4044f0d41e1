# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists are read by those that source this file
# Sourced by tools/run and tests/run: what a machine needs, and how it is built.

netbasics_build_packages=(
    g++ cmake ninja-build gettext
    libboost1.81-dev libboost-program-options1.81-dev libboost-json1.81-dev
    libedit-dev libbsd-dev libmd-dev libncurses-dev libutf8proc-dev libssl-dev libnats-dev
)
netbasics_test_packages=(
    libboost-test1.81-dev mandoc shellcheck iprange grepcidr prips iproute2 openssl ncat netcat-openbsd nats-server
)
netbasics_browser_packages=(chromium chromium-driver) # for the tests of the page; without them these are left out

say() { printf 'netbasics: %s\n' "$*" >&2; }

# Installs those of the named Debian packages that are missing.
install_missing() {
    local missing=() package
    while read -r package; do missing+=("$package"); done < <(
        comm -23 <(printf '%s\n' "$@" | sort) \
            <(dpkg-query --show --showformat='${Status} ${Package}\n' 2>/dev/null |
                sed -n 's/^install ok installed //p' | sort))
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null && [ ! -t 0 ]; then
            say "these Debian packages are needed: ${missing[*]}"
            say "install them as root: apt-get install ${missing[*]}"
            return 1
        fi
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq >&2 || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# Configures a preset once and builds what has changed; one builder at a time.
build() {
    local preset=$1 folder=build/$1
    shift
    mkdir -p "$folder"
    (
        flock 9
        if [ ! -e "$folder/build.ninja" ]; then
            say "configuring $folder"
            cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
        fi
        # A dry run tells in a few milliseconds whether there is anything to do.
        ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do' && exit 0
        say "building $folder"
        ninja -C "$folder" "$@" >&2
    ) 9>"$folder/.lock"
}
