#include "netbasics/set/prefix_table.hpp"

namespace netbasics::set {
void prefix_table_builder::add(ip::address_range const& r, std::string_view label)
{
    auto const row = static_cast<std::uint32_t>(table_.ends_.size() - 1);
    table_.labels_.append(label);
    table_.ends_.push_back(table_.labels_.size());
    if (r.family() == ip::family::v4)
        v4_.emplace_back(r.first().v4().to_uint(), r.last().v4().to_uint(), row);
    else
        v6_.emplace_back(r.first().to_uint(), r.last().to_uint(), row);
}

prefix_table prefix_table_builder::build() &&
{
    table_.map_.v4 = basic_prefix_map<ip::address_v4>(std::move(v4_));
    table_.map_.v6 = basic_prefix_map<ip::address_v6>(std::move(v6_));
    return std::move(table_);
}

}  // namespace netbasics::set
