#ifndef NETBASICS_WEB_WEBSOCKET_CHANNEL_HPP
#define NETBASICS_WEB_WEBSOCKET_CHANNEL_HPP

#include "netbasics/server/member_channel.hpp"
#include "netbasics/web/web_stream.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <memory>

namespace netbasics::web {

namespace http = beast::http;

/** Answers a request for a WebSocket (RFC 6455) and makes the connection a member's.
    Both ways a text message holds lines; the end of a message ends a line too. All lines that wait go out in
    one message. A peer that answers no ping for a minute is gone.
    Null: the request was not one, or the peer has gone. */
asio::awaitable<std::unique_ptr<server::member_channel>>
accept_websocket(web_stream stream, http::request<http::empty_body> const& asked);

}  // namespace netbasics::web

#endif
