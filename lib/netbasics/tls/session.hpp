#ifndef NETBASICS_TLS_SESSION_HPP
#define NETBASICS_TLS_SESSION_HPP

#include "netbasics/tls/context.hpp"

#include <span>
#include <string_view>

namespace netbasics::tls {

/** TLS over a connected socket that never blocks. What cannot go on says what it waits for; the same call is
    made again then. Closes nothing. */
class session {
public:
    enum class side { server, client };

    enum class waits_for { nothing, reading, writing };

    /// How far a call came.
    struct outcome {
        std::size_t bytes = 0;
        waits_for what = waits_for::nothing;
        error why{};  ///< where `failed`
        bool failed = false;
        bool ended = false;  ///< the peer has said that no more comes (close_notify)
    };

    /// `host`: sent to the server as the name that is called (SNI), where it is one.
    session(ssl_context const& context, int descriptor, side which, std::string const& host = {});

    /// Reading and writing do it by themselves.
    outcome shake_hands();

    /// A connection that ends without close_notify was cut: connection_reset.
    outcome read(std::span<char> space);

    outcome write(std::string_view bytes);

    /// Sends close_notify; reading goes on.
    outcome end_output();

    /// Something has come from the peer.
    bool has_heard() const noexcept { return heard_; }

    bool has_input() const { return ::SSL_pending(ssl_.get()) > 0; }

    fingerprint peer_print() const;  ///< the server's, after the handshake
    std::string version() const;     ///< "TLSv1.3"
    std::string cipher() const;      ///< "TLS_AES_256_GCM_SHA384"

    /// 32 bytes that only these two ends know (RFC 5705), for what has to belong to this connection.
    std::string exported(std::string_view label) const;

private:
    bool speaks_otherwise();
    outcome outcome_of(int returned, std::size_t bytes);

    ssl_connection ssl_;
    int descriptor_;
    bool heard_ = false;
};

}  // namespace netbasics::tls

#endif
