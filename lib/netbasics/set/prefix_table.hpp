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

    /// Where the longest prefix that holds an address stands.
    struct place {
        ip::family family = ip::family::v4;
        std::uint32_t position = basic_prefix_map<ip::address_v4>::none;

        explicit operator bool() const noexcept { return position != basic_prefix_map<ip::address_v4>::none; }
    };

    /// False where no prefix holds `a`. Many look-ups in a row, before the first `tell()`, wait for memory
    /// side by side.
    place find(ip::address a) const noexcept
    {
        return {a.family(), a.is_v4() ? map_.v4.find(a.v4()) : map_.v6.find(a.v6())};
    }

    /// Calls `f(match)` for the rows of the prefix at a place that was found, in the order of the table.
    template <class F>
    void tell(place at, F&& f) const
    {
        auto const each = [&](auto entries) {
            for (auto const& e : entries) f(match{ip::prefix(e.prefix), label(e.value)});
        };
        if (at.family == ip::family::v4)
            each(map_.v4.at(at.position));
        else
            each(map_.v6.at(at.position));
    }

    bool has_v6() const noexcept { return !map_.v6.empty(); }

private:
    friend class prefix_table_builder;

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
