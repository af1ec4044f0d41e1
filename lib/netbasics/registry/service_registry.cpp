#include "netbasics/registry/service_registry.hpp"

#include "netbasics/text/ascii.hpp"

#include <algorithm>
#include <ranges>

namespace netbasics::registry {
namespace {

#include "service_tables.inc"

constexpr std::size_t customary_begin = single_count + range_count;

std::string_view text_at(char const* pool, std::uint32_t const* offsets, std::size_t number) noexcept
{
    return {pool + offsets[number], offsets[number + 1] - offsets[number]};
}

std::string_view indexed_name(std::size_t number) noexcept
{
    auto const names =
        text_at(names_text, names_offsets, row_names[name_row[number]]).substr(name_offset[number]);
    return names.substr(0, names.find(','));
}

std::size_t key_of(std::size_t row) noexcept { return row_first[row] * 4u + row_protocol[row]; }

/// The row of a single port in [begin, end), which is sorted; `end` where there is none.
std::size_t find_row(std::size_t begin, std::size_t end, std::uint16_t port, ip::protocol protocol) noexcept
{
    auto const wanted = port * 4u + static_cast<unsigned>(protocol);
    auto const rows = std::views::iota(begin, end);
    auto const found = std::ranges::lower_bound(rows, wanted, {}, key_of);
    return found != rows.end() && key_of(*found) == wanted ? *found : end;
}

std::vector<service> find_named(std::string_view name, bool customary)
{
    auto const before = [](std::string_view a, std::string_view b) {
        return text::compare_case_blind(a, b) < 0;
    };
    auto const [first, last] =
        std::ranges::equal_range(std::views::iota(std::size_t{0}, name_count), name, before, indexed_name);
    std::vector<service> found;
    for (auto number = first; number != last; ++number) {
        auto const row = service_at(name_row[*number]);
        if (row.is_customary() == customary) found.push_back(row);
    }
    return found;
}

}  // namespace

std::string_view to_string(port_class c) noexcept
{
    switch (c) {
    case port_class::system:
        return "system";
    case port_class::user:
        return "user";
    case port_class::dynamic:
        return "dynamic";
    }
    return {};
}

std::string_view to_string(port_status s) noexcept
{
    switch (s) {
    case port_status::unassigned:
        return "unassigned";
    case port_status::assigned:
        return "assigned";
    case port_status::reserved:
        return "reserved";
    case port_status::withdrawn:
        return "withdrawn";
    case port_status::dynamic:
        return "dynamic";
    }
    return {};
}

std::vector<std::string_view> service::aliases() const
{
    std::vector<std::string_view> all;
    for (auto rest = names; rest.find(',') != rest.npos;) {
        rest.remove_prefix(rest.find(',') + 1);
        all.push_back(rest.substr(0, rest.find(',')));
    }
    return all;
}

std::optional<service> find_service(std::uint16_t port, ip::protocol protocol) noexcept
{
    auto const row = find_row(0, single_count, port, protocol);
    if (row != single_count) return service_at(row);
    for (auto range = single_count; range != customary_begin; ++range) {
        auto const found = service_at(range);
        if (found.protocol == protocol && found.first_port <= port && port <= found.last_port) return found;
    }
    return std::nullopt;
}

port_status status_of(std::uint16_t port, ip::protocol protocol) noexcept
{
    auto const row = find_service(port, protocol);
    if (row) return row->status;
    return class_of(port) == port_class::dynamic ? port_status::dynamic : port_status::unassigned;
}

std::vector<service> find_services(std::string_view name) { return find_named(name, false); }

std::vector<service> find_customary_services(std::string_view name) { return find_named(name, true); }

std::vector<service> find_customary_services(std::uint16_t port, ip::protocol protocol)
{
    auto const wanted = port * 4u + static_cast<unsigned>(protocol);
    std::vector<service> found;
    for (auto const row :
         std::ranges::equal_range(std::views::iota(customary_begin, row_count), wanted, {}, key_of))
        found.push_back(service_at(row));
    return found;
}

std::size_t service_count() noexcept { return row_count; }

service service_at(std::size_t number) noexcept
{
    return {row_first[number],
            row_last[number],
            static_cast<ip::protocol>(row_protocol[number]),
            static_cast<port_status>(row_status[number]),
            text_at(names_text, names_offsets, row_names[number]),
            text_at(descriptions_text, descriptions_offsets, row_description[number]),
            number < customary_begin ? std::string_view()
                                     : text_at(customary_sources_text, customary_sources_offsets,
                                               customary_source[number - customary_begin])};
}

std::string_view service_sources() noexcept { return sources_text; }

std::string_view service_registry_date() noexcept
{
    std::string_view const line = sources_text;
    return line.substr(line.find('(') + 1, std::string_view("YYYY-MM-DD").size());
}

std::size_t registered_name_count() noexcept { return registered_names; }

}  // namespace netbasics::registry
