#include "portinfo/port_search.hpp"

#include "netbasics/registry/service_registry.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/random.h>

namespace netbasics::tools {
namespace {

using ports = std::vector<std::uint16_t>;

bool is_unregistered(std::uint16_t port)
{
    return std::all_of(std::begin(ip::all_protocols), std::end(ip::all_protocols), [&](auto protocol) {
        auto const status = registry::status_of(port, protocol);
        return status == registry::port_status::unassigned || status == registry::port_status::dynamic;
    });
}

bool holds(std::vector<host::port_range> const& ranges, std::uint16_t port)
{
    return std::any_of(ranges.begin(), ranges.end(), [=](host::port_range r) { return r.contains(port); });
}

/// The ports of a wish in ascending order, each once.
ports wished_ports(port_wish const& wish, host::port_policy const& policy)
{
    ports all;
    for (unsigned port = 1; port <= 65535; ++port) {
        auto const p = static_cast<std::uint16_t>(port);
        if (holds(wish.ports, p) && !holds(wish.excluded, p) && !policy.is_reserved(p)) all.push_back(p);
    }
    return all;
}

class search {
public:
    search(port_wish const& wish, random_below const& random) : wish_(wish), random_(random) {}

    port_search result() && { return std::move(result_); }

    bool is_over() const { return over_ || result_.found.size() >= wish_.count; }

    /// Tries each port, or the run that it begins, in random order; those that `later` is true for come last.
    template <class Later>
    void draw(ports from, Later later)
    {
        ports put_off;
        for (std::size_t done = 0; done < from.size() && !is_over(); ++done) {
            auto const place = done + random_(static_cast<std::uint32_t>(from.size() - done));
            std::swap(from[done], from[place]);
            if (later(from[done]))
                put_off.push_back(from[done]);
            else
                try_at(from[done]);
        }
        in_order(put_off);
    }

    void in_order(ports const& from)
    {
        for (auto const port : from)
            if (!is_over()) try_at(port);
    }

private:
    void try_at(std::uint16_t port)
    {
        if (wish_.consecutive)
            try_run(port);
        else
            try_port(port);
    }

    bool try_port(std::uint16_t port)
    {
        auto socket = host::open_server_socket(wish_.where, port, wish_.protocol);
        if (socket) {
            // A run is held until it is whole, so that its parts are free at the same time.
            bool const keep = wish_.keep_open || wish_.consecutive;
            result_.found.push_back({port, keep ? std::move(*socket) : io::unique_descriptor()});
            return true;
        }
        auto const code = socket.error().system.value();
        if (code == EADDRINUSE) {
            auto const known = std::find(result_.busy.begin(), result_.busy.end(), port);
            if (known == result_.busy.end()) result_.busy.push_back(port);
        } else {
            result_.refused = socket.error();
            over_ = code != EACCES;  // ports behind a privileged one may need none
        }
        return false;
    }

    void try_run(std::uint16_t first)
    {
        for (std::uint64_t i = 0; i < wish_.count; ++i) {
            if (try_port(static_cast<std::uint16_t>(first + i))) continue;
            result_.found.clear();
            return;
        }
        if (wish_.keep_open) return;
        for (auto& one : result_.found) one.socket = {};
    }

    port_wish const& wish_;
    random_below const& random_;
    port_search result_;
    bool over_ = false;
};

/// Of ascending ports, those that begin a run of `count`.
ports starts_of_runs(ports const& all, std::uint64_t count)
{
    ports starts;
    for (std::size_t i = 0; i + count <= all.size(); ++i)
        if (all[i + count - 1] == all[i] + count - 1) starts.push_back(all[i]);
    return starts;
}

}  // namespace

std::uint32_t random_number_below(std::uint32_t limit)
{
    // Numbers beyond the last whole multiple of the limit would favour the small ones.
    std::uint32_t const excess = (UINT32_MAX % limit + 1) % limit;
    for (;;) {
        std::uint32_t number = 0;
        if (::getrandom(&number, sizeof number, 0) != sizeof number) continue;
        if (number <= UINT32_MAX - excess) return number % limit;
    }
}

port_search search_ports(port_wish const& wish, host::port_policy const& policy, random_below const& random)
{
    search s(wish, random);
    auto const all = wished_ports(wish, policy);
    if (wish.preferred) {
        auto candidates = wish.consecutive ? starts_of_runs(all, wish.count) : all;
        std::erase_if(candidates, [&](auto port) { return port < *wish.preferred; });
        // The port that was named counts whatever the kernel does with it; the next one had better be quiet.
        std::stable_partition(candidates.begin(), candidates.end(), [&](auto port) {
            return port == *wish.preferred || !policy.ephemeral.contains(port);
        });
        s.in_order(candidates);
        return std::move(s).result();
    }
    ports quiet, handed_out;
    for (auto const port : all) (policy.ephemeral.contains(port) ? handed_out : quiet).push_back(port);
    if (wish.consecutive) {
        auto const is_partly_registered = [&](std::uint16_t first) {
            for (std::uint64_t i = 0; i < wish.count; ++i)
                if (!is_unregistered(static_cast<std::uint16_t>(first + i))) return true;
            return false;
        };
        auto const among_quiet = starts_of_runs(quiet, wish.count);
        s.draw(among_quiet, is_partly_registered);
        auto rest = starts_of_runs(all, wish.count);
        std::erase_if(rest, [&](auto port) {
            return std::binary_search(among_quiet.begin(), among_quiet.end(), port);
        });
        s.draw(rest, is_partly_registered);
    } else {
        s.draw(quiet, [](auto port) { return !is_unregistered(port); });
        s.draw(handed_out, [](auto port) { return !is_unregistered(port); });
    }
    return std::move(s).result();
}

}  // namespace netbasics::tools
