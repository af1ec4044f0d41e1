#ifndef NETBASICS_TOOLS_CHAT_ADMISSION_HPP
#define NETBASICS_TOOLS_CHAT_ADMISSION_HPP

#include "chat/notices.hpp"
#include "chat/security.hpp"

#include "netbasics/chat/auth_backoff.hpp"
#include "netbasics/net/framed_stream.hpp"
#include "netbasics/net/listener.hpp"

namespace netbasics::tools {

/// A connection over which both ends have shown what they had to.
using admitted = std::unique_ptr<net::framed_stream>;

/// A server's side: the TLS handshake and the secret, in at most ten seconds. `delays`: of those who guessed
/// wrong.
boost::asio::awaitable<result<admitted>> admit(net::caller who, server_security const& security,
                                               chat::auth_backoff& delays, net::framing how, notices& told);

/** The caller's side: is this the server that is meant, and does each know the secret? `where` names it in
    the file of known servers; `reason` gets the server's words where it turns the caller away. */
boost::asio::awaitable<result<admitted>> enter(net::caller whom, client_security const& security,
                                               net::host_port const& where, net::framing how, notices& told,
                                               std::string& reason);

/// The sentence for a connection that failed. `reason`: the other side's words.
std::string reason_text(error const& why, std::string const& reason = {});

/// To call again would end the same way.
bool is_final(error const& why);

}  // namespace netbasics::tools

#endif
