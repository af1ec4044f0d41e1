#ifndef NETBASICS_SERVER_TLS_CHANNEL_HPP
#define NETBASICS_SERVER_TLS_CHANNEL_HPP

#include "netbasics/chat/secret.hpp"
#include "netbasics/server/tcp_channel.hpp"
#include "netbasics/tls/session.hpp"

namespace netbasics::server {

/// Lines over TLS. The handshake is part of the first receive; until then lines wait.
class tls_channel : public member_channel {
public:
    /// `context` outlives it.
    tls_channel(small_socket socket, tls::ssl_context const& context);

    int send(room::outgoing_queue& lines) override;
    std::ptrdiff_t receive(std::span<char> space) override;
    void wait_read(std::shared_ptr<channel_user> who) override;
    void wait_write(std::shared_ptr<channel_user> who) override;
    void end_output() override;
    void close() override;

    std::string binding() const override { return session_.exported(chat::binding_label); }

private:
    int lost(error const& why);
    void say_in_clear(std::string const& line);

    small_socket socket_;
    tls::session session_;
    std::string record_;  ///< what a write that could not go on has to say again
    tls::session::waits_for reading_ = tls::session::waits_for::reading;
    tls::session::waits_for writing_ = tls::session::waits_for::writing;
};

}  // namespace netbasics::server

#endif
