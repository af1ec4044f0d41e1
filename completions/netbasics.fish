# Completion of netbasics for fish: commands, their verbs, and the options of each.

# Whether the words typed so far are a command, or a command with one of its verbs.
function __netbasics_in
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test "$words[2]" = "$argv[1]"; or return 1
    test (count $argv) -eq 1; or contains -- $argv[2] $words[3..-1]
end

complete -c netbasics -n __fish_use_subcommand -f -a subnet -d 'compare and describe IP subnets'
complete -c netbasics -n __fish_use_subcommand -f -a mac -d 'describe MAC addresses and name their owners'
complete -c netbasics -n __fish_use_subcommand -f -a portinfo -d 'what ports are for, who listens, which are free'
complete -c netbasics -n __fish_use_subcommand -f -a serve -d 'wait for a caller and talk'
complete -c netbasics -n __fish_use_subcommand -f -a connect -d 'call somebody and talk'
complete -c netbasics -n __fish_use_subcommand -f -a help -d 'what a command takes'

# Every command
complete -c netbasics -l json -d 'one JSON object a line'
complete -c netbasics -s q -l quiet -d 'no output, only the exit status'
complete -c netbasics -l explain -d 'the working, step by step, with the standard behind it'
complete -c netbasics -l color -x -a 'auto always never' -d 'auto, always or never'
complete -c netbasics -s h -l help -d 'this text'
complete -c netbasics -l version -d 'the version, and the date of each registry in it'

# subnet
complete -c netbasics -n '__netbasics_in subnet' -a split -d 'the subnets of a prefix: by length, by hosts in each, or by number'
complete -c netbasics -n '__netbasics_in subnet' -a merge -d 'the fewest prefixes for all of them'
complete -c netbasics -n '__netbasics_in subnet' -a exclude -d 'the first set without the others'
complete -c netbasics -n '__netbasics_in subnet' -a intersect -d 'what is in every set'
complete -c netbasics -n '__netbasics_in subnet' -a diff -d 'what is in one of two sets and not in the other'
complete -c netbasics -n '__netbasics_in subnet' -a range -d 'the fewest prefixes for a range'
complete -c netbasics -n '__netbasics_in subnet' -a free -d 'the first free blocks beside what is used'
complete -c netbasics -n '__netbasics_in subnet' -a list -d 'every address'
complete -c netbasics -n '__netbasics_in subnet' -a grep -d 'the lines that hold an address of a set'
complete -c netbasics -n '__netbasics_in subnet' -a tag -d 'each line with what a table says of its address'
complete -c netbasics -n '__netbasics_in subnet' -a here -d 'this machine\'s interfaces; for HOST: the same subnet, or which gateway'
complete -c netbasics -n '__netbasics_in subnet' -l wildcard -r -d 'the mask for all, as a wildcard mask: 0.0.0.255 is /24'
complete -c netbasics -n '__netbasics_in subnet' -l mapped-as-v4 -d 'read ::ffff:a.b.c.d as the IPv4 address in it'
complete -c netbasics -n '__netbasics_in subnet' -l nat64 -r -d 'describe what stands for the address behind this NAT64 translator (RFC 6052)'
complete -c netbasics -n '__netbasics_in subnet' -l eui64 -r -d 'describe the address of an interface with this MAC address in the prefix (RFC 4291)'
complete -c netbasics -n '__netbasics_in subnet' -l aton -d 'read the numeric IPv4 forms of inet_aton(3) too: 0x7f.1, 10.1, 3232235777'

# subnet split
complete -c netbasics -n '__netbasics_in subnet split' -l hosts -r -d 'the smallest subnets for so many hosts each, placed by size, told in the order asked'
complete -c netbasics -n '__netbasics_in subnet split' -l into -r -d 'N parts, the larger first, none more than twice as large as another'
complete -c netbasics -n '__netbasics_in subnet split' -l count -d 'with a length: only how many subnets there are'
complete -c netbasics -n '__netbasics_in subnet split' -l nth -r -d 'with a length: only that subnet; the first is number 0'

