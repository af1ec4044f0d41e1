#ifndef NETBASICS_TESTS_SUPPORT_CERTIFICATE_HPP
#define NETBASICS_TESTS_SUPPORT_CERTIFICATE_HPP

#include "netbasics/tls/openssl.hpp"

#include <string>

namespace netbasics::test {

/// What a certificate for a test says.
struct certificate_wishes {
    std::string names = "DNS:localhost,IP:127.0.0.1";  ///< subjectAltName
    bool authority = false;
    long begins = -3600;  ///< seconds from now
    long ends = 3600;
};

/// A key and its certificate.
struct certified {
    tls::private_key key;
    tls::x509_certificate certificate;

    std::string key_pem() const;
    std::string certificate_pem() const;
};

/// Signed by `issuer`, or by itself where there is none.
certified make_certificate(certificate_wishes const& wishes, certified const* issuer = nullptr);

}  // namespace netbasics::test

#endif
