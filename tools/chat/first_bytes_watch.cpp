#include "chat/first_bytes_watch.hpp"

#include "netbasics/chat/wire_words.hpp"
#include "netbasics/net/first_bytes.hpp"

#include <utility>

namespace netbasics::tools {

namespace {

errc reason_of(net::spoken what)
{
    switch (what) {
    case net::spoken::tls:
        return errc::tls_spoken;
    case net::spoken::ssh:
        return errc::ssh_spoken;
    default:
        return errc::http_spoken;
    }
}

}  // namespace

boost::asio::awaitable<result<std::size_t>> first_bytes_watch::read_some(std::span<char> space)
{
    for (;;) {
        auto const got = co_await bytes_->read_some(space);
        if (got.has_error() || *got == 0) co_return got;
        auto const bytes = space.first(*got);
        if (std::exchange(first_, false)) {
            std::string_view const first(bytes.data(), bytes.size());
            auto const what = net::recognise(first);
            if (what == net::spoken::telnet) {
                telnet_.emplace();
            } else if (what != net::spoken::text) {
                if (called_) {
                    co_await bytes_->write_some(chat::answer_to_stranger(first));
                    co_await bytes_->end_output();
                }
                co_return error(reason_of(what));
            }
        }
        if (!telnet_) co_return got;
        if (auto const text = telnet_->take(bytes); text > 0) co_return text;
    }
}

}  // namespace netbasics::tools