# subnet merge
complete -c netbasics -n '__netbasics_in subnet merge' -l mapped-as-v4 -d 'take what lies in ::ffff:0:0/96 for the IPv4 addresses in it'
complete -c netbasics -n '__netbasics_in subnet merge' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet exclude
complete -c netbasics -n '__netbasics_in subnet exclude' -l mapped-as-v4 -d 'take what lies in ::ffff:0:0/96 for the IPv4 addresses in it'
complete -c netbasics -n '__netbasics_in subnet exclude' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet intersect
complete -c netbasics -n '__netbasics_in subnet intersect' -l mapped-as-v4 -d 'take what lies in ::ffff:0:0/96 for the IPv4 addresses in it'
complete -c netbasics -n '__netbasics_in subnet intersect' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet diff
complete -c netbasics -n '__netbasics_in subnet diff' -l mapped-as-v4 -d 'take what lies in ::ffff:0:0/96 for the IPv4 addresses in it'
complete -c netbasics -n '__netbasics_in subnet diff' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet free
complete -c netbasics -n '__netbasics_in subnet free' -l used -r -d 'a list of what is in use; - is standard input'
complete -c netbasics -n '__netbasics_in subnet free' -s n -l number -r -d 'so many free blocks instead of one'
complete -c netbasics -n '__netbasics_in subnet free' -l mapped-as-v4 -d 'take what lies in ::ffff:0:0/96 for the IPv4 addresses in it'
complete -c netbasics -n '__netbasics_in subnet free' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet grep
complete -c netbasics -n '__netbasics_in subnet grep' -s e -l regexp -r -d 'look for this prefix, address or range; may be repeated'
complete -c netbasics -n '__netbasics_in subnet grep' -s f -l file -r -d 'look for what this list holds; may be repeated'
complete -c netbasics -n '__netbasics_in subnet grep' -s v -l invert-match -d 'the lines that hold no such address'
complete -c netbasics -n '__netbasics_in subnet grep' -s c -l count -d 'only the number of lines'
complete -c netbasics -n '__netbasics_in subnet grep' -s o -l only-matching -d 'only the addresses, one a line'
complete -c netbasics -n '__netbasics_in subnet grep' -s n -l line-number -d 'each line behind its number'
complete -c netbasics -n '__netbasics_in subnet grep' -s x -l line-regexp -d 'only lines that are an address and nothing else'
complete -c netbasics -n '__netbasics_in subnet grep' -s 0 -l null -d 'lines end with NUL, not LF'
complete -c netbasics -n '__netbasics_in subnet grep' -l line-buffered -d 'write each line as soon as it has come, for tail -f'
complete -c netbasics -n '__netbasics_in subnet grep' -l mapped-as-v4 -d 'take ::ffff:a.b.c.d for the IPv4 address in it'
complete -c netbasics -n '__netbasics_in subnet grep' -l strict -d 'stop at the first bad line of a list, without any output'

# subnet tag
complete -c netbasics -n '__netbasics_in subnet tag' -l all -d 'tag every address of a line, not the first alone'
complete -c netbasics -n '__netbasics_in subnet tag' -l columns -r -d 'the table is CSV with a header: the column of the prefix, then those of the label'
complete -c netbasics -n '__netbasics_in subnet tag' -l strict -d 'stop at the first bad line of the table, without any output'
complete -c netbasics -n '__netbasics_in subnet tag' -s 0 -l null -d 'lines end with NUL, not LF'
complete -c netbasics -n '__netbasics_in subnet tag' -l line-buffered -d 'write each line as soon as it has come, for tail -f'
complete -c netbasics -n '__netbasics_in subnet tag' -l mapped-as-v4 -d 'take ::ffff:a.b.c.d for the IPv4 address in it'

# mac
complete -c netbasics -n '__netbasics_in mac' -a tag -d 'any text, with the owner of each MAC address in it'
complete -c netbasics -n '__netbasics_in mac' -a find -d 'the blocks of owners with these words in their name'
complete -c netbasics -n '__netbasics_in mac' -a random -d 'a random address'
complete -c netbasics -n '__netbasics_in mac' -a neighbors -d 'this machine\'s neighbours (ARP, NDP), and who made them'
complete -c netbasics -n '__netbasics_in mac' -l format -x -a 'hyphen colon dot bare int' -d 'write addresses as hyphen, colon, dot, bare or int'
complete -c netbasics -n '__netbasics_in mac' -l lower -d 'write their letters in lower case'
complete -c netbasics -n '__netbasics_in mac' -l registry -r -d 'add the blocks of a vendor list, which win over built-in ones; may be repeated'

# mac tag
complete -c netbasics -n '__netbasics_in mac tag' -l inline -d 'owner and kind in brackets behind each address, not at the line\'s end'
complete -c netbasics -n '__netbasics_in mac tag' -s 0 -l null -d 'lines end with NUL, not LF'
complete -c netbasics -n '__netbasics_in mac tag' -l line-buffered -d 'write each line as soon as it has come, for tail -f'
complete -c netbasics -n '__netbasics_in mac tag' -l format -x -a 'hyphen colon dot bare int' -d 'write addresses as hyphen, colon, dot, bare or int'
complete -c netbasics -n '__netbasics_in mac tag' -l lower -d 'write their letters in lower case'
complete -c netbasics -n '__netbasics_in mac tag' -l registry -r -d 'add the blocks of a vendor list, which win over built-in ones; may be repeated'

