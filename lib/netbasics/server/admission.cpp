#include "netbasics/server/admission.hpp"

#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::server {
namespace {

constexpr std::size_t most_remembered = 10'000;  ///< prefixes

/// An IPv4 caller of a socket for both families comes as ::ffff:a.b.c.d.
ip::address plain(asio::ip::address const& from)
{
    if (from.is_v4()) return ip::address_v4::from_uint(from.to_v4().to_uint());
    ip::uint128 value = 0;
    for (auto const byte : from.to_v6().to_bytes()) value = value << 8 | byte;
    auto const v6 = ip::address_v6::from_uint(value);
    return from.to_v6().is_v4_mapped()
               ? ip::address(ip::address_v4::from_uint(static_cast<std::uint32_t>(value)))
               : ip::address(v6);
}

}  // namespace

ip::prefix own_prefix(asio::ip::address const& from)
{
    constexpr unsigned v6_length = 64;
    auto const address = plain(from);
    return {address, address.is_v4() ? 32 : v6_length};
}

bool admission::take_token(callers& of, clock::time_point now) const
{
    auto const most = static_cast<double>(limits_.per_address);
    auto const a_second = std::max(1.0, most / 8);
    if (of.refilled == clock::time_point())
        of.tokens = most;
    else
        of.tokens =
            std::min(most, of.tokens + std::chrono::duration<double>(now - of.refilled).count() * a_second);
    of.refilled = now;
    if (of.tokens < 1) return false;
    of.tokens -= 1;
    return true;
}

/// Those whose tokens are back.
void admission::forget_absent(clock::time_point now)
{
    std::erase_if(callers_, [&](auto const& one) {
        return one.second.here == 0 && now - one.second.refilled > std::chrono::seconds(10);
    });
}

std::optional<refusal> admission::at_door(asio::ip::address const& from, clock::time_point now)
{
    if (is_banned(from)) return refusal{"banned-here"};
    if (limits_.members != 0 && members_ >= limits_.members) return at_entry();
    if (limits_.per_address == 0) return std::nullopt;
    if (callers_.size() >= most_remembered) forget_absent(now);
    auto& of = callers_[own_prefix(from)];
    if (of.here >= limits_.per_address) return refusal{"full-address", {std::to_string(of.here)}};
    if (limits_.waiting != 0 && of.waiting >= std::max<std::size_t>(1, limits_.waiting / 2))
        return refusal{"too-many-waiting", {std::to_string(of.waiting)}};
    if (!take_token(of, now)) return refusal{"too-many-calls"};
    return std::nullopt;
}

std::optional<refusal> admission::at_entry() const
{
    if (limits_.members == 0 || members_ < limits_.members) return std::nullopt;
    return refusal{"full", {std::to_string(members_)}};
}

void admission::take(seat& has, seat wanted, asio::ip::address const& from)
{
    auto const count = [&](seat which, bool more) {
        auto const step = [more](std::size_t& n) { more ? ++n : --n; };
        if (which == seat::refusal) step(refusals_);
        if (which == seat::member) step(members_);
        if (which == seat::waiting) step(waiting_);
        if (which != seat::member && which != seat::waiting) return;
        auto& of = callers_[own_prefix(from)];
        step(of.here);
        if (which == seat::waiting) step(of.waiting);
        if (of.here == 0 && limits_.per_address == 0) callers_.erase(own_prefix(from));
    };
    count(has, false);
    count(wanted, true);
    has = wanted;
}

void admission::ban(ip::prefix const& where)
{
    if (std::find(bans_.begin(), bans_.end(), where) == bans_.end()) bans_.push_back(where);
}

bool admission::unban(ip::prefix const& where) { return std::erase(bans_, where) > 0; }

bool admission::is_banned(asio::ip::address const& from) const
{
    auto const address = plain(from);
    return std::any_of(bans_.begin(), bans_.end(), [&](auto const& p) { return p.contains(address); });
}

void refusal_log::note(std::string const& line, clock::time_point now)
{
    settle(now);
    if (written_ == most_a_second) {
        ++left_out_;
        return;
    }
    ++written_;
    write_(line);
}

void refusal_log::settle(clock::time_point now)
{
    if (now - second_ < std::chrono::seconds(1)) return;
    second_ = now;
    written_ = 0;
    if (auto const count = std::exchange(left_out_, 0); count > 0)
        write_(tr_count("{0} more caller was turned away", "{0} more callers were turned away", count));
}

}  // namespace netbasics::server
