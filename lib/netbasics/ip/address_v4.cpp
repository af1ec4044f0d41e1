#include "netbasics/ip/address_v4.hpp"

#include <charconv>

namespace netbasics::ip {

namespace {

char* write_octet(char* to, unsigned octet) noexcept
{
    if (octet >= 100) *to++ = static_cast<char>('0' + octet / 100);
    if (octet >= 10) *to++ = static_cast<char>('0' + octet / 10 % 10);
    *to++ = static_cast<char>('0' + octet % 10);
    return to;
}

}  // namespace

void append_to(std::string& out, address_v4 a)
{
    char text[15];
    char* end = write_octet(text, a.to_uint() >> 24);
    for (int shift = 16; shift >= 0; shift -= 8) {
        *end++ = '.';
        end = write_octet(end, a.to_uint() >> shift & 0xFF);
    }
    out.append(text, end);
}

std::string to_string(address_v4 a)
{
    std::string text;
    append_to(text, a);
    return text;
}

result<address_v4> address_v4_from_inet_aton(std::string_view text) noexcept
{
    if (text.empty()) return error(errc::empty);
    std::uint64_t value = 0;
    unsigned parts = 0;
    std::size_t start = 0;
    for (;;) {
        auto const dot = std::min(text.find('.', start), text.size());
        bool const last = dot == text.size();
        auto digits = text.substr(start, dot - start);
        int base = 10;
        if (digits.starts_with("0x") || digits.starts_with("0X")) {
            base = 16;
            digits.remove_prefix(2);
        } else if (digits.size() > 1 && digits.front() == '0') {
            base = 8;
        }
        std::uint64_t part = 0;
        auto const* const end = digits.data() + digits.size();
        auto const [stop, problem] = std::from_chars(digits.data(), end, part, base);
        if (problem == std::errc::invalid_argument || stop != end)
            return error(errc::unexpected_character, static_cast<std::size_t>(stop - text.data()), 1);
        if (++parts > 4) return error(errc::trailing_text, start, text.size() - start);
        unsigned const room = last ? 8 * (5 - parts) : 8;  // bits
        if (problem == std::errc::result_out_of_range || part >> room != 0) {
            error e(errc::number_out_of_range, start, dot - start);
            e.found = part;
            e.limit = (std::uint64_t{1} << room) - 1;
            return e;
        }
        value = value << room | part;
        if (last) return address_v4::from_uint(static_cast<std::uint32_t>(value));
        start = dot + 1;
    }
}

}  // namespace netbasics::ip
