#ifndef NETBASICS_TOOLS_CHAT_ADMISSION_HPP
#define NETBASICS_TOOLS_CHAT_ADMISSION_HPP

#include "chat/notices.hpp"
#include "chat/security.hpp"

#include "netbasics/chat/failure_delays.hpp"
#include "netbasics/transport/framed_stream.hpp"
#include "netbasics/transport/listener.hpp"

namespace netbasics::tools {

/// A connection over which both ends have shown what they had to.
using admitted = std::unique_ptr<transport::framed_stream>;

/// A server's side: the TLS handshake and the secret, in at most ten seconds. `delays`: of those who guessed
/// wrong.
boost::asio::awaitable<result<admitted>> admit(transport::caller who, server_security const& security,
                                               chat::failure_delays& delays, transport::framing how,
                                               notices& told);

/// The caller's side: is this the server that he means, and does each know the secret? `where` names it in
/// the file of known servers.
boost::asio::awaitable<result<admitted>> enter(transport::caller whom, client_security const& security,
                                               transport::host_port const& where, transport::framing how,
                                               notices& told);

/// A peer who wants a secret from a caller who has none: what is read fails with secret_wanted.
class secret_watch : public transport::message_stream {
public:
    explicit secret_watch(transport::message_stream& lines) : lines_(lines) {}

    boost::asio::awaitable<result<transport::batch>> read() override;

    boost::asio::awaitable<result<void>> write(transport::batch messages) override
    {
        return lines_.write(messages);
    }

    boost::asio::awaitable<result<void>> end_output() override { return lines_.end_output(); }

    void cancel_read() override { lines_.cancel_read(); }

    void close() override { lines_.close(); }

    bool has_input() const override { return lines_.has_input(); }

    transport::framing how() const override { return lines_.how(); }

    bool undecided() const override { return lines_.undecided(); }

private:
    transport::message_stream& lines_;
    bool first_ = true;
};

/// The sentence for a connection that failed.
std::string reason_text(error const& why);

/// To call again would end the same way.
bool is_final(error const& why);

}  // namespace netbasics::tools

#endif
