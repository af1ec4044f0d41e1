#include "subnet/set_reader.hpp"
#include "subnet/verbs.hpp"

namespace netbasics::tools {

/// `subnet intersect`: what is in every operand.
exit_status subnet_verbs::intersect(arguments const& given, streams io)
{
    set_reader reader(given, io);
    auto const words = set_words(given);
    std::optional<set::prefix_set> common;
    for (auto const& word : words) {
        auto next = reader.read({&word, 1});
        if (!next) return failure;
        common = common ? intersect(*common, *next) : std::move(*next);
    }
    return reader.finish(write_set(*common, given, io));
}

}  // namespace netbasics::tools
