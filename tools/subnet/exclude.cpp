#include "subnet/set_reader.hpp"
#include "subnet/verbs.hpp"

namespace netbasics::tools {

/// `subnet exclude`: what is in the first operand and in none of the others.
exit_status subnet_verbs::exclude(arguments const& given, streams io)
{
    set_reader reader(given, io);
    auto const words = set_words(given);
    auto const whole = reader.read(std::span(words).first(1));
    if (!whole) return failure;
    auto const rest = reader.read(std::span(words).subspan(1));
    if (!rest) return failure;
    return reader.finish(write_set(exclude(*whole, *rest), given, io));
}

}  // namespace netbasics::tools
