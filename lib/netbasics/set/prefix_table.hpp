#ifndef NETBASICS_SET_PREFIX_TABLE_HPP
#define NETBASICS_SET_PREFIX_TABLE_HPP

#include "netbasics/set/prefix_map.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::set {

/// A prefix_map with a text for each range.
class prefix_table {
public:
    /// Where the narrowest range that holds an address stands.
    struct place {
        ip::family family = ip::family::v4;
        std::uint32_t position = basic_prefix_map<ip::address_v4>::none;

        explicit operator bool() const noexcept { return position != basic_prefix_map<ip::address_v4>::none; }
    };

    /// False where no range holds `a`. Many look-ups in a row, before the first `tell()`, wait for memory
    /// side by side.
    place find(ip::address a) const noexcept
    {
        return {a.family(), a.is_v4() ? map_.v4.find(a.v4()) : map_.v6.find(a.v6())};
    }

    /// Calls `f(label)`, empty where the table has none, for the rows of the range at a place that was found, in the order of the table.
    template <class F>
    void tell(place at, F&& f) const
    {
        auto const each = [&](auto entries) {
            for (auto const& e : entries) f(label(e.value));
        };
        if (at.family == ip::family::v4)
            each(map_.v4.at(at.position));
        else
            each(map_.v6.at(at.position));
    }

    /// The range at a place that was found.
    ip::address_range range(place at) const noexcept
    {
        auto const of = [&](auto const& e) {
            return *ip::address_range::from_ends(ip::address::from_uint(e.first, at.family),
                                                 ip::address::from_uint(e.last, at.family));
        };
        return at.family == ip::family::v4 ? of(map_.v4.at(at.position)[0]) : of(map_.v6.at(at.position)[0]);
    }

    bool has(ip::family f) const noexcept { return f == ip::family::v4 ? !map_.v4.empty() : !map_.v6.empty(); }

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
    void add(ip::address_range const& r, std::string_view label);

    prefix_table build() &&;

private:
    prefix_table table_;
    std::vector<prefix_entry<ip::address_v4>> v4_;
    std::vector<prefix_entry<ip::address_v6>> v6_;
};

}  // namespace netbasics::set

#endif
