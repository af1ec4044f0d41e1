#include "netbasics/set/prefix_table.hpp"

#include <type_traits>

namespace netbasics::set {
void prefix_table_builder::add(ip::address_range const& r, std::string_view label)
{
    auto const row = static_cast<std::uint32_t>(table_.ends_.size() - 1);
    table_.labels_.append(label);
    table_.ends_.push_back(table_.labels_.size());
    auto const take = [&](auto prefix) {
        if constexpr (std::is_same_v<decltype(prefix), ip::prefix_v4>)
            v4_.push_back({prefix, row});
        else
            v6_.push_back({prefix, row});
    };
    ip::for_each_prefix(r, take);
}

prefix_table prefix_table_builder::build() &&
{
    table_.map_.v4 = basic_prefix_map<ip::address_v4>(std::move(v4_));
    table_.map_.v6 = basic_prefix_map<ip::address_v6>(std::move(v6_));
    return std::move(table_);
}

}  // namespace netbasics::set
