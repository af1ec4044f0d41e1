# shellcheck shell=bash
# Completion of netbasics for bash. The program knows what fits: tools/completion.hpp describes what it answers.

_netbasics() {
    local line=${COMP_LINE:0:COMP_POINT} words word before text meaning
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=('')
    word=${words[-1]}
    COMPREPLY=()
    while IFS=$'\t' read -r text meaning; do
        case $text in
        :file)
            compopt -o filenames 2>/dev/null
            _netbasics_add -f "$meaning"
            ;;
        :program) _netbasics_add -c "$meaning" ;;
        :host) _netbasics_add -A hostname "$meaning" ;;
        *) COMPREPLY+=("$text") ;;
        esac
    done < <(command "${words[0]}" --complete "${words[@]:1}" 2>/dev/null)
    # readline replaces only what follows the last word break, such as =; an @ it replaces too.
    before=${word%"${word##*["$COMP_WORDBREAKS"]}"}
    before=${before%@}
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
}

# Adds what compgen makes of the word behind its first characters: _netbasics_add OPTION... CHARACTERS
_netbasics_add() {
    local kept=${*: -1} found
    while read -r found; do
        COMPREPLY+=("${word:0:kept}$found")
    done < <(compgen "${@:1:$#-1}" -- "${word:kept}")
}

complete -F _netbasics netbasics
