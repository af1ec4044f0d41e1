#include "bad_lines.hpp"

#include "report.hpp"

#include "netbasics/text/translate.hpp"

namespace netbasics::tools {

void bad_lines::tell(std::string_view file, std::uint64_t number, std::string_view line, error const& why)
{
    if (++count_ > most_told) return;
    auto const place = substitute("{0}: {1}:{2}", {given_.title(), file, std::to_string(number)});
    complain(place, io_, line, why);
}

exit_status bad_lines::finish(exit_status done)
{
    if (count_ > most_told) {
        auto const more = count_ - most_told;
        complain(given_.title(), io_, tr_count("{0} more bad line", "{0} more bad lines", more));
    }
    return count_ > 0 ? failure : done;
}

}  // namespace netbasics::tools
