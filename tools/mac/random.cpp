#include "mac/profile.hpp"
#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "report.hpp"

#include "netbasics/mac/random_address.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <limits>

namespace netbasics::tools::mac_verbs {
namespace {

constexpr std::uint64_t most_addresses = 1'000'000'000'000;

/// What the addresses are drawn from; `status` says why there is nothing.
struct choice {
    std::vector<mac::prefix> blocks;
    exit_status status = success;
};

choice from_oui(std::string const& text, arguments const& given, streams io)
{
    auto const read = mac::read(text);
    if (!read) return {{}, complain(given.title(), io, text, read.error())};
    auto const* const block = std::get_if<mac::prefix>(&*read);
    if (block == nullptr)
        return {{}, complain(given.title(), io, text, error(errc::mac_prefix_expected, 0, text.size()))};
    if (block->length() >= 8 && block->address().is_group())
        return {{}, complain(given.title(), io, text, error(errc::mac_is_group, 0, text.size()))};
    return {{*block}, success};
}

choice from_vendor(std::string const& text, registry::oui_registry const& registry, arguments const& given,
                   streams io)
{
    choice chosen;
    for (auto const& row : registry.find_owner(words_of({text})))
        if (!row.block.address().is_group()) chosen.blocks.push_back(row.block);
    if (chosen.blocks.empty()) {
        complain(given.title(), io,
                 substitute(tr("no owner's name has '{0}' in it"), {terminal::harmless(text)}));
        chosen.status = no;
    }
    return chosen;
}

choice from_quadrant(std::string const& name, arguments const& given, streams io)
{
    constexpr struct {
        std::string_view name;
        mac::slap_quadrant quadrant;
    } quadrants[] = {{"aai", mac::slap_quadrant::administratively_assigned},
                     {"eli", mac::slap_quadrant::extended_local},
                     {"sai", mac::slap_quadrant::standard_assigned}};

    for (auto const& row : quadrants)
        if (row.name == name) return {mac::blocks_of(row.quadrant), success};
    return {
        {},
        complain_usage(given.title(), io,
                       substitute(tr("--local is aai, eli or sai, not '{0}'"), {terminal::harmless(name)}))};
}

choice choose(arguments const& given, registry::oui_registry const& registry, streams io)
{
    int const sources = given.has("oui") + given.has("vendor") + given.has("local");
    if (sources > 1)
        return {{}, complain_usage(given.title(), io, tr("--oui, --vendor and --local exclude each other"))};
    if (auto const* oui = given.value("oui")) return from_oui(*oui, given, io);
    if (auto const* vendor = given.value("vendor")) return from_vendor(*vendor, registry, given, io);
    auto const* local = given.value("local");
    return from_quadrant(local == nullptr ? "aai" : *local, given, io);
}

}  // namespace

namespace {

constexpr option_row rows[] = {
    {.name = "oui",
     .value = "PREFIX",
     .conflicts = "vendor local",
     .summary = translatable("in this block, of any length")},
    {.name = "vendor",
     .value = "WORDS",
     .conflicts = "local",
     .summary = translatable("in the blocks of owners that have these words in their name")},
    {.name = "local",
     .value = "QUADRANT",
     .choices = "aai eli sai",
     .summary = translatable("local ones: aai (the default), eli or sai")},
    {.name = "count",
     .letter = 'n',
     .value = "N",
     .summary = translatable("that many, one a line; 1 by default")},
};
constexpr option_group groups[] = {{nullptr, rows}, {nullptr, format_rows}, {nullptr, registry_rows}};

}  // namespace

constinit option_table const random_options = groups;

exit_status random(arguments const& given, streams io)
{
    if (!given.operands().empty())
        return complain_usage(given.title(), io,
                              substitute(tr("'{0}' is too much; a block is given with --oui"),
                                         {terminal::harmless(given.operands().front())}));
    auto const n = chosen_notation(given);
    std::uint64_t count = 1;
    if (auto const* text = given.value("count")) {
        auto const read = read_number(*text, 1, most_addresses);
        if (!read) return complain(given.title(), io, *text, read.error());
        count = *read;
    }
    auto const registry = open_registry(given, io);
    if (!registry) return failure;
    auto const chosen = choose(given, *registry, io);
    if (chosen.blocks.empty()) return chosen.status;

    constexpr int most_tries = 1000;
    bool const is_local = !given.has("oui") && !given.has("vendor");
    mac::random_source source(chosen.blocks);
    for (std::uint64_t i = 0; i < count && !given.quiet(); ++i) {
        auto drawn = source.draw();
        // A local address belongs to nobody: not to the old OUIs that have the U/L bit set, nor to a CID.
        for (int tries = 0; drawn && is_local && registry->find(*drawn).kind && tries < most_tries; ++tries)
            drawn = source.draw();
        if (!drawn) return complain(given.title(), io, message(drawn.error()));
        if (given.json())
            render::append_json_line(io.out.pending(), to_json(make_profile(*drawn, *registry), n));
        else {
            io.out << n.text_of(*drawn);
            io.out.pending().push_back('\n');
        }
        if (!io.out.settle()) break;
    }
    return success;
}

}  // namespace netbasics::tools::mac_verbs
