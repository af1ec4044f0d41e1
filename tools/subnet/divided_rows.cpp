#include "subnet/explain.hpp"

#include "netbasics/ip/divided_text.hpp"
#include "netbasics/terminal/capability.hpp"
#include "netbasics/text/utf8.hpp"

namespace netbasics::tools {

void divided_rows::add(std::string label, ip::address a, std::string note)
{
    rows_.push_back({std::move(label), a, 0, std::move(note)});
}

void divided_rows::point_at(unsigned bit, std::string note)
{
    rows_.push_back({std::move(note), std::nullopt, bit});
}

std::string divided_rows::text() const
{
    std::size_t widest_label = 0;
    std::size_t widest_address = 0;
    for (auto const& r : rows_) {
        if (!r.address) continue;
        widest_label = std::max(widest_label, text::display_width(r.label));
        if (family_ == ip::family::v4)
            widest_address = std::max(widest_address, to_string(*r.address).size() + 2);
    }
    std::string out;
    for (auto const& r : rows_) {
        if (!r.address) {
            auto const column = widest_label + 2 + widest_address + divided_column(family_, length_, r.bit);
            out.append(column, ' ').append("^ ").append(r.label).append("\n");
            continue;
        }
        out.append(r.label).append(widest_label + 2 - text::display_width(r.label), ' ');
        if (family_ == ip::family::v4) {
            auto const address = to_string(*r.address);
            out.append(address).append(widest_address - address.size(), ' ');
        }
        out.append(ip::to_divided_string(*r.address, length_));
        if (!r.note.empty()) out.append("  ").append(r.note);
        out.push_back('\n');
    }
    return out;
}

std::string sum_of_powers(unsigned number)
{
    std::string out;
    for (unsigned power = 1u << 31; power != 0; power >>= 1) {
        if ((number & power) == 0) continue;
        if (!out.empty()) out.append(" + ");
        out.append(std::to_string(power));
    }
    return out.empty() ? "0" : out;
}

void show(render::explanation const& working, io::block_writer& out)
{
    auto const columns = terminal::columns(out.descriptor());
    working.append_to(out.pending(), columns);
}

}  // namespace netbasics::tools
