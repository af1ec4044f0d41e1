#ifndef NETBASICS_NET_DESCRIPTOR_STREAM_HPP
#define NETBASICS_NET_DESCRIPTOR_STREAM_HPP

#include "netbasics/net/byte_stream.hpp"
#include "netbasics/net/readiness.hpp"

namespace netbasics::net {

/// The process's own input and output: pipes, files, terminals. Owns neither, leaves their flags alone.
class descriptor_stream : public byte_stream {
public:
    descriptor_stream(asio::any_io_executor where, int in, int out);

    asio::awaitable<result<std::size_t>> read_some(std::span<char> space) override;
    asio::awaitable<result<std::size_t>> write_some(std::string_view bytes) override;
    asio::awaitable<result<void>> end_output() override;

    void cancel_read() override { in_.cancel(); }

    void close() override;
    bool has_input() const override;

    asio::any_io_executor executor() override { return in_.executor(); }

private:
    std::size_t writable_now() const;

    readiness in_;
    readiness out_;
};

}  // namespace netbasics::net

#endif
