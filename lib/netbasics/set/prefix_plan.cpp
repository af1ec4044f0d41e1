#include "netbasics/set/prefix_plan.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace netbasics::set {

namespace {

/// Addresses less one.
ip::uint128 extent(ip::prefix p) noexcept { return p.last().to_uint() - p.network().to_uint(); }

}  // namespace

subnets::subnets(ip::prefix whole, unsigned length) noexcept
    : at_(whole.network().to_uint()), family_(whole.family()), length_(length)
{
    unsigned const host_bits = ip::bits_of(family_) - length;
    step_ = host_bits == ip::address_v6::bits ? ip::uint128{0} : ip::uint128{1} << host_bits;
    last_ = step_ == 0 ? at_ : whole.last().to_uint() - (step_ - 1);
}

bool subnets::next() noexcept
{
    if (at_ == last_) return false;
    at_ += step_;
    return true;
}

bool subnets::skip(std::uint64_t steps) noexcept
{
    if (steps == 0) return true;
    if (step_ == 0 || (last_ - at_) / step_ < steps) return false;
    at_ += steps * step_;
    return true;
}

std::string subnets::count() const
{
    if (step_ == 0) return "1";
    ip::uint128 const behind = (last_ - at_) / step_;
    return behind == ~ip::uint128{0} ? ip::address_count(ip::prefix(ip::address_v6{}, 0))
                                     : ip::to_decimal(behind + 1);
}

result<even_parts> even_parts_of(ip::prefix whole, std::uint64_t count) noexcept
{
    if (count - 1 > extent(whole)) {
        error e(errc::too_many_parts);
        e.found = count;
        e.limit = static_cast<std::uint64_t>(extent(whole)) + 1;  // fewer than a 64-bit count
        return e;
    }
    auto const halvings = static_cast<unsigned>(std::bit_width(count)) - 1;
    std::uint64_t const halved = count - (std::uint64_t{1} << halvings);
    even_parts parts;
    parts.larger = (std::uint64_t{1} << halvings) - halved;
    parts.larger_length = whole.length() + halvings;
    parts.smaller = 2 * halved;
    return parts;
}

unsigned host_bits_for(std::uint64_t hosts, ip::family f) noexcept
{
    ip::uint128 const addresses = ip::uint128{hosts} + (f == ip::family::v4 ? 2 : 1);
    return ip::address_v6::bits - ip::leading_zeros(addresses - 1);
}

placement place_hosts(ip::prefix whole, std::span<std::uint64_t const> hosts)
{
    std::vector<std::size_t> order(hosts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return hosts[a] > hosts[b]; });

    placement made;
    made.places.resize(hosts.size());
    ip::uint128 used = 0;
    for (auto const i : order) {
        unsigned const bits = host_bits_for(hosts[i], whole.family());
        if (bits <= ip::bits_of(whole.family())) {
            auto const at = ip::address::from_uint(whole.network().to_uint() + used, whole.family());
            made.places[i] = ip::prefix(at, ip::bits_of(whole.family()) - bits);
        }
        used += ip::uint128{1} << bits;  // blocks never grow, so each begins where one of its size may begin
    }
    made.needed = ip::to_decimal(used);
    if (used != 0 && used - 1 > extent(whole)) {
        made.missing = ip::to_decimal(used - 1 - extent(whole));
        made.places.clear();
    }
    return made;
}

}  // namespace netbasics::set
