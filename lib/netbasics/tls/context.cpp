#include "netbasics/tls/context.hpp"

#include <arpa/inet.h>
#include <openssl/x509v3.h>

namespace netbasics::tls {
namespace {

/// Of TLS 1.2; a key that is stolen later opens nothing (RFC 9325, section 4.2).
constexpr char const* ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL";

ssl_context new_context(SSL_METHOD const* method, strength how)
{
    ssl_context made(::SSL_CTX_new(method));
    if (!made || ::SSL_CTX_set_cipher_list(made.get(), ciphers) != 1) return nullptr;
    SSL_CTX_set_min_proto_version(made.get(),
                                  how == strength::binds_a_secret ? TLS1_3_VERSION : TLS1_2_VERSION);
    ::SSL_CTX_set_options(made.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
    SSL_CTX_set_mode(made.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                     SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(made.get(), SSL_SESS_CACHE_OFF);
    return made;
}

bool is_address(std::string const& host)
{
    unsigned char octets[16];
    return ::inet_pton(AF_INET, host.c_str(), octets) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), octets) == 1;
}

}  // namespace

result<ssl_context> server_context(identity const& own, strength how)
{
    auto made = new_context(::TLS_server_method(), how);
    if (!made || ::SSL_CTX_use_certificate(made.get(), own.chain.front().get()) != 1 ||
        ::SSL_CTX_use_PrivateKey(made.get(), own.key.get()) != 1 ||
        ::SSL_CTX_set_num_tickets(made.get(), 0) != 1)
        return last_reason();
    for (std::size_t i = 1; i < own.chain.size(); ++i)
        if (SSL_CTX_add1_chain_cert(made.get(), own.chain[i].get()) != 1) return last_reason();
    return made;
}

result<ssl_context> client_context(trust const& whom, strength how)
{
    auto made = new_context(::TLS_client_method(), how);
    if (!made) return last_reason();
    if (whom.ca_file.empty()) return made;
    if (::SSL_CTX_load_verify_file(made.get(), whom.ca_file.c_str()) != 1) {
        last_reason();
        return error(errc::certificate_unreadable);
    }
    ::SSL_CTX_set_verify(made.get(), SSL_VERIFY_PEER, nullptr);
    auto* const wanted = ::SSL_CTX_get0_param(made.get());
    ::X509_VERIFY_PARAM_set_hostflags(wanted, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    bool const set = is_address(whom.host) ? ::X509_VERIFY_PARAM_set1_ip_asc(wanted, whom.host.c_str()) == 1
                                           : ::X509_VERIFY_PARAM_set1_host(wanted, whom.host.c_str(), 0) == 1;
    if (!set) return last_reason();
    return made;
}

}  // namespace netbasics::tls
