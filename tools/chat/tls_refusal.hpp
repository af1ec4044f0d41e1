#ifndef NETBASICS_TOOLS_CHAT_TLS_REFUSAL_HPP
#define NETBASICS_TOOLS_CHAT_TLS_REFUSAL_HPP

#include "netbasics/transport/byte_stream.hpp"

#include <memory>

namespace netbasics::tools {

/// A caller's plain bytes. One who begins with a TLS handshake is told that none is spoken here, and what is
/// read fails with tls_spoken: shown as text it would be gibberish.
class tls_refusal : public transport::byte_stream {
public:
    explicit tls_refusal(std::unique_ptr<transport::byte_stream> bytes) : bytes_(std::move(bytes)) {}

    boost::asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override;

    boost::asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override
    {
        return bytes_->write_some(bytes);
    }

    boost::asio::awaitable<result<void>> end_output() override { return bytes_->end_output(); }

    void cancel_read() override { bytes_->cancel_read(); }

    void close() override { bytes_->close(); }

    bool has_input() const override { return bytes_->has_input(); }

    boost::asio::any_io_executor executor() override { return bytes_->executor(); }

private:
    std::unique_ptr<transport::byte_stream> bytes_;
    bool first_ = true;
};

}  // namespace netbasics::tools

#endif
