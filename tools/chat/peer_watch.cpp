#include "chat/peer_watch.hpp"

#include "netbasics/chat/secret.hpp"
#include "netbasics/chat/wire_words.hpp"

#include <utility>

namespace netbasics::tools {

boost::asio::awaitable<result<net::batch>> peer_watch::read()
{
    auto const got = co_await lines_.read();
    if (got.has_error() || got->empty() || !std::exchange(first_, false)) co_return got;
    auto const right = judge(got->front().text);
    if (right.has_error()) co_return right.error();
    co_return got;
}

result<void> peer_watch::judge(std::string_view line)
{
    if (line.starts_with(chat::secret_words::wanted)) return error(errc::secret_wanted);
    if (line.starts_with("* TLS is spoken here")) return error(errc::tls_spoken);
    if (auto refusal = chat::refusal_in(line)) {
        reason_ = std::move(*refusal);
        return error(errc::turned_away);
    }
    bool const is_room = chat::is_room_greeting(line);
    if (expects_ == expects::person && is_room) return error(errc::room_spoken);
    if (expects_ == expects::room && !line.starts_with("* ") && !line.starts_with('{'))
        return error(errc::no_room);
    return result<void>();
}

}  // namespace netbasics::tools
