#include "netbasics/web/web_server.hpp"

#include "netbasics/text/translate.hpp"
#include "netbasics/web/answer.hpp"
#include "netbasics/web/websocket_channel.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <list>
#include <optional>

namespace netbasics::web {

using boost::system::error_code;

namespace {

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// A connection that may become a member.
struct caller {
    caller(web_stream own, asio::ip::address const& address)
        : stream(std::move(own)), from(address), deadline(stream.get_executor())
    {
    }

    void drop()
    {
        deadline.cancel();
        error_code ignored;
        stream.next_layer().close(ignored);
    }

    web_stream stream;
    asio::ip::address from;
    asio::steady_timer deadline;
};

using caller_ptr = std::shared_ptr<caller>;

/// Until the caller is dropped, or told another time.
void allow(caller_ptr const& c, std::chrono::seconds time)
{
    c->deadline.expires_after(time);
    c->deadline.async_wait([weak = std::weak_ptr(c)](error_code stopped) {
        auto const who = weak.lock();
        if (!stopped && who) who->drop();
    });
}

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

using request = http::request<http::empty_body>;

question question_of(request const& asked, bool secure)
{
    bool const one_host = asked.count(http::field::host) == 1;
    return {view(asked.method_string()),
            view(asked.target()),
            one_host ? view(asked[http::field::host]) : std::string_view(),
            view(asked[http::field::origin]),
            view(asked[http::field::if_none_match]),
            beast::websocket::is_upgrade(asked),
            secure};
}

answer refusal_of(error_code problem)
{
    bool const too_long = problem == http::error::header_limit || problem == http::error::buffer_overflow;
    if (too_long) return {answer::what::too_long, nullptr, tr("the request is too long")};
    return {answer::what::bad_request, nullptr, tr("this is no HTTP request")};
}

/// Whether the peer has said something that he can be told is wrong.
bool is_wrong_request(error_code problem)
{
    return problem.category() == make_error_code(http::error::bad_method).category() &&
           problem != http::error::end_of_stream && problem != http::error::partial_message;
}

template <class Fields>
void add_rules(Fields& head)
{
    head.set("Content-Security-Policy", "default-src 'self'; connect-src 'self'; base-uri 'none'; "
                                        "form-action 'none'; frame-ancestors 'none'");
    head.set("X-Content-Type-Options", "nosniff");
    head.set("Referrer-Policy", "no-referrer");
    head.set("Cross-Origin-Opener-Policy", "same-origin");
    head.set("Cross-Origin-Resource-Policy", "same-origin");
    head.set(http::field::cache_control, "no-cache");
}

using reply = http::response<http::span_body<char const>>;

/// `a` outlives what is made.
reply reply_to(answer const& a, bool is_head)
{
    reply made(static_cast<http::status>(a.status), 11);
    auto const body = a.file != nullptr ? a.file->bytes : std::string_view(a.reason);
    add_rules(made);
    made.set(http::field::content_type, a.file != nullptr ? a.file->type : "text/plain; charset=utf-8");
    if (a.file != nullptr) made.set(http::field::etag, a.file->tag);
    if (a.status == answer::what::wrong_method) made.set(http::field::allow, "GET, HEAD");
    if (a.status == answer::what::websocket_only) made.set(http::field::upgrade, "websocket");
    if (a.status == answer::what::unchanged) return made;
    if (!is_head) made.body() = {body.data(), body.size()};
    made.content_length(body.size());
    return made;
}

}  // namespace

class web_server::implementation : public std::enable_shared_from_this<implementation> {
public:
    implementation(asio::io_context& context, server::room_server& room, called_names names,
                   std::function<std::string(asio::ip::address const&)> why_not, web_limits limits)
        : context_(context), room_(&room), names_(std::move(names)), why_not_(std::move(why_not)),
          limits_(limits)
    {
    }

    void add(web_stream stream, asio::ip::address const& from)
    {
        if (room_ == nullptr) return;
        callers_.push_back(std::make_shared<caller>(std::move(stream), from));
        if (callers_.size() > limits_.callers) {
            callers_.front()->drop();
            callers_.pop_front();
        }
        asio::co_spawn(
            context_,
            [self = shared_from_this(), c = callers_.back()]() -> asio::awaitable<void> {
                co_await self->converse(c);
                self->forget(c);
            },
            asio::detached);
    }

