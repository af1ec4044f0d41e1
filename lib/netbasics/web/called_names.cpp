#include "netbasics/web/called_names.hpp"

#include "netbasics/text/ascii.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>

namespace netbasics::web {

namespace ip = boost::asio::ip;

namespace {

bool is_port(std::string_view port)
{
    return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), text::is_digit);
}

}  // namespace

std::string origin_of(std::string_view url)
{
    if (url.ends_with('/')) url.remove_suffix(1);
    auto const scheme = url.starts_with("https://") ? 8u : url.starts_with("http://") ? 7u : 0u;
    auto const rest = url.substr(scheme);
    if (scheme == 0 || rest.empty() || rest.find_first_of("/?#@ \t\r\n\"'") != rest.npos) return {};
    return std::string(url);
}

called_names::called_names(std::vector<std::string> names, std::string origin)
    : names_(std::move(names)), origin_(origin_of(origin))
{
    if (origin_.empty()) return;
    auto host = origin_.substr(origin_.find("//") + 2);
    if (!host.starts_with('[')) host.resize(std::min(host.size(), host.find(':')));
    names_.push_back(std::move(host));
}

bool called_names::is_proxy(std::string_view origin) const
{
    return !origin_.empty() && text::equal_case_blind(origin, origin_);
}

bool called_names::admits(std::string_view host) const
{
    boost::system::error_code problem;
    if (host.starts_with('[')) {
        auto const end = host.find(']');
        if (end == host.npos) return false;
        auto const rest = host.substr(end + 1);
        if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return false;
        ip::make_address_v6(std::string(host.substr(1, end - 1)), problem);
        return !problem;
    }
    if (auto const colon = host.find(':'); colon != host.npos) {
        if (!is_port(host.substr(colon + 1))) return false;
        host = host.substr(0, colon);
    }
    if (host.empty()) return false;
    if (text::equal_case_blind(host, "localhost")) return true;
    ip::make_address_v4(std::string(host), problem);
    return !problem || std::any_of(names_.begin(), names_.end(),
                                   [&](auto const& name) { return text::equal_case_blind(host, name); });
}

bool is_same_origin(std::string_view origin, std::string_view host, bool secure)
{
    std::string_view const scheme = secure ? "https://" : "http://";
    return origin.starts_with(scheme) && !host.empty() &&
           text::equal_case_blind(origin.substr(scheme.size()), host);
}

}  // namespace netbasics::web
