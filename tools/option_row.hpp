#ifndef NETBASICS_TOOLS_OPTION_ROW_HPP
#define NETBASICS_TOOLS_OPTION_ROW_HPP

#include <span>
#include <string_view>

namespace netbasics::tools {

/// What a shell can offer in the place of an option's value or of an operand.
enum class complete : unsigned char {
    nothing,
    file,
    set,      ///< a list is read from @FILE
    host,     ///< a name that the machine knows
    service,  ///< a registered name of a port
    program,
};

/** Everything there is to know about one option.

    To add an option to a verb, add a row to the table in the verb's file:

        constexpr option_row rows[] = {
            {.name = "count", .summary = translatable("print only the number of subnets")},
            {.name = "used", .value = "FILE", .completes = complete::file,
             .summary = translatable("list of what is in use; - reads standard input")},
        };
        constexpr option_group groups[] = {{nullptr, rows}, {nullptr, registry_rows}};
        constinit option_table const split_options = groups;

    declare the table in verbs.hpp (`extern option_table const split_options;`), and name it in the command's
    list of verbs. The verb asks `given.has("count")`, `given.value("used")`, `given.values("used")`.
    Parsing, usage errors, hints, help and completion follow from the row; the manual page is compared with it
   by tests/cli/documented_test.cpp. An option that has no effect without another names it in `needs`, and one
   that has none beside another in `conflicts`: tests/cli/options_test.cpp has a row for each.

    Members that are left out mean "no". Write them in this order. */
struct option_row {
    std::string_view name;            ///< without the dashes
    char letter = 0;                  ///< short form; 0: none
    char const* value = nullptr;      ///< how help calls the value; null: takes none
    char const* left_out = nullptr;   ///< the value of `--web` alone; otherwise it is given as `--web=8081`
    bool number_follows = false;      ///< `--web 8081` too: a number that follows is the value
    bool rest_is_command = false;     ///< all words that follow belong to the value, options included
    bool repeats = false;             ///< every value counts; otherwise the last one does
    std::string_view choices = {};    ///< the only values, separated by blanks
    std::string_view fallback = {};   ///< the value when the option is not given, for help
    std::string_view needs = {};      ///< options one of which must be given too, separated by blanks
    std::string_view conflicts = {};  ///< options that cannot be given too; "*": all but the common ones
    complete completes = complete::nothing;
    char const* summary = nullptr;  ///< translatable; begins with a verb in the infinitive
};

struct option_group {
    char const* title;  ///< translatable, over the rows in help; null: none
    std::span<option_row const> rows;
};

/// The options of one verb beside those that every command has.
using option_table = std::span<option_group const>;

}  // namespace netbasics::tools

#endif
