#include "subnet/set_reader.hpp"
#include "subnet/verbs.hpp"

namespace netbasics::tools {

/// `subnet diff`: the symmetric difference; of more than two operands, what is in an odd number of them.
exit_status subnet_verbs::diff(arguments const& given, streams io)
{
    set_reader reader(given, io);
    auto const words = set_words(given);
    set::prefix_set odd;
    for (auto const& word : words) {
        auto const next = reader.read({&word, 1});
        if (!next) return failure;
        odd = symmetric_difference(odd, *next);
    }
    return reader.finish(write_set(odd, given, io));
}

}  // namespace netbasics::tools
