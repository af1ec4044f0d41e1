#ifndef NETBASICS_TOOLS_CHAT_SECURITY_HPP
#define NETBASICS_TOOLS_CHAT_SECURITY_HPP

#include "arguments.hpp"

#include "netbasics/chat/secret.hpp"
#include "netbasics/text/translate.hpp"
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

inline constexpr option_row server_security_rows[] = {
    {.name = "tls", .summary = translatable("encrypted, with a key of its own that is made once")},
    {.name = "cert",
     .value = "FILE",
     .needs = "key",
     .completes = complete::file,
     .summary = translatable("the certificate, and those that vouch for it, in PEM form")},
    {.name = "key",
     .value = "FILE",
     .needs = "cert",
     .completes = complete::file,
     .summary = translatable("its private key")},
    {.name = "secret-file",
     .value = "FILE",
     .completes = complete::file,
     .summary = translatable("let in only those who know its first line")},
    {.name = "make-secret",
     .value = "FILE",
     .conflicts = "*",
     .completes = complete::file,
     .summary = translatable("write a new secret of 128 bits to FILE, and end")},
};

inline constexpr option_row client_security_rows[] = {
    {.name = "tls",
     .summary = translatable("encrypted; the server's key is remembered, and a changed one refused")},
    {.name = "fingerprint",
     .value = "SHA256",
     .summary = translatable("the server's certificate has to be this one")},
    {.name = "ca",
     .value = "FILE",
     .completes = complete::file,
     .summary = translatable("these have to vouch for the server's certificate")},
    {.name = "secret-file",
     .value = "FILE",
     .completes = complete::file,
     .summary = translatable("its first line is the secret that the server asks for")},
};

/// Nothing where an option cannot be followed, and that is told.
std::optional<server_security> read_server_security(arguments const& given, streams io);

/// The certificate and key as they are now, for those who call from now on. False where they cannot be used,
/// and that is told: then the old ones stay.
bool read_certificate_again(arguments const& given, streams io, server_security& security);

/// `host`: what a certificate has to be for.
std::optional<client_security> read_client_security(arguments const& given, streams io,
                                                    std::string const& host);

}  // namespace netbasics::tools

#endif
