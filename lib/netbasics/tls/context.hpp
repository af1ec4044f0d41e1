#ifndef NETBASICS_TLS_CONTEXT_HPP
#define NETBASICS_TLS_CONTEXT_HPP

#include "netbasics/tls/identity.hpp"

#include <optional>
#include <string>

namespace netbasics::tls {

/** What has to be true of every connection. A secret is bound to its connection by what TLS exports from it
    (RFC 5705), and only TLS 1.3 makes that unique without conditions (RFC 9266, section 3). */
enum class strength { usual, binds_a_secret };

/** What all connections of a server share: TLS 1.2 or newer with a fresh key exchange for each (no RSA key
    exchange), no renegotiation, no sessions to resume, buffers only while they are needed. */
result<ssl_context> server_context(identity const& own, strength how = strength::usual);

/// Whom a client trusts.
struct trust {
    std::string ca_file{};  ///< PEM; empty: nobody's word, the fingerprint counts
    std::string host{};     ///< name or address that the certificate has to be for, with `ca_file`
    std::optional<fingerprint> print{};  ///< the certificate that it has to be
};

/// With `ca_file` the chain, the time and the host are verified in the handshake; without, nothing is.
result<ssl_context> client_context(trust const& whom, strength how = strength::usual);

}  // namespace netbasics::tls

#endif
