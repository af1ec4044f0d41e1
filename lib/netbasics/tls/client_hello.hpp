#ifndef NETBASICS_TLS_CLIENT_HELLO_HPP
#define NETBASICS_TLS_CLIENT_HELLO_HPP

#include <string_view>

namespace netbasics::tls {

/// Whether a caller's first bytes are the head of a handshake record (RFC 8446, 5.1): he speaks TLS. No text
/// in UTF-8 that people type begins so.
constexpr bool begins_client_hello(std::string_view first) noexcept { return first.starts_with("\x16\x03"); }

}  // namespace netbasics::tls

#endif
