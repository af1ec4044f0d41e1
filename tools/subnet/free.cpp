#include "subnet/verbs.hpp"

#include "report.hpp"
#include "subnet/hosts.hpp"
#include "subnet/prefix_lines.hpp"
#include "subnet/set_reader.hpp"

#include "netbasics/set/prefix_plan.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

/// Everything in use: the operands behind PREFIX and /LEN, and the lists of --used.
std::optional<set::prefix_set> read_used(set_reader& reader, arguments const& given)
{
    auto words = given.operands();
    words.erase(words.begin(), words.begin() + 2);
    for (auto const& name : given.values("used")) words.push_back(name == "-" ? name : "@" + name);
    return reader.read(words);
}

}  // namespace

/// `subnet free`: the first blocks of a length that nothing in use overlaps.
exit_status subnet_verbs::free_blocks(arguments const& given, streams io)
{
    auto const& words = given.operands();
    if (words.size() < 2) return complain_usage(given.title(), io, tr("a prefix and a length are needed"));
    auto const whole = ip::prefix::from_string(words[0]);
    if (!whole) return complain(given.title(), io, words[0], whole.error());
    auto const length = read_part_length(words[1], *whole);
    if (!length) return complain(given.title(), io, words[1], length.error());
    std::uint64_t wanted = 1;
    if (auto const* text = given.value("number")) {
        auto const number = read_number(*text, 1, UINT64_MAX);
        if (!number) return complain(given.title(), io, *text, number.error());
        wanted = *number;
    }

    set_reader reader(given, io);
    auto const used = read_used(reader, given);
    if (!used) return failure;
    prefix_lines lines(given, io);
    std::uint64_t found = 0;
    set::for_each_free_block(*whole, *used, *length, [&](ip::prefix p) {
        ++found;
        return lines.write(p) && found < wanted;
    });
    if (found > 0 && found < wanted && io.out.settle() && !given.quiet())
        complain(given.title(), io,
                 substitute(tr("{0} of {1} are free"), {std::to_string(found), std::to_string(wanted)}));
    return reader.finish(found == 0 ? no : success);
}

namespace {

constexpr option_row rows[] = {
    {.name = "used",
     .value = "FILE",
     .repeats = true,
     .completes = complete::file,
     .summary = translatable("a list of what is in use; - is standard input")},
    {.name = "number",
     .letter = 'n',
     .value = "N",
     .fallback = "1",
     .summary = translatable("so many free blocks instead of one")},
};
constexpr option_group groups[] = {{nullptr, rows}, {nullptr, set_rows}};

}  // namespace

constinit option_table const subnet_verbs::free_options = groups;

}  // namespace netbasics::tools
