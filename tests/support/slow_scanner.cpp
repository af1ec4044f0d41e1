#include "support/slow_scanner.hpp"

#include "netbasics/io/block_reader.hpp"

#include <algorithm>
#include <optional>

namespace netbasics::test {
namespace {

using scan::found_address;

bool is_word(std::string_view text, std::size_t i)
{
    if (i >= text.size()) return false;
    auto const c = static_cast<unsigned char>(text[i]);
    return c < 0x80 && (std::isalnum(c) || c == '_');
}

bool is_dotted_word_behind(std::string_view text, std::size_t end)
{
    return is_word(text, end) || (end < text.size() && text[end] == '.' && is_word(text, end + 1));
}

bool is_dotted_word_before(std::string_view text, std::size_t begin)
{
    if (begin == 0) return false;
    return is_word(text, begin - 1) || (text[begin - 1] == '.' && begin > 1 && is_word(text, begin - 2));
}

std::size_t word_end(std::string_view text, std::size_t i)
{
    while (is_word(text, i)) ++i;
    return i;
}

bool is_hexadecimal(std::string_view word)
{
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isxdigit(c); });
}

/// What stands in front: no word; or one colon behind nothing, or behind a word that is no group.
bool may_begin_v6(std::string_view text, std::size_t begin)
{
    if (is_dotted_word_before(text, begin)) return false;
    if (begin == 0 || text[begin - 1] != ':') return true;
    if (text[begin] == ':' || (begin > 1 && text[begin - 2] == ':')) return false;
    std::size_t start = begin - 1;
    while (start > 0 && is_word(text, start - 1)) --start;
    return !is_hexadecimal(text.substr(start, begin - 1 - start)) || is_dotted_word_before(text, start);
}

/// What stands behind: no word; or one colon in front of nothing, or of a word that is no group.
bool may_end_v6(std::string_view text, std::size_t end)
{
    if (is_dotted_word_behind(text, end)) return false;
    if (end == text.size() || text[end] != ':') return true;
    if (text[end - 1] == ':' || (end + 1 < text.size() && text[end + 1] == ':')) return false;
    return !is_hexadecimal(text.substr(end + 1, word_end(text, end + 1) - end - 1));
}

/// The longest IPv6 address that begins at `begin`.
std::optional<found_address> v6_at(std::string_view text, std::size_t begin)
{
    if (!may_begin_v6(text, begin)) return std::nullopt;
    for (std::size_t size = std::min<std::size_t>(45, text.size() - begin); size >= 2; --size) {
        auto const address = ip::address_v6::from_string(text.substr(begin, size));
        if (address && may_end_v6(text, begin + size)) return found_address{begin, begin + size, *address};
    }
    return std::nullopt;
}

std::optional<found_address> v4_at(std::string_view text, std::size_t begin)
{
    if (is_dotted_word_before(text, begin)) return std::nullopt;
    for (std::size_t size = 15; size >= 7; --size) {
        if (begin + size > text.size() || is_dotted_word_behind(text, begin + size)) continue;
        auto const address = ip::address_v4::from_string(text.substr(begin, size));
        if (address) return found_address{begin, begin + size, *address};
    }
    return std::nullopt;
}

}  // namespace

std::vector<found_address> scan_slowly(std::string_view text)
{
    std::vector<found_address> all;
    for (std::size_t i = 0; i < text.size();) {
        auto found = v6_at(text, i);
        if (!found) found = v4_at(text, i);
        if (found) {
            all.push_back(*found);
            i = found->end;
        } else {
            ++i;
        }
    }
    return all;
}

std::vector<found_address> scan(std::string_view text, scan::address_scanner::wanted w)
{
    std::string padded(text);
    padded.append(io::block::padding, '\0');
    scan::address_scanner scanner({padded.data(), text.size()}, w);
    std::vector<found_address> all;
    for (found_address found; scanner.next(found);) all.push_back(found);
    return all;
}

}  // namespace netbasics::test
