# Completion of netbasics for fish. The program knows what fits: tools/completion.hpp describes what it answers.

function __netbasics_complete
    set -l words (commandline -opc)
    set -l word "$(commandline -ct)"
    for line in (command $words[1] --complete $words[2..] "$word" 2>/dev/null)
        set -l parts (string split -m 1 \t -- $line)
        set -l found
        switch $parts[1]
            case :file
                set found (__fish_complete_path (string sub -s (math $parts[2] + 1) -- $word))
            case :program
                set found (complete -C (string sub -s (math $parts[2] + 1) -- $word))
            case :host
                set found (__fish_print_hostnames)
            case '*'
                echo $line
                continue
        end
        for each in $found
            echo (string sub -l $parts[2] -- $word)$each
        end
    end
end

complete -c netbasics -f -a '(__netbasics_complete)'
