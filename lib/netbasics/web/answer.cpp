#include "netbasics/web/answer.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <algorithm>

namespace netbasics::web {
namespace {

/// Of a list of tags, weak ones too, or `*`.
bool holds_tag(std::string_view list, std::string_view tag)
{
    return list == "*" || list.find(tag) != list.npos;
}

}  // namespace

answer answer_to(question const& asked, called_names const& names)
{
    using what = answer::what;
    if (asked.host.empty())
        return {what::bad_request, nullptr, tr("the request does not say which host it calls")};
    if (!names.admits(asked.host))
        return {what::wrong_host, nullptr,
                substitute(tr("'{0}' is not a name of this machine; its address or localhost is answered"),
                           {terminal::harmless(asked.host.substr(0, 255))})};
    auto const path = asked.target.substr(0, asked.target.find('?'));
    if (path == "/room") {
        if (!asked.to_websocket || asked.method != "GET")
            return {what::websocket_only, nullptr, tr("here is a WebSocket, for the page at /")};
        if (!is_same_origin(asked.origin, asked.host, asked.secure) && !names.is_proxy(asked.origin))
            return {what::forbidden, nullptr, tr("the page of another site may not come into this room")};
        return {what::websocket};
    }
    auto const files = page_files();
    auto const found =
        std::find_if(files.begin(), files.end(), [&](auto const& f) { return f.path == path; });
    if (found == files.end()) return {what::not_found, nullptr, tr("there is no such page here")};
    if (asked.method != "GET" && asked.method != "HEAD")
        return {what::wrong_method, nullptr, tr("the page can be read with GET and HEAD")};
    if (holds_tag(asked.known_tag, found->tag)) return {what::unchanged, &*found};
    return {what::file, &*found};
}

}  // namespace netbasics::web