    std::size_t callers() const { return callers_.size(); }

    void close()
    {
        room_ = nullptr;
        for (auto const& c : callers_) c->drop();
    }

private:
    void forget(caller_ptr const& c)
    {
        c->drop();
        callers_.remove(c);
    }

    /// Requests and answers, until the room takes him or one of the two has enough.
    asio::awaitable<void> converse(caller_ptr c)
    {
        beast::flat_buffer input(limits_.header);
        for (auto time = limits_.request;; time = limits_.next_request) {
            http::request_parser<http::empty_body> parser;
            parser.header_limit(static_cast<std::uint32_t>(limits_.header));
            allow(c, time);
            auto const [problem, size] = co_await http::async_read_header(c->stream, input, parser, awaited);
            if (room_ == nullptr) co_return;
            allow(c, limits_.request);
            if (problem) {
                auto const refusal = refusal_of(problem);
                if (is_wrong_request(problem)) co_await turn_away(c, refusal);
                co_return;
            }
            auto const& asked = parser.get();
            auto const a = parser.is_done() ? judge(*c, asked)
                                            : answer{answer::what::too_large, nullptr,
                                                     tr("a request with a body is not read here")};
            if (a.status == answer::what::websocket) co_return co_await let_in(c, asked, input.size() > 0);
            if (!parser.is_done()) co_return co_await turn_away(c, a);
            bool const goes_on = co_await write(c, a, asked.method() == http::verb::head, asked.keep_alive());
            if (!goes_on) co_return;
        }
    }

    answer judge(caller const& c, request const& asked) const
    {
        if (auto why = why_not_(c.from); !why.empty())
            return {answer::what::forbidden, nullptr, std::move(why)};
        return answer_to(question_of(asked, c.stream.is_secure()), names_);
    }

    /// False: the connection is over.
    asio::awaitable<bool> write(caller_ptr c, answer const& a, bool is_head, bool keep_alive)
    {
        auto made = reply_to(a, is_head);
        made.keep_alive(keep_alive);
        auto const [problem, size] = co_await http::async_write(c->stream, made, awaited);
        if (!problem && !keep_alive) co_await end(c);
        co_return !problem && keep_alive;
    }

    asio::awaitable<void> turn_away(caller_ptr c, answer const& a) { co_await write(c, a, false, false); }

    /// What he still sends is read for a moment: a reset would take the answer away from him.
    asio::awaitable<void> end(caller_ptr c)
    {
        constexpr std::size_t most = std::size_t{1} << 20;
        c->stream.end_output();
        allow(c, std::chrono::seconds(2));
        char unread[1024];
        for (std::size_t all = 0; all < most;) {
            auto const [problem, size] =
                co_await c->stream.next_layer().async_read_some(asio::buffer(unread), awaited);
            if (problem) co_return;
            all += size;
        }
    }

    asio::awaitable<void> let_in(caller_ptr c, request const& asked, bool has_more)
    {
        if (has_more) {  // RFC 6455, section 4.1: he has to wait for the answer
            answer const early{answer::what::bad_request, nullptr, tr("data came before the WebSocket")};
            co_return co_await turn_away(c, early);
        }
        c->deadline.cancel();
        auto channel = co_await accept_websocket(std::move(c->stream), asked);
        if (channel == nullptr) co_return;
        if (room_ == nullptr)
            channel->close();
        else
            room_->add(std::move(channel), c->from);
    }

    asio::io_context& context_;
    server::room_server* room_;  ///< null: closed
    called_names names_;
    std::function<std::string(asio::ip::address const&)> why_not_;
    web_limits limits_;
    std::list<caller_ptr> callers_;  ///< who came first, first
};

web_server::web_server(asio::io_context& context, server::room_server& room, called_names names,
                       std::function<std::string(asio::ip::address const&)> why_not, web_limits limits)
    : me_(std::make_shared<implementation>(context, room, std::move(names), std::move(why_not), limits))
{
}

web_server::~web_server() { me_->close(); }

void web_server::add(web_stream stream, asio::ip::address const& from) { me_->add(std::move(stream), from); }

std::size_t web_server::callers() const { return me_->callers(); }

void web_server::close() { me_->close(); }

}  // namespace netbasics::web
