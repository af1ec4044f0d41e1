#ifndef NETBASICS_NET_FIRST_BYTES_HPP
#define NETBASICS_NET_FIRST_BYTES_HPP

#include <algorithm>
#include <string_view>

namespace netbasics::net {

/// What a connection's first bytes say about the program at the other end.
enum class spoken {
    text,
    tls,           ///< a handshake or an alert (RFC 8446, section 5.1)
    http_request,  ///< a browser; also the preface of HTTP/2 (RFC 9113, section 3.4)
    http_answer,   ///< a web server
    ssh,           ///< RFC 4253, section 4.2
    telnet,        ///< options are negotiated (RFC 854)
};

/// `first` as one receive brought it. Text that a person types is never taken for anything else.
constexpr spoken recognise(std::string_view first) noexcept
{
    if (first.starts_with("\x16\x03") || first.starts_with("\x15\x03")) return spoken::tls;
    if (first.starts_with("SSH-2.0-") || first.starts_with("SSH-1.")) return spoken::ssh;
    if (first.starts_with("HTTP/1.") || first.starts_with("HTTP/2 ")) return spoken::http_answer;
    if (first.size() >= 2 && first[0] == '\xff' && static_cast<unsigned char>(first[1]) >= 0xF0 &&
        first[1] != '\xff')
        return spoken::telnet;
    constexpr std::string_view methods[] = {"GET ",     "HEAD ",    "POST ",  "PUT ",   "DELETE ",
                                            "CONNECT ", "OPTIONS ", "TRACE ", "PATCH ", "PRI "};
    auto const line = first.substr(0, first.find('\n'));
    bool const has_method = std::any_of(std::begin(methods), std::end(methods),
                                        [&](std::string_view m) { return line.starts_with(m); });
    if (has_method && line.find(" HTTP/") != line.npos) return spoken::http_request;
    return spoken::text;
}

}  // namespace netbasics::net

#endif
