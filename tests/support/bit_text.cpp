#include "support/bit_text.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace netbasics::test {

bits mask_of(std::size_t length, std::size_t width) { return bits(length, '1') + bits(width - length, '0'); }

bits and_of(bits const& a, bits const& b)
{
    bits out;
    for (std::size_t i = 0; i < a.size(); ++i) out.push_back(a[i] == '1' && b[i] == '1' ? '1' : '0');
    return out;
}

bits or_of(bits const& a, bits const& b)
{
    bits out;
    for (std::size_t i = 0; i < a.size(); ++i) out.push_back(a[i] == '1' || b[i] == '1' ? '1' : '0');
    return out;
}

bits not_of(bits a)
{
    for (auto& bit : a) bit = bit == '1' ? '0' : '1';
    return a;
}

std::size_t bits_in_common(bits const& a, bits const& b)
{
    std::size_t n = 0;
    while (n < a.size() && a[n] == b[n]) ++n;
    return n;
}

unsigned number_at(bits const& a, std::size_t first, std::size_t count)
{
    unsigned n = 0;
    for (std::size_t i = first; i < first + count; ++i) n = n * 2 + (a[i] == '1' ? 1 : 0);
    return n;
}

bits next_block(bits a, std::size_t length)
{
    for (std::size_t i = length; i-- > 0;) {
        a[i] = a[i] == '1' ? '0' : '1';
        if (a[i] == '1') break;
    }
    return a;
}

bits previous_block(bits a, std::size_t length)
{
    for (std::size_t i = length; i-- > 0;) {
        a[i] = a[i] == '1' ? '0' : '1';
        if (a[i] == '0') break;
    }
    return a;
}

std::string decimal_of(bits const& a)
{
    std::string digits = "0";  // lowest first
    for (char bit : a) {
        int carry = bit - '0';
        for (auto& d : digits) {
            int const twice = 2 * (d - '0') + carry;
            d = static_cast<char>('0' + twice % 10);
            carry = twice / 10;
        }
        if (carry != 0) digits.push_back('1');
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::string power_of_two(std::size_t exponent) { return decimal_of("1" + bits(exponent, '0')); }

std::string minus(std::string decimal, unsigned small)
{
    for (unsigned n = 0; n < small; ++n) {
        std::size_t i = decimal.size() - 1;
        while (decimal[i] == '0') decimal[i--] = '9';
        --decimal[i];
    }
    auto const first = std::min(decimal.find_first_not_of('0'), decimal.size() - 1);
    return decimal.substr(first);
}

namespace {

std::string hex(unsigned n)
{
    std::ostringstream out;
    out << std::hex << n;
    return out.str();
}

std::string dotted(bits const& a)
{
    std::string out;
    for (std::size_t i = 0; i < 32; i += 8) out += (i == 0 ? "" : ".") + std::to_string(number_at(a, i, 8));
    return out;
}

}  // namespace

std::string text_of(bits const& a)
{
    if (a.size() == 32) return dotted(a);
    if (a.substr(0, 96) == bits(80, '0') + bits(16, '1')) return "::ffff:" + dotted(a.substr(96));
    std::size_t best = 0;
    std::size_t best_size = 1;
    for (std::size_t i = 0; i < 8; ++i) {
        std::size_t size = 0;
        while (i + size < 8 && number_at(a, 16 * (i + size), 16) == 0) ++size;
        if (size > best_size) best = i, best_size = size;
    }
    std::string out;
    for (std::size_t i = 0; i < 8; ++i) {
        if (best_size > 1 && i == best) {
            out += "::";
            i += best_size - 1;
            continue;
        }
        if (!out.empty() && out.back() != ':') out += ":";
        out += hex(number_at(a, 16 * i, 16));
    }
    return out;
}

std::string divided(bits const& a, std::size_t length)
{
    std::size_t const digit = a.size() == 32 ? 1 : 4;
    std::size_t const group = a.size() == 32 ? 8 : 16;
    std::string out;
    for (std::size_t i = 0; i < a.size(); i += digit) {
        if (i == length)
            out += "|";
        else if (i % group == 0 && i != 0)
            out += a.size() == 32 ? "." : ":";
        if (length > i && length < i + digit)
            out += "[" + a.substr(i, length - i) + "|" + a.substr(length, i + digit - length) + "]";
        else
            out += hex(number_at(a, i, digit));
    }
    return length == a.size() ? out + "|" : out;
}

std::vector<std::string> numbers_in(std::string const& text)
{
    std::vector<std::string> found;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        while (!word.empty() && (word.front() == '(' || word.front() == '"')) word.erase(0, 1);
        while (!word.empty() && std::string(",.;:)\"").find(word.back()) != std::string::npos) {
            if (word.size() > 1 && word.back() == ':' && word[word.size() - 2] == ':') break;
            word.pop_back();
        }
        bool const digit =
            std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); });
        if (word == "IPv4" || word == "IPv6") continue;
        if (digit || word.find(':') != word.npos) found.push_back(word);
    }
    return found;
}

}  // namespace netbasics::test
