#include "netbasics/net/listener.hpp"

#include "netbasics/net/tcp_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace netbasics::net {

using asio::ip::tcp;
using boost::system::error_code;

namespace {

bool is_shortage(error_code problem)
{
    if (problem.category() != boost::system::system_category()) return false;
    auto const number = problem.value();
    return number == EMFILE || number == ENFILE || number == ENOBUFS || number == ENOMEM;
}

}  // namespace

result<std::vector<tcp::endpoint>> look_up(host_port const& where, bool to_listen)
{
    error_code problem;
    auto const address = asio::ip::make_address(where.host, problem);
    if (!problem) return std::vector{tcp::endpoint(address, where.port)};
    asio::io_context own;
    tcp::resolver resolver(own);
    auto const flags = to_listen ? tcp::resolver::passive : tcp::resolver::flags();
    auto const found = resolver.resolve(where.host, std::to_string(where.port), flags, problem);
    if (problem) return error(problem);
    std::vector<tcp::endpoint> ends;
    for (auto const& entry : found)
        if (std::find(ends.begin(), ends.end(), entry.endpoint()) == ends.end())
            ends.push_back(entry.endpoint());
    return ends;
}

listener::listener(asio::any_io_executor where, trace told) : where_(std::move(where)), told_(std::move(told))
{
}

void listener::tell(socket_call call, tcp::acceptor& who, tcp::endpoint const& end, error_code problem,
                    std::string option)
{
    if (!told_) return;
    told_({.call = call,
           .descriptor = who.native_handle(),
           .family = end.protocol().family(),
           .local = call == socket_call::socket ? std::string() : to_string(end),
           .option = std::move(option),
           .problem = problem});
}

result<void> listener::open(host_port const& where)
{
    if (where.host.empty()) {
        // One IPv6 socket takes callers of both families; where there is no IPv6, IPv4 alone.
        auto const both = listen_at(tcp::endpoint(tcp::v6(), where.port), true);
        if (both.has_value() || both.error().system != asio::error::address_family_not_supported) return both;
        return listen_at(tcp::endpoint(tcp::v4(), where.port), false);
    }
    auto const ends = look_up(where, true);
    if (!ends) return ends.error();
    result<void> last = error(errc::empty);
    for (auto end : *ends) {
        if (where.port == 0 && !acceptors_.empty()) end.port(port());
        auto const done = listen_at(end, false);
        // A name's second address may be of a family that this machine has switched off.
        bool const no_such_family = done.has_error() && !acceptors_.empty() &&
                                    (done.error().system == asio::error::address_family_not_supported ||
                                     done.error().system.value() == EADDRNOTAVAIL);
        if (done.has_error() && !no_such_family) return done;
        if (done.has_value()) last = done;
    }
    return last;
}

result<void> listener::listen_at(tcp::endpoint const& end, bool both_families)
{
    tcp::acceptor made(where_);
    error_code problem;
    made.open(end.protocol(), problem);
    tell(socket_call::socket, made, end, problem);
    if (problem) return error(problem);
    made.set_option(asio::socket_base::reuse_address(true), problem);
    tell(socket_call::setsockopt, made, end, problem, "SO_REUSEADDR");
    if (end.address().is_v6()) {
        made.set_option(asio::ip::v6_only(!both_families), problem);
        tell(socket_call::setsockopt, made, end, problem, both_families ? "IPV6_V6ONLY=0" : "IPV6_V6ONLY=1");
    }
    made.bind(end, problem);
    auto const bound = problem ? end : made.local_endpoint();
    tell(socket_call::bind, made, bound, problem);
    if (problem) return error(problem);
    made.listen(asio::socket_base::max_listen_connections, problem);
    tell(socket_call::listen, made, bound, problem,
         std::to_string(asio::socket_base::max_listen_connections));
    if (problem) return error(problem);
    acceptors_.push_back(std::move(made));
    return result<void>();
}

asio::awaitable<result<caller>> listener::accept(std::size_t which)
{
    bool rested = false;
    for (;;) {
        auto& acceptor = acceptors_[which];
        tcp::endpoint from;
        auto [problem, socket] = co_await acceptor.async_accept(from, asio::as_tuple(asio::use_awaitable));
        if (!problem) {
            if (told_) {
                error_code unknown;
                auto const local = socket.local_endpoint(unknown);
                told_({.call = socket_call::accept,
                       .descriptor = socket.native_handle(),
                       .family = from.protocol().family(),
                       .local = unknown ? std::string() : to_string(local),
                       .peer = to_string(from)});
            }
            co_return caller{std::move(socket), from};
        }
        if (problem == asio::error::connection_aborted) continue;
        if (!is_shortage(problem)) co_return error(problem);
        if (!rested && resting_) resting_(problem);
        rested = true;
        asio::steady_timer pause(where_, rest);
        auto const [stopped] = co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        if (stopped || !acceptors_[which].is_open())
            co_return error(error_code(asio::error::operation_aborted));
    }
}

std::vector<std::string> listener::addresses() const
{
    std::vector<std::string> all;
    for (auto const& a : acceptors_) all.push_back(to_string(a.local_endpoint()));
    return all;
}

std::uint16_t listener::port() const { return acceptors_.front().local_endpoint().port(); }

void listener::pause()
{
    for (auto& a : acceptors_) {
        error_code ignored;
        a.cancel(ignored);
    }
}

void listener::close()
{
    for (auto& a : acceptors_) {
        if (!a.is_open()) continue;
        if (told_) tell(socket_call::close, a, a.local_endpoint(), {});
        error_code ignored;
        a.close(ignored);
    }
}

}  // namespace netbasics::net
