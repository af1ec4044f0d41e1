#ifndef NETBASICS_TOOLS_CHAT_PEER_WATCH_HPP
#define NETBASICS_TOOLS_CHAT_PEER_WATCH_HPP

#include "netbasics/net/message_stream.hpp"

#include <string>

namespace netbasics::tools {

/** The lines of a server that was called. Its first one may say that the caller cannot stay; then reading
    fails with turned_away, secret_wanted, room_spoken, no_room or tls_spoken. */
class peer_watch : public net::message_stream {
public:
    enum class expects { person, room };

    /// `reason`: the server's words where it turns the caller away. Both outlive it.
    peer_watch(net::message_stream& lines, expects what, std::string& reason)
        : lines_(lines), expects_(what), reason_(reason)
    {
    }

    boost::asio::awaitable<result<net::batch>> read() override;

    boost::asio::awaitable<result<void>> write(net::batch messages) override
    {
        return lines_.write(messages);
    }

    boost::asio::awaitable<result<void>> end_output() override { return lines_.end_output(); }

    void cancel_read() override { lines_.cancel_read(); }

    void close() override { lines_.close(); }

    bool has_input() const override { return lines_.has_input(); }

    boost::asio::awaitable<result<void>> delivered() override { return lines_.delivered(); }

    bool peer_has_closed() override { return lines_.peer_has_closed(); }

    net::framing how() const override { return lines_.how(); }

    bool undecided() const override { return lines_.undecided(); }

private:
    result<void> judge(std::string_view line);

    net::message_stream& lines_;
    expects expects_;
    std::string& reason_;
    bool first_ = true;
};

}  // namespace netbasics::tools

#endif
