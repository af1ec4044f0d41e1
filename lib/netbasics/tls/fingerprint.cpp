#include "netbasics/tls/fingerprint.hpp"

namespace netbasics::tls {
namespace {

int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string to_string(fingerprint const& print)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string text = "SHA256";
    for (auto const octet : print.octets) {
        text.push_back(':');
        text.push_back(digits[octet >> 4]);
        text.push_back(digits[octet & 15]);
    }
    return text;
}

result<fingerprint> read_fingerprint(std::string_view text)
{
    for (std::string_view const prefix : {"SHA256:", "sha256:", "SHA256 ", "sha256 "})
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    fingerprint made;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':' && digits % 2 == 0 && digits > 0) continue;
        auto const value = digit_value(text[i]);
        if (value < 0 || digits == 2 * made.octets.size()) return error(errc::fingerprint_malformed, i, 1);
        auto& octet = made.octets[digits++ / 2];
        octet = static_cast<unsigned char>(octet << 4 | value);
    }
    if (digits != 2 * made.octets.size()) return error(errc::fingerprint_malformed);
    return made;
}

}  // namespace netbasics::tls
