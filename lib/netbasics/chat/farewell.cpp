#include "netbasics/chat/farewell.hpp"

#include <algorithm>

namespace netbasics::chat {
namespace {

constexpr std::string_view spaces[] = {" ", "\t", "\r", "\n", "\u3000"};

std::string_view trim(std::string_view text)
{
    for (bool more = true; more;) {
        more = false;
        for (auto const space : spaces) {
            if (text.starts_with(space)) text.remove_prefix(space.size()), more = true;
            if (text.ends_with(space)) text.remove_suffix(space.size()), more = true;
        }
    }
    return text;
}

}  // namespace

bool farewell::is(std::string_view message) const noexcept
{
    constexpr std::size_t longest =
        512;  // bytes, blanks included: most lines of a bulk transfer are told apart by their size
    if (words_.empty() || message.empty() || message.size() > longest) return false;
    auto const word = trim(message);
    return std::find(words_.begin(), words_.end(), word) != words_.end();
}

}  // namespace netbasics::chat
