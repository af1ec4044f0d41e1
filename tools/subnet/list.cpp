#include "subnet/verbs.hpp"

#include "arguments.hpp"
#include "report.hpp"

#include "netbasics/render/address_lines.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

/// `subnet list`: every address of each operand, in order.
exit_status subnet_verbs::list(arguments const& given, streams io)
{
    std::vector<ip::address_range> ranges;
    for (auto const& word : given.operands()) {
        auto const r = ip::address_range_from_text(word);
        if (!r) return complain(given.title(), io, word, r.error());
        ranges.push_back(*r);
    }
    if (ranges.empty()) return complain_usage(given.title(), io, tr("a prefix or a range is needed"));
    if (given.quiet()) return success;
    for (auto const& r : ranges) {
        render::address_lines lines(r, given.json() ? render::line_form::json : render::line_form::text);
        for (bool more = true; more;) {
            more = lines.append_some(io.out.pending());
            if (!io.out.settle()) return success;  // nobody reads any more; dispatch() tells a full disk
        }
    }
    return success;
}

}  // namespace netbasics::tools
