#include "netbasics/text/fold_case.hpp"

#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace netbasics::text {

std::string fold_ascii_case(std::string_view text)
{
    std::string folded(text.size(), '\0');
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        bool const is_upper = static_cast<unsigned char>(c - 'A') < 26;
        folded[i] = static_cast<char>(is_upper ? c | 0x20 : c);
    }
    return folded;
}

std::string fold_case(std::string_view text)
{
    utf8proc_uint8_t* mapped = nullptr;
    auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                   static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner(mapped, std::free);
    if (size < 0) return fold_ascii_case(text);
    return {reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(size)};
}

}  // namespace netbasics::text
