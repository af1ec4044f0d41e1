#include "serve/web.hpp"

#include "chat/access.hpp"

#include "netbasics/server/tcp_channel.hpp"
#include "netbasics/text/translate.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/host_name.hpp>

namespace netbasics::tools {

namespace asio = boost::asio;

namespace {

/// What this machine is called: as it was typed, as it calls itself, and that without a domain.
web::called_names own_names(std::string const& host, std::string const& origin)
{
    std::vector<std::string> names;
    if (!host.empty()) names.push_back(host);
    boost::system::error_code unknown;
    auto const own = asio::ip::host_name(unknown);
    if (!unknown && !own.empty()) {
        names.push_back(own);
        names.push_back(own.substr(0, own.find('.')));
    }
    return web::called_names(std::move(names), origin);
}

}  // namespace

web_door::web_door(asio::io_context& context, server::room_server& room, set::access_list const& access,
                   server_security const& security, notices& told)
    : context_(context), room_(room), access_(access), security_(security), told_(told),
      door_(context.get_executor(), told.explainer())
{
}

result<void> web_door::open(net::host_port const& where, std::string const& origin)
{
    auto const opened = door_.open(where);
    if (opened.has_error()) return opened;
    server_.emplace(context_, room_, own_names(where.host, origin),
                    [this](asio::ip::address const& from) { return reason_to_turn_away(access_, from); });
    auto const everywhere = where.host.empty();
    auto const addresses =
        everywhere ? std::vector{"localhost:" + std::to_string(door_.port())} : door_.addresses();
    for (auto const& address : addresses)
        told_.tell(substitute(everywhere
                                  ? tr("the page is at {0}://{1}/ and every other address of this machine")
                                  : tr("the page is at {0}://{1}/"),
                              {security_.context ? "https" : "http", address}));
    if (!origin.empty()) told_.tell(substitute(tr("behind a proxy, the page is at {0}/"), {origin}));
    door_.on_rest([this](boost::system::error_code why) {
        told_.tell(substitute(tr("browsers have to wait: {0}"), {net::plain_words(why)}));
    });
    for (std::size_t i = 0; i < door_.sockets(); ++i) asio::co_spawn(context_, let_in(i), asio::detached);
    return result<void>();
}

asio::awaitable<void> web_door::let_in(std::size_t which)
{
    auto const& context = security_.context;
    for (;;) {
        auto came = co_await door_.accept(which);
        if (came.has_error()) co_return;
        auto socket = server::member_socket(context_, std::move(came->socket), came->from);
        if (!socket.is_open()) continue;
        server_->add(context ? web::web_stream(std::move(socket), context)
                             : web::web_stream(std::move(socket)),
                     came->from.address());
    }
}

void web_door::close()
{
    door_.close();
    if (server_) server_->close();
}

}  // namespace netbasics::tools
