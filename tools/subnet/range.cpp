#include "subnet/verbs.hpp"

#include "report.hpp"
#include "subnet/prefix_lines.hpp"

#include "netbasics/ip/address_range.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

/// `subnet range`: the fewest prefixes for FIRST LAST, FIRST-LAST or PREFIX.
exit_status subnet_verbs::range(arguments const& given, streams io)
{
    auto const& words = given.operands();
    if (words.empty() || words.size() > 2)
        return complain_usage(given.title(), io, tr("FIRST LAST, FIRST-LAST or one PREFIX is needed"));
    auto const text = words.size() == 1 ? words[0] : words[0] + "-" + words[1];
    auto const r = ip::address_range_from_text(text);
    if (!r) return complain(given.title(), io, text, r.error());
    prefix_lines lines(given, io);
    for_each_prefix(*r, [&](auto p) { lines.write(p); });
    return success;
}

}  // namespace netbasics::tools
