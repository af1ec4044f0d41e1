#ifndef NETBASICS_SERVER_ROOM_SERVER_HPP
#define NETBASICS_SERVER_ROOM_SERVER_HPP

#include "netbasics/chat/secret.hpp"
#include "netbasics/journal/journal.hpp"
#include "netbasics/room/room.hpp"
#include "netbasics/server/limits.hpp"
#include "netbasics/server/member_channel.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace netbasics::server {

namespace asio = boost::asio;

/** A room's members and their connections: plain UTF-8 lines, so nc and telnet are full members.
    One thread. What members say goes to the journal; what the journal has committed goes to all, written
    once: each session's queue holds references, and is sent at the end of a turn of the event loop. */
class room_server {
public:
    /// All outlive it.
    room_server(asio::io_context& context, room::room& members, journal::journal& events, room_limits limits);
    ~room_server();
    room_server(room_server const&) = delete;
    room_server& operator=(room_server const&) = delete;

    /// Whoever does not know the secret is not let in. `keeper` outlives the server.
    void require_secret(chat::secret_keeper const& keeper);

    /// Is told who was turned away, where from, and why.
    void on_refusal(std::function<void(std::string const&)> told);

    /// Takes a caller in, or tells it why not.
    void add(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from);

    /// Turns a caller away with a reason.
    void refuse(std::unique_ptr<server::member_channel> channel, asio::ip::address const& from,
                std::string const& why);

    /// A member without a connection, the operator: what the room tells it goes to `told`.
    room::member_id add_local(std::function<void(room::event const&)> told);
    void hear_local(room::member_id who, std::string_view line);

    /// Who is at another server of the room, and that this server is gone.
    void present_elsewhere(std::string const& server, std::vector<std::string> const& names, bool keeps);
    void nobody_elsewhere(std::string const& server);

    /// A notice of the room itself, for those who are here.
    void tell_all(std::string const& text);

    /// Says goodbye to all; `done` once their queues are empty or `most` is over.
    void close(std::chrono::milliseconds most, std::function<void()> done);

    std::size_t connections() const;

private:
    class implementation;
    std::shared_ptr<implementation> me_;
};

}  // namespace netbasics::server

#endif
