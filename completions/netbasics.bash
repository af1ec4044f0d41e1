# shellcheck shell=bash
# Completion of netbasics for bash: commands, their verbs, and the options of each.

declare -gA _netbasics_verbs=(
    [subnet]='split merge exclude intersect diff range free list grep tag here'
    [mac]='tag find random neighbors'
    [portinfo]='find listen free'
    [serve]=''
    [connect]=''
)

# "COMMAND" is a command's bare form, "COMMAND VERB" one of its verbs, "*" every command.
declare -gA _netbasics_options=(
    ['subnet']='--wildcard --mapped-as-v4 --nat64 --eui64 --aton'
    ['subnet split']='--hosts --into --count --nth'
    ['subnet merge']='--mapped-as-v4 --strict'
    ['subnet exclude']='--mapped-as-v4 --strict'
    ['subnet intersect']='--mapped-as-v4 --strict'
    ['subnet diff']='--mapped-as-v4 --strict'
    ['subnet range']=''
    ['subnet free']='--used -n --number --mapped-as-v4 --strict'
    ['subnet list']=''
    ['subnet grep']='-e --regexp -f --file -v --invert-match -c --count -o --only-matching -n --line-number -x --line-regexp -0 --null --line-buffered --mapped-as-v4 --strict'
    ['subnet tag']='--all --columns --strict -0 --null --line-buffered --mapped-as-v4'
    ['subnet here']=''
    ['mac']='--format --lower --registry'
    ['mac tag']='--inline -0 --null --line-buffered --format --lower --registry'
    ['mac find']='--short --format --lower --registry'
    ['mac random']='--oui --vendor --local -n --count --format --lower --registry'
    ['mac neighbors']='--format --lower --registry'
    ['portinfo']=''
    ['portinfo find']=''
    ['portinfo listen']='-w --watch'
    ['portinfo free']='-n --count --from --to --not --consecutive --prefer --udp --on --exec'
    ['serve']='--web-origin --times --make-secret --framing --turns --bye --no-bye --name --peer-name --allow --deny --tls --cert --key --secret-file --room --slow --history --max-clients --max-per-address --max-line --max-queue --rate --burst --first-line --unfinished-line --record --sync --nats --nats-creds --nats-ca --web --replay --keep --timeout'
    ['connect']='--times --framing --turns --bye --no-bye --name --peer-name --tls --fingerprint --ca --secret-file --room --timeout'
    ['*']='--json -q --quiet --explain --color -h --help --version'
)

_netbasics() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} context word
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W "${!_netbasics_verbs[*]} help --help --version" -- "$current")
        return
    fi
    if [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${!_netbasics_verbs[*]}" -- "$current")
        return
    fi
    context=$command
    for word in "${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
        if [[ " ${_netbasics_verbs[$command]} " == *" $word "* ]]; then
            context="$command $word"
            break
        fi
    done
    case $previous in
    --color)
        mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
        return
        ;;
    --framing)
        mapfile -t COMPREPLY < <(compgen -W 'line raw auto' -- "$current")
        return
        ;;
    --format)
        mapfile -t COMPREPLY < <(compgen -W 'hyphen colon dot bare int' -- "$current")
        return
        ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${_netbasics_options[$context]} ${_netbasics_options['*']}" -- "$current")
    else
        mapfile -t COMPREPLY < <(
            [[ $context == "$command" ]] && compgen -W "${_netbasics_verbs[$command]}" -- "$current"
            compgen -f -- "$current"
        )
    fi
}

complete -o filenames -F _netbasics netbasics
