// What a room through WebSockets is measured against: the usual design with Boost.Beast. A queue for each
// member, one async_write for each line and member, the socket's options as they come. One thread.
//
//   web_baseline PORT

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using shared_text = std::shared_ptr<std::string const>;

class member;

class hall {
public:
    void join(member* who) { members_.insert(who); }

    void leave(member* who) { members_.erase(who); }

    void say(std::string text);

private:
    std::unordered_set<member*> members_;
};

class member : public std::enable_shared_from_this<member> {
public:
    member(tcp::socket socket, hall& where) : stream_(std::move(socket)), hall_(where) {}

    ~member() { hall_.leave(this); }

    void run()
    {
        stream_.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::server));
        stream_.async_accept([self = shared_from_this()](error_code problem) {
            if (problem) return;
            self->hall_.join(self.get());
            self->read();
        });
    }

    void send(shared_text const& text)
    {
        queue_.push_back(text);
        if (queue_.size() == 1) write();
    }

private:
    void read()
    {
        stream_.async_read(buffer_, [self = shared_from_this()](error_code problem, std::size_t) {
            if (problem) return;
            self->hall_.say(beast::buffers_to_string(self->buffer_.data()));
            self->buffer_.consume(self->buffer_.size());
            self->read();
        });
    }

    void write()
    {
        stream_.async_write(asio::buffer(*queue_.front()),
                            [self = shared_from_this()](error_code problem, std::size_t) {
                                if (problem) return;
                                self->queue_.erase(self->queue_.begin());
                                if (!self->queue_.empty()) self->write();
                            });
    }

    beast::flat_buffer buffer_;
    beast::websocket::stream<beast::tcp_stream> stream_;
    hall& hall_;
    std::vector<shared_text> queue_;
};

void hall::say(std::string text)
{
    auto const shared = std::make_shared<std::string const>(std::move(text));
    std::vector<std::weak_ptr<member>> all;
    all.reserve(members_.size());
    for (auto* const m : members_) all.push_back(m->weak_from_this());
    for (auto const& one : all)
        if (auto const m = one.lock()) m->send(shared);
}

void accept(tcp::acceptor& door, hall& where)
{
    door.async_accept([&](error_code problem, tcp::socket socket) {
        if (!problem) std::make_shared<member>(std::move(socket), where)->run();
        accept(door, where);
    });
}

}  // namespace

int main(int count, char** words)
try {
    asio::io_context context;
    auto const port = static_cast<unsigned short>(count > 1 ? std::atoi(words[1]) : 0);
    tcp::acceptor door(context, {asio::ip::make_address("127.0.0.1"), port});
    hall where;
    accept(door, where);
    context.run();

} catch (std::exception const& problem) {
    std::fprintf(stderr, "web_baseline: %s\n", problem.what());
    return 1;
}