# mac find
complete -c netbasics -n '__netbasics_in mac find' -l short -d 'each owner once, with the number of its blocks'
complete -c netbasics -n '__netbasics_in mac find' -l format -x -a 'hyphen colon dot bare int' -d 'write addresses as hyphen, colon, dot, bare or int'
complete -c netbasics -n '__netbasics_in mac find' -l lower -d 'write their letters in lower case'
complete -c netbasics -n '__netbasics_in mac find' -l registry -r -d 'add the blocks of a vendor list, which win over built-in ones; may be repeated'

# mac random
complete -c netbasics -n '__netbasics_in mac random' -l oui -r -d 'in this block, of any length'
complete -c netbasics -n '__netbasics_in mac random' -l vendor -r -d 'in the blocks of owners that have these words in their name'
complete -c netbasics -n '__netbasics_in mac random' -l local -r -d 'local ones: aai (the default), eli or sai'
complete -c netbasics -n '__netbasics_in mac random' -s n -l count -r -d 'that many, one a line; 1 by default'
complete -c netbasics -n '__netbasics_in mac random' -l format -x -a 'hyphen colon dot bare int' -d 'write addresses as hyphen, colon, dot, bare or int'
complete -c netbasics -n '__netbasics_in mac random' -l lower -d 'write their letters in lower case'
complete -c netbasics -n '__netbasics_in mac random' -l registry -r -d 'add the blocks of a vendor list, which win over built-in ones; may be repeated'

# mac neighbors
complete -c netbasics -n '__netbasics_in mac neighbors' -l format -x -a 'hyphen colon dot bare int' -d 'write addresses as hyphen, colon, dot, bare or int'
complete -c netbasics -n '__netbasics_in mac neighbors' -l lower -d 'write their letters in lower case'
complete -c netbasics -n '__netbasics_in mac neighbors' -l registry -r -d 'add the blocks of a vendor list, which win over built-in ones; may be repeated'

# portinfo
complete -c netbasics -n '__netbasics_in portinfo' -a find -d 'services whose name or description has all the words'
complete -c netbasics -n '__netbasics_in portinfo' -a listen -d 'who listens on this machine, with process and service'
complete -c netbasics -n '__netbasics_in portinfo' -a free -d 'ports that a server can bind now'

# portinfo listen
complete -c netbasics -n '__netbasics_in portinfo listen' -s w -l watch -d 'stay, and show what comes (+) and goes (-) until Ctrl-C'

# portinfo free
complete -c netbasics -n '__netbasics_in portinfo free' -s n -l count -r -d 'that many ports, one a line; 1 by default'
complete -c netbasics -n '__netbasics_in portinfo free' -l from -r -d 'none below; 1024 by default'
complete -c netbasics -n '__netbasics_in portinfo free' -l to -r -d 'none above; 49151 by default'
complete -c netbasics -n '__netbasics_in portinfo free' -l not -x -d 'none of these ports, names and ranges; may be repeated'
complete -c netbasics -n '__netbasics_in portinfo free' -l consecutive -d 'N ports in a row'
complete -c netbasics -n '__netbasics_in portinfo free' -l prefer -x -d 'this port, or the next one above it that is free'
complete -c netbasics -n '__netbasics_in portinfo free' -l on -x -d 'on this address of the machine; every one by default'
complete -c netbasics -n '__netbasics_in portinfo free' -l udp -d 'for UDP instead of TCP'
complete -c netbasics -n '__netbasics_in portinfo free' -l exec -r -d 'become the command, with the open sockets as descriptors 3, 4, ... (LISTEN_FDS); the last option'

