#include "chat/tls_refusal.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/tls/client_hello.hpp"

namespace netbasics::tools {

boost::asio::awaitable<result<std::size_t>> tls_refusal::read_some(std::span<char> space)
{
    auto const got = co_await bytes_->read_some(space);
    if (got.has_error() || !std::exchange(first_, false)) co_return got;
    if (!tls::begins_client_hello({space.data(), *got})) co_return got;
    auto const hint = "* " + std::string(tr("no TLS is spoken here")) + '\n';
    co_await bytes_->write_some(hint);
    co_await bytes_->end_output();
    co_return error(errc::tls_spoken);
}

}  // namespace netbasics::tools
