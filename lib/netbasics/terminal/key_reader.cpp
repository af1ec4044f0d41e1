#include "netbasics/terminal/key_reader.hpp"

#include "netbasics/text/utf8.hpp"

namespace netbasics::terminal {
namespace {

constexpr char escape = '\033';
constexpr char control_x = '\030';
constexpr std::size_t longest_sequence = 32;  // bytes; a longer one is none

bool is_final(char c) { return c >= 0x40 && c <= 0x7E; }

}  // namespace

/// 0: its rest has not come.
std::size_t key_reader::size_of_key() const
{
    std::string_view const all = bytes_;
    if (all.front() != escape && all.front() != control_x) return text::decode_utf8(all).bytes;
    if (all.size() < 2) return 0;
    if (all.front() == escape && all[1] == escape) return 1;
    if (all.front() == escape && all[1] == 'O') return all.size() < 3 ? 0 : 3;
    if (all.front() == escape && all[1] == '[') {
        for (std::size_t i = 2; i < all.size(); ++i)
            if (is_final(all[i]) || i == longest_sequence) return i + 1;
        return 0;
    }
    auto const second = text::decode_utf8(all.substr(1)).bytes;
    return second == 0 ? 0 : 1 + second;
}

std::optional<std::u32string> key_reader::next()
{
    while (!bytes_.empty()) {
        auto const size = size_of_key();
        if (size == 0) return std::nullopt;
        auto const key = bytes_.substr(0, size);
        bytes_.erase(0, size);
        if (key == "\033[200~" || key == "\033[201~") continue;
        std::u32string points;
        bool valid = true;
        for (std::string_view rest = key; !rest.empty();) {
            auto const c = text::decode_utf8(rest);
            valid = valid && c.valid;
            points.push_back(c.code_point);
            rest.remove_prefix(c.bytes == 0 ? rest.size() : c.bytes);
        }
        if (valid) return points;
    }
    return std::nullopt;
}

}  // namespace netbasics::terminal
