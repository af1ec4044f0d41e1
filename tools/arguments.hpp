#ifndef NETBASICS_TOOLS_ARGUMENTS_HPP
#define NETBASICS_TOOLS_ARGUMENTS_HPP

#include "option_reader.hpp"

#include "netbasics/error.hpp"
#include "netbasics/terminal/capability.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netbasics::tools {

/// The words after a command, read by its verb's options; nothing is done yet.
class arguments {
public:
    /// Reads `words` for `v`; fails with the sentence for the user.
    static boost::system::result<arguments, std::string> read(command const& c, verb const& v,
                                                              std::vector<std::string> const& words);

    /// "subnet" or "subnet split": how messages call what runs.
    std::string const& title() const { return title_; }

    std::vector<std::string> const& operands() const { return operands_; }

    bool has(std::string_view name) const { return value(name) != nullptr; }

    /// The option's last value; null where it was not given.
    std::string const* value(std::string_view name) const;

    /// All values of an option that may be repeated, in order.
    std::vector<std::string> values(std::string_view name) const;

    /// "; did you mean 'netbasics subnet merge'?" where the word is in the place of a verb and nearly is one;
    /// otherwise empty.
    std::string verb_hint(std::string_view word) const;

    bool json() const { return has("json"); }

    bool quiet() const { return has("quiet"); }

    bool explain() const { return has("explain"); }

    terminal::color_choice color() const { return color_; }

private:
    command const* bare_form_of_ = nullptr;
    std::string title_;
    std::vector<given_word> options_;
    std::vector<std::string> operands_;
    terminal::color_choice color_ = terminal::color_choice::automatic;
};

/// A decimal number from `least` to `most`: digits only.
result<std::uint64_t> read_number(std::string_view text, std::uint64_t least, std::uint64_t most);

}  // namespace netbasics::tools

#endif
