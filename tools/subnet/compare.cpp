#include "subnet/one_or_many.hpp"

#include "subnet/explain.hpp"

#include "netbasics/render/field_list.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

/// Whether `a` sends to `b` directly: the mask AND of both, with the mask of `a`, is the same.
bool takes_for_local(host const& a, host const& b) { return a.prefix().contains(b.address()); }

bool have_masks(std::vector<host> const& hosts) { return hosts.front().length.has_value(); }

bool have_one_mask(std::vector<host> const& hosts)
{
    return std::all_of(hosts.begin(), hosts.end(),
                       [&](host const& h) { return h.length == hosts.front().length; });
}

bool in_one_subnet(std::vector<host> const& hosts)
{
    return std::all_of(hosts.begin(), hosts.end(), [&](host const& a) {
        return std::all_of(hosts.begin(), hosts.end(), [&](host const& b) { return takes_for_local(a, b); });
    });
}

/// The longest prefix that holds every host; with masks of their own, every host's whole prefix.
ip::prefix shared_prefix(std::vector<host> const& hosts)
{
    auto shared = ip::prefix(hosts.front().address(), hosts.front().address().bits());
    unsigned length = shared.length();
    for (auto const& h : hosts) {
        length = std::min(length, ip::common_prefix(shared.network(), h.address()).length());
        if (h.own_length) length = std::min(length, *h.length);
    }
    return {shared.network(), length};
}

std::string name_of(host const& h) { return terminal::harmless(to_string(h.scoped)); }

/// "A", "A and B", "A, B and C".
std::string names_of(std::vector<host> const& hosts)
{
    std::string text = name_of(hosts.front());
    for (std::size_t i = 1; i < hosts.size(); ++i)
        text =
            substitute(i + 1 == hosts.size() ? tr("{0} and {1}") : tr("{0}, {1}"), {text, name_of(hosts[i])});
    return text;
}

json::object to_json(std::vector<host> const& hosts)
{
    json::array rows;
    bool const masks = have_masks(hosts);
    for (auto const& h : hosts) {
        json::object row{{"address", to_string(h.scoped)}};
        row["prefix_length"] = masks ? json::value(*h.length) : json::value(nullptr);
        row["netmask"] = masks ? json::value(to_string(h.prefix().netmask())) : json::value(nullptr);
        row["network"] = masks ? json::value(to_string(h.prefix().network())) : json::value(nullptr);
        json::array view;
        for (auto const& other : hosts) {
            if (&other == &h || !masks) continue;
            view.push_back(
                json::object{{"address", to_string(other.scoped)}, {"local", takes_for_local(h, other)}});
        }
        row["view"] = std::move(view);
        rows.push_back(std::move(row));
    }
    return {{"same", masks ? json::value(in_one_subnet(hosts)) : json::value(nullptr)},
            {"hosts", std::move(rows)},
            {"common_prefix", to_string(shared_prefix(hosts))}};
}

void append_and(std::string& out, host const& h, bool color)
{
    auto const p = h.prefix();
    std::string const names[] = {tr("address"), tr("netmask"), tr("AND")};
    ip::address const values[] = {h.address(), p.netmask(), p.network()};
    std::size_t widest = 0;
    for (auto const& value : values) widest = std::max(widest, to_string(value).size());
    render::field_list list;
    for (int i = 0; i < 3; ++i) {
        auto text = to_string(values[i]);
        text.append(widest + 2 - text.size(), ' ').append(painted_bits(values[i], p.length(), color));
        list.add(names[i], text);
    }
    list.append_to(out, color, 2);
    out.push_back('\n');
}

void append_verdict(std::string& out, std::vector<host> const& hosts, bool same, bool color)
{
    auto const names = names_of(hosts);
    if (same) {
        auto const subnet = to_string(hosts.front().prefix());
        out.append(render::paint(tr("same"), terminal::style::good, color)).append(": ");
        out.append(have_one_mask(hosts) ? substitute(tr("{0} are in one subnet, {1}"), {names, subnet})
                                        : substitute(tr("{0} take each other for local"), {names}));
    } else {
        out.append(render::paint(tr("different"), terminal::style::bad, color)).append(": ");
        out.append(have_one_mask(hosts) ? substitute(tr("{0} are in different subnets"), {names})
                                        : substitute(tr("{0} do not take each other for local"), {names}));
    }
    out.push_back('\n');
}

/// Which other hosts each one takes for local: told where masks differ.
void append_views(std::string& out, std::vector<host> const& hosts)
{
    for (auto const& a : hosts) {
        for (auto const& b : hosts) {
            if (&a == &b) continue;
            auto const* pattern = takes_for_local(a, b)
                                      ? tr("{0} takes {1} for local and sends to it directly")
                                      : tr("{0} sends to its gateway for {1}");
            out.append("  ").append(substitute(pattern, {name_of(a), name_of(b)})).append("\n");
        }
    }
}

}  // namespace

exit_status compare(std::vector<host> const& hosts, arguments const& given, streams io)
{
    bool const masks = have_masks(hosts);
    bool const same = masks && in_one_subnet(hosts);
    exit_status const status = same || !masks ? success : no;
    if (given.quiet()) return status;
    auto& out = io.out.pending();
    if (given.json()) {
        render::append_json_line(out, to_json(hosts));
        return status;
    }
    bool const color = terminal::wants_color(io.out.descriptor(), given.color());
    if (!masks) {
        auto const shared = shared_prefix(hosts);
        if (given.explain())
            show(explain_shared_prefix(hosts, shared), io.out);
        else
            for (auto const& h : hosts)
                out.append("  ")
                    .append(painted_bits(h.address(), shared.length(), color))
                    .append("  ")
                    .append(name_of(h))
                    .append("\n");
        out.append(substitute(tr("{0} is the longest prefix that {1} share"),
                              {to_string(shared), names_of(hosts)}))
            .append("\n");
        return status;
    }
    if (given.explain())
        show(explain_comparison(hosts), io.out);
    else
        for (auto const& h : hosts) append_and(out, h, color);
    if (given.explain()) out.push_back('\n');
    append_verdict(out, hosts, same, color);
    if (!have_one_mask(hosts) && !given.explain()) append_views(out, hosts);
    return status;
}

}  // namespace netbasics::tools
