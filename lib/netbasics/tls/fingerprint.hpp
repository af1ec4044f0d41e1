#ifndef NETBASICS_TLS_FINGERPRINT_HPP
#define NETBASICS_TLS_FINGERPRINT_HPP

#include "netbasics/error.hpp"

#include <array>
#include <string>
#include <string_view>

namespace netbasics::tls {

/// SHA-256 of a certificate's DER form.
struct fingerprint {
    std::array<unsigned char, 32> octets{};

    bool operator==(fingerprint const&) const = default;
};

/// `SHA256:` and 32 octets in upper-case hexadecimal, separated by colons, as openssl(1) prints them.
std::string to_string(fingerprint const& print);

/** Reads that form; without `SHA256:` or colons, and with small letters too.
    Fails with fingerprint_malformed. */
result<fingerprint> read_fingerprint(std::string_view text);

}  // namespace netbasics::tls

#endif
