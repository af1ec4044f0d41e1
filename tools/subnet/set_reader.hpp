#ifndef NETBASICS_TOOLS_SUBNET_SET_READER_HPP
#define NETBASICS_TOOLS_SUBNET_SET_READER_HPP

#include "bad_lines.hpp"

#include "netbasics/set/list_reader.hpp"
#include "netbasics/set/prefix_set.hpp"
#include "netbasics/text/translate.hpp"

#include <optional>
#include <span>

namespace netbasics::tools {

/// The options that every verb with sets has.
inline constexpr option_row set_rows[] = {
    {.name = "mapped-as-v4",
     .summary = translatable("take what lies in ::ffff:0:0/96 for the IPv4 addresses in it")},
    {.name = "strict", .summary = translatable("stop at the first bad line of a list, without any output")},
};

/** Makes sets of what set verbs take: SETs as set::read_set reads them, several with commas or blanks between
    them; `@FILE`, or `-` for standard input. Complains about what it cannot read: an operand or file ends the
    verb; a bad line of a list is told, the
    first 20 with their text, and left out, unless --strict is given. --mapped-as-v4 applies. */
class set_reader {
public:
    set_reader(arguments const& given, streams io) : given_(given), io_(io), bad_lines_(given, io) {}

    /// All words as one set; nothing where the verb has to end with `failure`.
    std::optional<set::prefix_set> read(std::span<std::string const> words);

    /// Adds what one word stands for. False where the verb has to end with `failure`.
    bool add(std::string const& word, set::prefix_set_builder& to);

    /// Adds a list; its name may be `-`. False where the verb has to end with `failure`.
    bool add_file(std::string const& name, set::prefix_set_builder& to);

    /// Tells how many more lines were bad than were told; `failure` where there was one, otherwise `done`.
    exit_status finish(exit_status done) { return bad_lines_.finish(done); }

private:
    class list_taker;

    arguments const& given_;
    streams io_;
    bad_lines bad_lines_;
    bool standard_input_read_ = false;
};

/// The operands; standard input where there are none.
std::vector<std::string> set_words(arguments const& given);

/// Writes the set, and answers `empty` where there is nothing in it.
exit_status write_set(set::prefix_set const& made, arguments const& given, streams io,
                      exit_status empty = no);

}  // namespace netbasics::tools

#endif
