#include "mac/kind.hpp"
#include "mac/registry_option.hpp"
#include "mac/verbs.hpp"

#include "report.hpp"

#include "netbasics/host/neighbors.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace netbasics::tools::mac_verbs {
namespace {

using host::neighbor;

/// What an operand asks for: a neighbour's IP address, its MAC address, or those with a prefix.
using question = std::variant<ip::scoped_address, mac::prefix>;

result<question> read_question(std::string const& text)
{
    if (auto const address = ip::scoped_address_from_string(text)) return question(*address);
    auto const any = mac::read(text);
    if (!any) {
        bool const ip_like =
            text.find("::") != text.npos || text.find_first_not_of("0123456789.") == text.npos;
        return ip_like ? ip::scoped_address_from_string(text).error() : any.error();
    }
    if (auto const* whole = std::get_if<mac::eui48>(&*any)) return question(mac::prefix(*whole, 48));
    if (auto const* block = std::get_if<mac::prefix>(&*any)) return question(*block);
    error e(errc::mac_octet_count, 0, text.size());
    e.found = 8;
    return e;
}

bool answers(neighbor const& n, question const& q)
{
    if (auto const* wanted = std::get_if<ip::scoped_address>(&q))
        return n.address == wanted->address && (wanted->zone.empty() || wanted->zone == n.interface ||
                                                wanted->zone == std::to_string(n.interface_index));
    return n.mac && std::get<mac::prefix>(q).contains(*n.mac);
}

/// A row as it is shown: IP address, MAC address, owner, kind, interface, state.
using shown_row = std::array<std::string, 6>;

shown_row show(neighbor const& n, registry::oui_registry const& registry, notation_style const& style)
{
    shown_row row{ip::to_string(n.address),       "-", "-", "-", terminal::harmless(n.interface),
                  std::string(to_string(n.state))};
    if (n.mac) {
        auto const p = make_profile(*n.mac, registry);
        row[1] = style.text_of(*n.mac);
        row[2].clear();
        append_owners(row[2], p.match);
        row[2] = terminal::harmless(row[2]);
        row[3].clear();
        append_kind(row[3], p);
    }
    return row;
}

boost::json::object to_json(neighbor const& n, registry::oui_registry const& registry,
                            notation_style const& style)
{
    boost::json::object object{{"address", ip::to_string(n.address)},
                               {"mac", nullptr},
                               {"registry", nullptr},
                               {"vendor", nullptr},
                               {"special", nullptr},
                               {"randomised", nullptr},
                               {"interface", text::to_valid_utf8(n.interface)},
                               {"state", to_string(n.state)},
                               {"router", n.is_router}};
    if (!n.mac) return object;
    auto const known = to_json(make_profile(*n.mac, registry), style);
    object["mac"] = known.at("address");
    for (auto const* key : {"registry", "vendor", "special", "randomised"}) object[key] = known.at(key);
    return object;
}

/// Columns side by side, two blanks between them.
void append_table(std::string& out, std::vector<shown_row> const& rows)
{
    std::array<std::size_t, std::tuple_size_v<shown_row>> widths{};
    for (auto const& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], text::display_width(row[i]));
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out.append(row[i]);
            if (i + 1 < row.size()) out.append(widths[i] - text::display_width(row[i]) + 2, ' ');
        }
        out.push_back('\n');
    }
}

}  // namespace

namespace {
constexpr option_group groups[] = {{nullptr, format_rows}, {nullptr, registry_rows}};
}

constinit option_table const neighbors_options = groups;

exit_status neighbors(arguments const& given, streams io)
{
    auto const n = chosen_notation(given);
    std::vector<question> questions;
    for (auto const& text : given.operands()) {
        auto const q = read_question(text);
        if (!q) return complain(given.title(), io, text, q.error());
        questions.push_back(*q);
    }
    auto const registry = open_registry(given, io);
    if (!registry) return failure;
    auto table = host::read_neighbors();
    if (!table) return complain(given.title(), io, message(table.error()));
    std::stable_sort(table->begin(), table->end(), [](neighbor const& a, neighbor const& b) {
        return std::tie(a.address, a.interface) < std::tie(b.address, b.interface);
    });

    std::vector<shown_row> rows;
    std::vector<bool> answered(questions.size());
    bool any = false;
    for (auto const& row : *table) {
        // What needs no resolution (groups, the loopback) is told when it is asked for.
        bool wanted = questions.empty() && row.state != host::neighbor_state::noarp;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (!answers(row, questions[i])) continue;
            wanted = true;
            answered[i] = true;
        }
        if (!wanted) continue;
        any = true;
        if (given.json() && !given.quiet())
            render::append_json_line(io.out.pending(), to_json(row, *registry, n));
        else
            rows.push_back(show(row, *registry, n));
    }
    if (given.quiet()) return any ? success : no;
    append_table(io.out.pending(), rows);
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (!answered[i])
            complain(
                given.title(), io,
                substitute(tr("'{0}': no entry in this machine's neighbour table; it holds whom this machine "
                              "has spoken with lately"),
                           {terminal::harmless(given.operands()[i])}));
    if (questions.empty() && !any) complain(given.title(), io, tr("this machine's neighbour table is empty"));
    return any ? success : no;
}

}  // namespace netbasics::tools::mac_verbs