# serve
complete -c netbasics -n '__netbasics_in serve' -l framing -x -a 'line raw auto' -d 'where a message ends: line, raw or auto'
complete -c netbasics -n '__netbasics_in serve' -l turns -d 'strict turns, the server first'
complete -c netbasics -n '__netbasics_in serve' -l bye -r -d 'the farewell, instead of 拜拜 and bye; may be repeated'
complete -c netbasics -n '__netbasics_in serve' -l no-bye -d 'no word ends the conversation'
complete -c netbasics -n '__netbasics_in serve' -l times -d 'show when each message was said'
complete -c netbasics -n '__netbasics_in serve' -l make-secret -r -d 'write a new secret of 128 bits to FILE, and end'
complete -c netbasics -n '__netbasics_in serve' -l name -r -d 'what stands before my own line'
complete -c netbasics -n '__netbasics_in serve' -l peer-name -r -d 'what stands before the other side\'s lines'
complete -c netbasics -n '__netbasics_in serve' -l allow -r -d 'let in callers from there, and nobody else; may be repeated'
complete -c netbasics -n '__netbasics_in serve' -l deny -r -d 'turn away callers from there; may be repeated'
complete -c netbasics -n '__netbasics_in serve' -l tls -d 'encrypted, with a key of its own that is made once'
complete -c netbasics -n '__netbasics_in serve' -l cert -r -d 'the certificate, and those that vouch for it, in PEM form'
complete -c netbasics -n '__netbasics_in serve' -l key -r -d 'its private key'
complete -c netbasics -n '__netbasics_in serve' -l secret-file -r -d 'let in only those who know its first line'
complete -c netbasics -n '__netbasics_in serve' -l room -d 'many callers, one conversation'
complete -c netbasics -n '__netbasics_in serve' -l slow -r -d 'a member who does not read: disconnect or drop-oldest'
complete -c netbasics -n '__netbasics_in serve' -l history -r -d 'lines that a new member is shown (20)'
complete -c netbasics -n '__netbasics_in serve' -l max-clients -r -d 'members at a time (1000; 0: no limit)'
complete -c netbasics -n '__netbasics_in serve' -l max-per-address -r -d 'members from one address (128; 0: no limit)'
complete -c netbasics -n '__netbasics_in serve' -l max-line -r -d 'bytes of a line (4096)'
complete -c netbasics -n '__netbasics_in serve' -l max-queue -r -d 'bytes that wait for a member who does not read (1048576)'
complete -c netbasics -n '__netbasics_in serve' -l rate -r -d 'lines a second of one member (50; 0: no limit)'
complete -c netbasics -n '__netbasics_in serve' -l burst -r -d 'lines at once, for a paste (500)'
complete -c netbasics -n '__netbasics_in serve' -l first-line -r -d 'seconds to say something (60; 0: no limit)'
complete -c netbasics -n '__netbasics_in serve' -l unfinished-line -r -d 'seconds to end a line that was begun (30; 0: no limit)'
complete -c netbasics -n '__netbasics_in serve' -l keep -d 'take the next caller after a conversation, one at a time'
complete -c netbasics -n '__netbasics_in serve' -l timeout -x -d 'give up waiting for a caller after that time'
complete -c netbasics -n '__netbasics_in serve' -l record -r -d 'keep what is said, and go on from there after a restart'
complete -c netbasics -n '__netbasics_in serve' -l sync -r -d 'the record is on the disk: always, batch (within a second) or never'
complete -c netbasics -n '__netbasics_in serve' -l nats -r -d 'the same room on other machines too, through a NATS server'
complete -c netbasics -n '__netbasics_in serve' -l nats-creds -r -d 'credentials for it'
complete -c netbasics -n '__netbasics_in serve' -l nats-ca -r -d 'these have to vouch for its certificate'
complete -c netbasics -n '__netbasics_in serve' -l web -d 'browsers too: serves a page (8080; 0: any port)'
complete -c netbasics -n '__netbasics_in serve' -l web-origin -x -d 'serve the page to browsers that call a proxy at URL'
complete -c netbasics -n '__netbasics_in serve' -l replay -r -d 'show a record as text'

# connect
complete -c netbasics -n '__netbasics_in connect' -l framing -x -a 'line raw auto' -d 'where a message ends: line, raw or auto'
complete -c netbasics -n '__netbasics_in connect' -l turns -d 'strict turns, the server first'
complete -c netbasics -n '__netbasics_in connect' -l bye -r -d 'the farewell, instead of 拜拜 and bye; may be repeated'
complete -c netbasics -n '__netbasics_in connect' -l no-bye -d 'no word ends the conversation'
complete -c netbasics -n '__netbasics_in connect' -l times -d 'show when each message was said'
complete -c netbasics -n '__netbasics_in connect' -l name -r -d 'what stands before my own line'
complete -c netbasics -n '__netbasics_in connect' -l peer-name -r -d 'what stands before the other side\'s lines'
complete -c netbasics -n '__netbasics_in connect' -l tls -d 'encrypted; the server\'s key is remembered, and a changed one refused'
complete -c netbasics -n '__netbasics_in connect' -l fingerprint -r -d 'the server\'s certificate has to be this one'
complete -c netbasics -n '__netbasics_in connect' -l ca -r -d 'these have to vouch for the server\'s certificate'
complete -c netbasics -n '__netbasics_in connect' -l secret-file -r -d 'its first line is the secret that the server asks for'
complete -c netbasics -n '__netbasics_in connect' -l room -d 'the other side is a room'
complete -c netbasics -n '__netbasics_in connect' -l timeout -r -d 'give up calling after that time'
