#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "report.hpp"

#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace netbasics::tools::mac_verbs {
namespace {

using registry::owned_block;

/// A block's digits in the notation; `int` would lose its length.
std::string block_text(mac::prefix block, notation_style const& style)
{
    return style.notation == mac::notation::integer ? style.in_case(mac::to_string(block))
                                                    : style.text_of(block);
}

struct owner_count {
    std::string_view owner;
    std::size_t blocks;
};

/// The owner of most blocks first.
std::vector<owner_count> count_owners(std::vector<owned_block> const& found)
{
    std::map<std::string_view, std::size_t> counts;
    for (auto const& row : found) ++counts[row.owner];
    std::vector<owner_count> owners;
    for (auto const& [owner, blocks] : counts) owners.push_back({owner, blocks});
    std::stable_sort(owners.begin(), owners.end(),
                     [](owner_count const& a, owner_count const& b) { return a.blocks > b.blocks; });
    return owners;
}

void append_blocks(std::string& out, std::vector<owned_block> const& found, notation_style const& n,
                   bool json)
{
    for (auto const& row : found) {
        if (json)
            render::append_json_line(out, {{"block", mac::to_string(row.block)},
                                           {"registry", registry::to_string(row.kind)},
                                           {"vendor", row.owner}});
        else
            out.append(block_text(row.block, n))
                .append("\t")
                .append(registry::to_string(row.kind))
                .append("\t")
                .append(terminal::harmless(row.owner))
                .append("\n");
    }
}

void append_owners_with_counts(std::string& out, std::vector<owner_count> const& owners, bool json)
{
    for (auto const& [owner, blocks] : owners) {
        if (json)
            render::append_json_line(out, {{"vendor", owner}, {"blocks", blocks}});
        else
            out.append(std::to_string(blocks)).append("\t").append(terminal::harmless(owner)).append("\n");
    }
}

}  // namespace

std::vector<std::string> words_of(std::vector<std::string> const& texts)
{
    std::vector<std::string> words;
    for (auto const& text : texts) {
        std::istringstream in(text);
        for (std::string word; in >> word;) words.push_back(word);
    }
    return words;
}

namespace {

constexpr option_row rows[] = {
    {.name = "short",
     .conflicts = "format",
     .summary = translatable("each owner once, with the number of its blocks")},
};
constexpr option_group groups[] = {{nullptr, rows}, {nullptr, format_rows}, {nullptr, registry_rows}};

}  // namespace

constinit option_table const find_options = groups;

exit_status find(arguments const& given, streams io)
{
    auto const words = words_of(given.operands());
    if (words.empty()) return complain_usage(given.title(), io, tr("a word of the owner's name is missing"));
    auto const n = chosen_notation(given);
    auto const registry = open_registry(given, io);
    if (!registry) return failure;

    auto const found = registry->find_owner(words);
    if (found.empty()) return no;
    if (given.quiet()) return success;
    auto& out = io.out.pending();
    auto const owners = count_owners(found);
    if (given.has("short"))
        append_owners_with_counts(out, owners, given.json());
    else
        append_blocks(out, found, n, given.json());
    if (!given.json() && terminal::is_terminal(io.out.descriptor()))
        out.append(substitute(tr("{0} of {1}\n"), {tr_count("{0} block", "{0} blocks", found.size()),
                                                   tr_count("{0} owner", "{0} owners", owners.size())}));
    return success;
}

}  // namespace netbasics::tools::mac_verbs
