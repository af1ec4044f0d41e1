#ifndef NETBASICS_TLS_IDENTITY_HPP
#define NETBASICS_TLS_IDENTITY_HPP

#include "netbasics/tls/fingerprint.hpp"
#include "netbasics/tls/openssl.hpp"

#include <string>
#include <vector>

namespace netbasics::tls {

/// A server's private key and its certificates, its own first.
struct identity {
    private_key key;
    std::vector<x509_certificate> chain;

    fingerprint print() const;
};

/** Reads PEM files; the certificate's file may hold its chain, its own first.
    Fails with key_unreadable, certificate_unreadable, key_mismatch, key_exposed where others can read the
   key, or the system's reason. A group may read root's key: that is how Debian shares one with daemons. */
result<identity> read_identity(std::string const& certificate_file, std::string const& key_file);

/** The identity that this user keeps in `folder`, made when it is not there: an ECDSA key on P-256 and a
    certificate that it signs itself, for the name of this machine. The folder is made 0700, the file
    0600; of two programs that make one at once both get the same. */
result<identity> own_identity(std::string const& folder);

fingerprint fingerprint_of(X509 const& certificate);

}  // namespace netbasics::tls

#endif
