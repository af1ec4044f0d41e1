#ifndef NETBASICS_CHAT_ROOM_SERVER_HPP
#define NETBASICS_CHAT_ROOM_SERVER_HPP

#include "netbasics/chat/line_intake.hpp"
#include "netbasics/chat/member_channel.hpp"
#include "netbasics/chat/record_keeper.hpp"
#include "netbasics/chat/room.hpp"
#include "netbasics/chat/secret.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace netbasics::chat {

namespace asio = boost::asio;

/// What each member may cost the others. Zero: no limit.
struct room_limits {
    enum class slow_policy {
        disconnect,   ///< with a last line that says why
        drop_oldest,  ///< and a line that says how many
    };
    intake_limits input;
    std::size_t queue = std::size_t{1} << 20;  ///< bytes that wait for a member who does not read
    slow_policy slow = slow_policy::disconnect;
    std::chrono::seconds first_line{60};  ///< to say something, a name or a word
    std::chrono::seconds unfinished{30};  ///< to end a line that was begun
    std::chrono::milliseconds ear{
        200};  ///< for a program to say what it wants to read, before the last messages
    std::size_t members = 1000;
    std::size_t per_address = 128;
};

/** A room's members and their connections: plain UTF-8 lines, so nc and telnet are full members.
    One thread. What is said is written once; each member's queue holds references, and is handed to his
    channel at the end of a turn of the event loop. A member who does not read fills his own queue; nobody
    waits for him. */
class room_server {
public:
    room_server(asio::io_context& context, room& members, room_limits limits);
    ~room_server();
    room_server(room_server const&) = delete;
    room_server& operator=(room_server const&) = delete;

    /// What is said is kept there from now on, before it is told. The room has resumed from it.
    void keep_record(record_keeper& keeper);

    /// Who does not know the secret is not let in. `keeper` outlives the server.
    void require_secret(secret_keeper const& keeper);

    /// Takes a caller in, or tells him why not.
    void add(std::unique_ptr<member_channel> channel, asio::ip::address const& from);

    /// Turns a caller away with a reason.
    void refuse(std::unique_ptr<member_channel> channel, asio::ip::address const& from,
                std::string const& why);

    /// A member without a connection, the operator: what the room tells him goes to `told`.
    member_id add_local(std::function<void(utterance const&)> told);
    void hear_local(member_id who, std::string_view line);

    /// Is told what happens among the members here, for the room's other servers.
    void on_said(std::function<void(utterance const&)> told);

    /// What happens there.
    void hear_elsewhere(utterance const& what);
    void present_elsewhere(std::string const& server, std::vector<std::string> const& names, bool keeps);

    /// A notice of the room itself.
    void tell_all(std::string const& text);

    /// Says goodbye to all; `done` once their queues are empty or `most` is over.
    void close(std::string const& farewell, std::chrono::milliseconds most, std::function<void()> done);

    std::size_t connections() const;

private:
    class implementation;
    std::shared_ptr<implementation> me_;
};

}  // namespace netbasics::chat

#endif
