#ifndef NETBASICS_TLS_OPENSSL_HPP
#define NETBASICS_TLS_OPENSSL_HPP

#include "netbasics/error.hpp"

#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace netbasics::tls {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* what) const noexcept
    {
        Free(what);
    }
};

using ssl_context = std::unique_ptr<SSL_CTX, freed_by<SSL_CTX_free>>;
using ssl_connection = std::unique_ptr<SSL, freed_by<SSL_free>>;
using private_key = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using x509_certificate = std::unique_ptr<X509, freed_by<X509_free>>;
using bio = std::unique_ptr<BIO, freed_by<BIO_free_all>>;

/// OpenSSL's own reasons.
boost::system::error_category const& reasons();

/// Why a certificate was refused: X509_V_ERR_…
boost::system::error_category const& certificate_reasons();

/// The oldest reason that OpenSSL has noted in this thread; the notes are cleared.
error last_reason();

}  // namespace netbasics::tls

#endif
