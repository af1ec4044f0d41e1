#include "subnet/set_reader.hpp"
#include "subnet/verbs.hpp"

namespace netbasics::tools {

/// `subnet merge`: the fewest prefixes for all operands together.
exit_status subnet_verbs::merge(arguments const& given, streams io)
{
    set_reader reader(given, io);
    auto const all = reader.read(set_words(given));
    if (!all) return failure;
    return reader.finish(write_set(*all, given, io, success));
}

}  // namespace netbasics::tools
