#include "netbasics/render/address_lines.hpp"

#include <array>
#include <cstring>
#include <span>

namespace netbasics::render {
namespace {

constexpr std::size_t piece_size = 64;  ///< copied whole: a fixed size is one or two moves
constexpr std::size_t run = 256;        ///< addresses that differ in their last octet alone

/// Text of up to piece_size bytes.
struct piece {
    std::array<char, piece_size> text{};
    std::size_t size = 0;

    void append(std::string_view more)
    {
        std::memcpy(text.data() + size, more.data(), more.size());
        size += more.size();
    }
};

/// 0 to 255 in decimal.
struct ending {
    char text[4];
    std::uint32_t size;
};

constexpr auto decimal_endings = [] {
    std::array<ending, run> all{};
    for (unsigned n = 0; n < run; ++n) {
        auto& e = all[n];
        if (n >= 100) e.text[e.size++] = static_cast<char>('0' + n / 100);
        if (n >= 10) e.text[e.size++] = static_cast<char>('0' + n / 10 % 10);
        e.text[e.size++] = static_cast<char>('0' + n % 10);
    }
    return all;
}();

/// 0 to 255 as two hexadecimal digits: what ends a group that has more digits.
constexpr auto hexadecimal_endings = [] {
    std::array<ending, run> all{};
    for (unsigned n = 0; n < run; ++n)
        all[n] = {{"0123456789abcdef"[n >> 4], "0123456789abcdef"[n & 0xF]}, 2};
    return all;
}();

/// What stands before, between and behind the two last octets in a line of JSON.
struct line_pieces {
    piece before;
    piece between;
    piece behind;
};

line_pieces pieces_of(std::string_view common, unsigned bits)
{
    line_pieces made;
    made.before.append(R"({"address":")");
    made.before.append(common);
    made.between.append(R"(","prefix":")");
    made.between.append(common);
    made.behind.append("/" + std::to_string(bits) + "\"}\n");
    return made;
}

inline char* copy(char* to, piece const& p) noexcept
{
    std::memcpy(to, p.text.data(), piece_size);
    return to + p.size;
}

inline char* copy(char* to, ending const& e) noexcept
{
    std::memcpy(to, e.text, sizeof e.text);
    return to + e.size;
}

void append_text_run(std::string& out, std::string_view common, std::span<ending const> endings)
{
    constexpr std::size_t head_size = 40;  // no address is longer
    char head[head_size] = {};
    std::memcpy(head, common.data(), common.size());
    char lines[run * (head_size + 8)];
    char* to = lines;
    for (auto const& e : endings) {
        std::memcpy(to, head, head_size);
        to = copy(to + common.size(), e);
        *to++ = '\n';
    }
    out.append(lines, to);
}

void append_json_run(std::string& out, line_pieces const& pieces, std::span<ending const> endings)
{
    char lines[run * 3 * piece_size];
    char* to = lines;
    for (auto const& e : endings) {
        to = copy(to, pieces.before);
        to = copy(to, e);
        to = copy(to, pieces.between);
        to = copy(to, e);
        to = copy(to, pieces.behind);
    }
    out.append(lines, to);
}

void append_single(std::string& out, ip::address a, line_form form)
{
    if (form == line_form::text) {
        append_to(out, a);
        out.push_back('\n');
        return;
    }
    out.append(R"({"address":")");
    append_to(out, a);
    out.append(R"(","prefix":")");
    append_to(out, ip::prefix(a, a.bits()));
    out.append("\"}\n");
}

/// Whether the text of `a` ends with its last octet, in decimal (IPv4) or as the two last digits of a group.
bool ends_with_octet(ip::address a) noexcept
{
    if (a.is_v4() || a.v6().is_v4_mapped()) return true;
    return a.v6().group(7) >= 0x100;
}

}  // namespace

bool address_lines::append_some(std::string& out)
{
    auto const first = ip::address::from_uint(at_, family_);
    if (!ends_with_octet(first)) {
        append_single(out, first, form_);
        return at_++ != last_;
    }
    bool const decimal = first.is_v4() || first.v6().is_v4_mapped();
    auto const octet = static_cast<std::size_t>(at_ & 0xFF);
    auto const count = static_cast<std::size_t>(std::min<ip::uint128>(last_ - at_, run - 1 - octet)) + 1;
    auto const endings = std::span(decimal ? decimal_endings : hexadecimal_endings).subspan(octet, count);

    auto common = to_string(first);
    common.resize(common.size() - endings.front().size);
    if (form_ == line_form::text)
        append_text_run(out, common, endings);
    else
        append_json_run(out, pieces_of(common, first.bits()), endings);
    bool const more = last_ - at_ >= count;
    at_ += count;
    return more;
}

}  // namespace netbasics::render
