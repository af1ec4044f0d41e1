#include "subnet/verbs.hpp"

#include "report.hpp"
#include "subnet/hosts.hpp"
#include "subnet/prefix_lines.hpp"

#include "netbasics/set/prefix_plan.hpp"
#include "netbasics/text/translate.hpp"

namespace netbasics::tools {
namespace {

/// Writes up to `count` subnets; false when nobody reads any more.
bool write_some(prefix_lines& lines, set::subnets from, std::uint64_t count)
{
    for (; count > 0; --count) {
        if (!lines.write(from.current())) return false;
        if (!from.next()) break;
    }
    return true;
}

exit_status write_count(set::subnets const& all, arguments const& given, streams io)
{
    if (given.quiet()) return success;
    auto const& [before, behind] = given.json() ? std::pair(R"({"count":")", "\"}\n") : std::pair("", "\n");
    io.out << before << all.count() << behind;
    return success;
}

exit_status split_by_length(ip::prefix whole, std::string const& text, arguments const& given, streams io)
{
    auto const length = read_part_length(text, whole);
    if (!length) return complain(given.title(), io, text, length.error());
    set::subnets all(whole, *length);
    if (given.has("count")) return write_count(all, given, io);
    prefix_lines lines(given, io);
    if (auto const* nth = given.value("nth")) {
        auto const index = read_number(*nth, 0, UINT64_MAX);
        if (!index) return complain(given.title(), io, *nth, index.error());
        if (!all.skip(*index))
            return complain(
                given.title(), io,
                substitute(tr("there are {0} subnets, and the first is number 0"), {all.count()}));
        lines.write(all.current());
        return success;
    }
    if (given.quiet()) return success;
    do {
        if (!lines.write(all.current())) break;
    } while (all.next());
    return success;
}

exit_status split_into(ip::prefix whole, arguments const& given, streams io)
{
    auto const& text = *given.value("into");
    auto const count = read_number(text, 1, UINT64_MAX);
    if (!count) return complain(given.title(), io, text, count.error());
    auto const parts = set::even_parts_of(whole, *count);
    if (!parts) return complain(given.title(), io, text, parts.error());
    if (given.quiet()) return success;
    prefix_lines lines(given, io);
    if (!write_some(lines, {whole, parts->larger_length}, parts->larger) || parts->smaller == 0)
        return success;
    set::subnets halves(whole, parts->larger_length + 1);
    halves.skip(2 * parts->larger);  // as far as the larger parts reach
    write_some(lines, halves, parts->smaller);
    return success;
}

/// The numbers of "10,20,50"; complains where one cannot be read.
std::optional<std::vector<std::uint64_t>> read_host_counts(arguments const& given, streams io)
{
    std::vector<std::uint64_t> counts;
    for (auto const& text : given.values("hosts")) {
        for (std::size_t begin = 0; begin <= text.size();) {
            auto const end = std::min(text.find(',', begin), text.size());
            auto const count = read_number(std::string_view(text).substr(begin, end - begin), 1, UINT64_MAX);
            if (!count) {
                error e = count.error();
                e.offset = static_cast<std::uint32_t>(begin);
                complain(given.title(), io, text, e);
                return {};
            }
            counts.push_back(*count);
            begin = end + 1;
        }
    }
    return counts;
}

void explain_hosts(ip::prefix whole, std::vector<std::uint64_t> const& counts, set::placement const& placed,
                   std::string& out)
{
    bool const v4 = whole.family() == ip::family::v4;
    out.append("\n").append(v4 ? tr("1. Beside its hosts a subnet has a network and a broadcast address (RFC "
                                    "950; RFC 919). The smallest "
                                    "block\n   is the next power of two:\n")
                               : tr("1. Beside its hosts a subnet has a Subnet-Router anycast address (RFC "
                                    "4291, section 2.6.1). The "
                                    "smallest\n   block is the next power of two:\n"));
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.append("   ")
            .append(substitute(tr("{0} + {1}: {2} addresses, {3}"),
                               {std::to_string(counts[i]), v4 ? "2" : "1", address_count(placed.places[i]),
                                to_string(placed.places[i])}))
            .append("\n");
    out.append(
        tr("2. The largest block is placed first: then each one begins where a block of its size may begin,\n"
           "   and no gap is left (VLSM; RFC 1878).\n"));
    out.append(substitute(tr("3. {0} of {1} addresses are taken.\n"), {placed.needed, address_count(whole)}));
}

exit_status split_by_hosts(ip::prefix whole, arguments const& given, streams io)
{
    auto const counts = read_host_counts(given, io);
    if (!counts) return failure;
    auto const placed = set::place_hosts(whole, *counts);
    if (!placed.missing.empty()) {
        complain(given.title(), io,
                 substitute(tr("these hosts need {0} addresses; {1} has {2}, which is {3} too few"),
                            {placed.needed, to_string(whole), address_count(whole), placed.missing}));
        return no;
    }
    prefix_lines lines(given, io);
    for (auto const& p : placed.places) lines.write(p);
    if (given.explain() && !given.json() && !given.quiet())
        explain_hosts(whole, *counts, placed, io.out.pending());
    return success;
}

}  // namespace

/// `subnet split`: the parts of a prefix by their length, by the hosts in each, or by their number.
exit_status subnet_verbs::split(arguments const& given, streams io)
{
    auto const& words = given.operands();
    std::size_t const ways =
        (words.size() > 1 ? 1 : 0) + (given.has("hosts") ? 1 : 0) + (given.has("into") ? 1 : 0);
    if (words.empty() || words.size() > 2 || ways != 1)
        return complain_usage(given.title(), io,
                              tr("a prefix is needed, and a length, --hosts or --into to split it by"));
    if (words.size() == 1 && (given.has("count") || given.has("nth")))
        return complain_usage(given.title(), io, tr("--count and --nth go with a length"));
    auto const whole = ip::prefix::from_string(words[0]);
    if (!whole) return complain(given.title(), io, words[0], whole.error());
    if (given.has("hosts")) return split_by_hosts(*whole, given, io);
    if (given.has("into")) return split_into(*whole, given, io);
    return split_by_length(*whole, words[1], given, io);
}

namespace {

constexpr option_row rows[] = {
    {.name = "hosts",
     .value = "N,N,...",
     .conflicts = "into",
     .summary = translatable(
         "the smallest subnets for so many hosts each, placed by size, told in the order asked")},
    {.name = "into",
     .value = "N",
     .summary = translatable("N parts, the larger first, none more than twice as large as another")},
    {.name = "count",
     .conflicts = "hosts into nth",
     .summary = translatable("with a length: only how many subnets there are")},
    {.name = "nth",
     .value = "N",
     .conflicts = "hosts into",
     .summary = translatable("with a length: only that subnet; the first is number 0")},
};
constexpr option_group groups[] = {{nullptr, rows}};

}  // namespace

constinit option_table const subnet_verbs::split_options = groups;

}  // namespace netbasics::tools
