#ifndef NETBASICS_TEXT_FOLD_CASE_HPP
#define NETBASICS_TEXT_FOLD_CASE_HPP

#include <string>
#include <string_view>

namespace netbasics::text {

/// For comparing without regard to case: Unicode's full case folding, NFC. Text that is not UTF-8: ASCII
/// letters alone.
std::string fold_case(std::string_view text);

/// ASCII letters in lower case, all other bytes as they are; for bulk.
std::string fold_ascii_case(std::string_view text);

}  // namespace netbasics::text

#endif
