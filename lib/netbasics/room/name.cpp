#include "netbasics/room/name.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/utf8.hpp"

#include <bit>
#include <cstdlib>
#include <utf8proc.h>

namespace netbasics::room {
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

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

bool is_space(char32_t c) { return category(c) == UTF8PROC_CATEGORY_ZS; }

/// Symbols are shown two columns wide only where they are emoji; the narrow ones hold all kinds of asterisks.
bool may_begin(char32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_PC:
        return true;
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_SK:
        return text::display_width(c) == 2;
    default:
        return false;
    }
}

/// Shown as nothing, or as a blank: what may be ignored (fillers, selectors), and the Braille pattern without
/// dots.
bool is_unseen(char32_t c)
{
    constexpr char32_t braille_blank = 0x2800;
    return c == braille_blank || utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->ignorable;
}

/// Alphabets whose letters look like one another's; 0: another one.
unsigned look_alike_alphabet(char32_t c)
{
    if (category(c) > UTF8PROC_CATEGORY_LO || category(c) == UTF8PROC_CATEGORY_CN) return 0;
    if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return 1;                  // Latin
    if ((c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000)) return 2;  // Greek
    if (c >= 0x400 && c < 0x530) return 4;                                   // Cyrillic
    return 0;
}

/// Signs that would end a name or begin something else, once variants are mapped to them.
bool holds_separator(std::string_view text)
{
    auto const lumped = mapped(text, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE | UTF8PROC_LUMP);
    return lumped.find_first_of(":<>") != lumped.npos;
}

/// What is left at a glance.
std::string skeleton(std::string_view name)
{
    auto bare = mapped(name, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE | UTF8PROC_CASEFOLD |
                                 UTF8PROC_IGNORE | UTF8PROC_STRIPMARK | UTF8PROC_LUMP);
    std::erase_if(bare, [](char c) { return c == ' ' || c == '-' || c == '_' || c == '.' || c == '\''; });
    for (auto& c : bare) {
        if (c == '0') c = 'o';
        if (c == '1' || c == 'i' || c == '|') c = 'l';
        if (c == '3') c = 'e';
        if (c == '4') c = 'a';
        if (c == '5') c = 's';
    }
    return bare;
}

}  // namespace

std::optional<std::string> safe_name(std::string_view wanted)
{
    constexpr std::size_t most_bytes = 512;
    if (wanted.size() > most_bytes) return std::nullopt;
    auto const composed = mapped(wanted, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (terminal::harmless(composed) != composed || holds_separator(composed)) return std::nullopt;
    std::string name;
    std::string spaces;
    unsigned alphabets = 0;
    for (std::string_view rest = composed; !rest.empty();) {
        auto const c = text::decode_utf8(rest);
        if (!c.valid || c.code_point == 0xFFFD || is_unseen(c.code_point)) return std::nullopt;
        if (is_space(c.code_point)) {
            if (!name.empty()) spaces.assign(1, ' ');
        } else {
            if (name.empty() && !may_begin(c.code_point)) return std::nullopt;
            alphabets |= look_alike_alphabet(c.code_point);
            name.append(spaces).append(rest.substr(0, c.bytes));
            spaces.clear();
        }
        rest.remove_prefix(c.bytes);
    }
    auto const width = text::display_width(name);
    if (name.empty() || width == 0 || width > longest_name || std::popcount(alphabets) > 1)
        return std::nullopt;
    return name;
}

std::string name_key(std::string_view name)
{
    auto key = mapped(name, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE | UTF8PROC_CASEFOLD |
                                UTF8PROC_IGNORE | UTF8PROC_LUMP);
    std::erase(key, ' ');
    return key;
}

bool looks_like(std::string_view name, std::string_view other) { return skeleton(name) == skeleton(other); }

}  // namespace netbasics::room
