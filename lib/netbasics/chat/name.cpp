#include "netbasics/chat/name.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/utf8.hpp"

#include <cstdlib>
#include <utf8proc.h>

namespace netbasics::chat {
namespace {

/// Empty where the text is not UTF-8.
std::string mapped(std::string_view text, unsigned options)
{
    utf8proc_uint8_t* made = nullptr;
    auto const size = ::utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &made,
                                     static_cast<utf8proc_option_t>(options));
    std::string out;
    if (size > 0) out.assign(reinterpret_cast<char*>(made), static_cast<std::size_t>(size));
    std::free(made);
    return out;
}

bool is_space(char32_t c)
{
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ZS;
}

}  // namespace

std::optional<std::string> safe_name(std::string_view wanted)
{
    constexpr std::size_t most_bytes = 512;
    constexpr char32_t zero_width_non_joiner = 0x200C;
    constexpr char32_t zero_width_joiner = 0x200D;
    if (wanted.size() > most_bytes) return std::nullopt;
    auto const composed = mapped(wanted, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (terminal::harmless(composed) != composed) return std::nullopt;
    std::string name;
    std::string spaces;
    for (std::string_view rest = composed; !rest.empty();) {
        auto const c = text::decode_utf8(rest);
        if (!c.valid) return std::nullopt;
        bool const unsafe = c.code_point == ':' || c.code_point == '<' || c.code_point == '>' ||
                            c.code_point == 0xFF1A || c.code_point == zero_width_joiner ||
                            c.code_point == zero_width_non_joiner || c.code_point == 0xFFFD;
        if (unsafe) return std::nullopt;
        if (is_space(c.code_point)) {
            if (!name.empty()) spaces.assign(1, ' ');
        } else {
            name.append(spaces).append(rest.substr(0, c.bytes));
            spaces.clear();
        }
        rest.remove_prefix(c.bytes);
    }
    // What begins so is a notice, a command, a line of JSON.
    if (name.empty() || name.front() == '*' || name.front() == '/' || name.front() == '{')
        return std::nullopt;
    if (text::display_width(name) > longest_name || text::display_width(name) == 0) return std::nullopt;
    return name;
}

std::string name_key(std::string_view name)
{
    auto key = mapped(name, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE | UTF8PROC_CASEFOLD |
                                UTF8PROC_IGNORE);
    std::erase(key, ' ');
    return key;
}

}  // namespace netbasics::chat
