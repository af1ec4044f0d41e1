#ifndef NETBASICS_WEB_CALLED_NAMES_HPP
#define NETBASICS_WEB_CALLED_NAMES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace netbasics::web {

/** The names by which a browser may call this machine: any address, localhost, and those that are given.
    A page of another site whose name has been turned to this address (DNS rebinding) has none of them. */
class called_names {
public:
    /// `origin`: of a proxy in front, as browsers see it, `https://chat.example.net`; empty: none.
    explicit called_names(std::vector<std::string> names, std::string origin = {});

    /// Whether a page comes from the proxy.
    bool is_proxy(std::string_view origin) const;

    /// `host` or `host:port`, as in a Host header; case does not count.
    bool admits(std::string_view host) const;

private:
    std::vector<std::string> names_;
    std::string origin_;
};

/// `https://host` or `https://host:port` of a URL without a path; empty where it is something else.
std::string origin_of(std::string_view url);

/// Whether a page from `origin` (RFC 6454) has come from `host`, with or without TLS as the connection is.
bool is_same_origin(std::string_view origin, std::string_view host, bool secure);

}  // namespace netbasics::web

#endif
