#ifndef NETBASICS_TOOLS_CHAT_FIRST_BYTES_WATCH_HPP
#define NETBASICS_TOOLS_CHAT_FIRST_BYTES_WATCH_HPP

#include "netbasics/net/byte_stream.hpp"
#include "netbasics/net/telnet_filter.hpp"

#include <memory>
#include <optional>

namespace netbasics::tools {

/** A peer's bytes. One whose first bytes belong to another protocol fails with tls_spoken, http_spoken or
    ssh_spoken: shown as text it would be gibberish. At the side that was called it is answered first. What a
    telnet program negotiates is taken out. */
class first_bytes_watch : public net::byte_stream {
public:
    first_bytes_watch(std::unique_ptr<net::byte_stream> bytes, bool called)
        : bytes_(std::move(bytes)), called_(called)
    {
    }

    boost::asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override;

    boost::asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override
    {
        return bytes_->write_some(bytes);
    }

    boost::asio::awaitable<result<void>> end_output() override { return bytes_->end_output(); }

    void cancel_read() override { bytes_->cancel_read(); }

    void close() override { bytes_->close(); }

    bool has_input() const override { return bytes_->has_input(); }

    boost::asio::awaitable<result<void>> delivered() override { return bytes_->delivered(); }

    bool peer_has_closed() override { return bytes_->peer_has_closed(); }

    boost::asio::any_io_executor executor() override { return bytes_->executor(); }

private:
    std::unique_ptr<net::byte_stream> bytes_;
    std::optional<net::telnet_filter> telnet_;
    bool called_;
    bool first_ = true;
};

}  // namespace netbasics::tools

#endif
