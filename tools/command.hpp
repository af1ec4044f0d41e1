#ifndef NETBASICS_TOOLS_COMMAND_HPP
#define NETBASICS_TOOLS_COMMAND_HPP

#include "option_row.hpp"

#include "netbasics/io/block_writer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

class arguments;

enum exit_status : int {
    success = 0,  ///< yes; done
    no = 1,       ///< different subnets, nothing matched, not registered, port busy, peer lost
    failure = 2,  ///< wrong usage, input that could not be read, failed I/O
};

/// Where a command reads and writes; `main` hands in the process's own.
struct streams {
    io::block_writer& out;
    io::block_writer& err;
    int in;
};

struct example {
    char const* line;     ///< what is typed behind `netbasics `
    char const* meaning;  ///< translatable
};

/** What a command does: its bare form (no name) or one of its verbs.
    Parsing, help, "did you mean", and the tests of manual and completions read these rows. */
struct verb {
    std::string_view name;
    char const* operands;         ///< what follows, as the usage line says it
    char const* summary;          ///< translatable
    option_table const* options;  ///< beside the common ones; null: none
    exit_status (*run)(arguments const& given, streams io);
    complete operand = complete::nothing;  ///< what a shell offers for an operand
};

struct command {
    std::string_view name;
    char const* summary;          ///< translatable
    std::span<verb const> verbs;  ///< the bare form first; none: netbasics-chat runs the command
    std::span<example const> examples;
};

/// The commands of a program, in the order of the manual.
using command_table = std::span<command const* const>;

/// Every command, as `netbasics` knows it.
command_table commands();

/// The commands that `netbasics` leaves to `netbasics-chat`, with their verbs.
command_table chat_commands();

/// A command's row; null where there is none.
command const* find_command(command_table commands, std::string_view name);

/// The options that every command has.
std::span<option_row const> common_rows();

/// "subnet" or "subnet split": how messages call what runs.
std::string title_of(command const& c, verb const& v);

/// Every option of a verb: its own, then the common ones.
std::vector<option_row const*> rows_of(verb const& v);

/// Runs the program of `commands` with the arguments after its name.
exit_status dispatch(command_table commands, std::span<char const* const> words, streams io);

}  // namespace netbasics::tools

#endif
