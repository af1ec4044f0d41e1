#ifndef NETBASICS_TOOLS_CHAT_SECURITY_HPP
#define NETBASICS_TOOLS_CHAT_SECURITY_HPP

#include "arguments.hpp"

#include "netbasics/chat/secret.hpp"
#include "netbasics/tls/context.hpp"

#include <optional>
#include <string>

namespace netbasics::tools {

/// How a server shows who it is, and who may come.
struct server_security {
    tls::ssl_context context{};  ///< null: without TLS
    std::optional<tls::fingerprint> print{};
    std::optional<chat::secret_keeper> secret{};
};

/// Whom a caller trusts, and how he shows that he may come.
struct client_security {
    tls::ssl_context context{};  ///< null: without TLS
    bool verified = false;       ///< by --ca: the fingerprint does not matter
    std::optional<tls::fingerprint> print{};
    std::optional<std::string> secret{};
    std::string known_servers{};  ///< the file
};

void add_server_security_options(boost::program_options::options_description& options);
void add_client_security_options(boost::program_options::options_description& options);

/// Nothing where an option cannot be followed, and that is told.
std::optional<server_security> read_server_security(arguments const& given, streams io);

/// `host`: what a certificate has to be for.
std::optional<client_security> read_client_security(arguments const& given, streams io,
                                                    std::string const& host);

}  // namespace netbasics::tools

#endif
