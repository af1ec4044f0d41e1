#ifndef NETBASICS_SET_PREFIX_TABLE_HPP
#define NETBASICS_SET_PREFIX_TABLE_HPP

#include "netbasics/set/prefix_map.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::set {

/// A prefix_map with a text for each prefix.
class prefix_table {
public:
    struct match {
        ip::prefix prefix;
        std::string_view label;  ///< empty where the table has none
    };

    /// The rows of the longest prefix that holds `a`, in the order of the table.
    template <class F>
    bool find(ip::address a, F&& f) const
    {
        return a.is_v4() ? tell(map_.v4.find(a.v4()), f) : tell(map_.v6.find(a.v6()), f);
    }

    bool has_v6() const noexcept { return !map_.v6.empty(); }

private:
    friend class prefix_table_builder;

    template <class Entries, class F>
    bool tell(Entries entries, F&& f) const
    {
        for (auto const& e : entries) f(match{ip::prefix(e.prefix), label(e.value)});
        return !entries.empty();
    }

    std::string_view label(std::uint32_t row) const noexcept
    {
        return std::string_view(labels_).substr(ends_[row], ends_[row + 1] - ends_[row]);
    }

    prefix_map map_;
    std::string labels_;
    std::vector<std::size_t> ends_{
        0};  ///< where the label of each row ends; the first entry is where row 0 begins
};

/// Gathers rows in any order.
class prefix_table_builder {
public:
    /// A range is the fewest prefixes for it, each with the label.
    void add(ip::address_range const& r, std::string_view label);

    prefix_table build() &&;

private:
    prefix_table table_;
    std::vector<prefix_entry<ip::address_v4>> v4_;
    std::vector<prefix_entry<ip::address_v6>> v6_;
};

}  // namespace netbasics::set

#endif
