// Any bytes as a MAC address and as a text that may hold some: nothing reads beyond the text, what is read
// can be written and read again, and what is found in a text is an address.

#include "netbasics/mac/notation.hpp"
#include "netbasics/registry/oui_list.hpp"
#include "netbasics/scan/mac_scanner.hpp"

#include <cstdlib>
#include <memory>

namespace {

using namespace netbasics;

void require(bool holds)
{
    if (!holds) std::abort();
}

void check_reading(std::string_view text)
{
    auto const read = mac::read(text);
    if (!read) {
        auto const& why = read.error();
        require(why.offset <= text.size() && why.offset + why.length <= text.size());
        require(!message(why).empty());
        return;
    }
    using mac::notation;
    bool const is_prefix = std::holds_alternative<mac::prefix>(*read);
    for (auto const n : {notation::hyphen, notation::colon, notation::dot, notation::bare}) {
        // A prefix has no form with dots, and one of an odd length has digits and bits only.
        if (is_prefix && n == notation::dot) continue;
        auto const written = std::visit([&](auto a) { return mac::write(a, n); }, *read);
        auto const length = is_prefix ? std::get<mac::prefix>(*read).length() : 24;
        bool const known = length % 4 != 0 || length == 24 || length == 28 || length == 36;
        if (!known) continue;
        auto const again = mac::read(written);
        require(again.has_value() && *again == *read);
    }
}

void check_scanning(std::string_view text)
{
    scan::mac_scanner scanner(text);
    std::size_t last = 0;
    for (scan::found_mac found; scanner.next(found);) {
        require(found.begin >= last && found.begin < found.end && found.end <= text.size());
        last = found.end;
        auto const read = mac::read(text.substr(found.begin, found.end - found.begin));
        require(read.has_value());
        auto const* longer = std::get_if<mac::eui64>(&*read);
        require(found.is_eui64 == (longer != nullptr));
        require(found.value ==
                (longer != nullptr ? longer->to_uint() : std::get<mac::eui48>(*read).to_uint()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    // A copy of exactly that size: a sanitizer sees a step beyond it.
    auto const copy = std::make_unique<char[]>(size);
    std::copy(bytes, bytes + size, copy.get());
    std::string_view const text(copy.get(), size);
    check_reading(text);
    check_scanning(text);
    (void)registry::oui_list::from_text(text);
    return 0;
}
