#include "chat/admission.hpp"

#include "chat/tls_refusal.hpp"

#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/tls/known_servers.hpp"
#include "netbasics/tls/tls_stream.hpp"
#include "netbasics/transport/tcp_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>

namespace netbasics::tools {

namespace asio = boost::asio;
using transport::batch;
using transport::framed_stream;
using transport::message;

namespace {

constexpr std::chrono::seconds most_time{10};  ///< for a handshake, and for a secret
constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// Closes a stream that takes too long. What waits on it fails, and `late()` says why.
class time_limit {
public:
    time_limit(
        asio::any_io_executor where, transport::byte_stream& stream, std::function<void()> last_words = [] {})
        : timer_(where, most_time)
    {
        timer_.async_wait([this, &stream, said = std::move(last_words),
                           alive = std::weak_ptr(alive_)](boost::system::error_code stopped) {
            if (stopped || alive.expired()) return;
            late_ = true;
            said();
            stream.close();
        });
    }

    bool late() const { return late_; }

private:
    asio::steady_timer timer_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    bool late_ = false;
};

/// The first line; what came with it is read again.
asio::awaitable<result<std::string>> first_line(framed_stream& lines)
{
    auto const got = co_await lines.read();
    if (got.has_error()) co_return got.error();
    if (got->empty()) co_return error(boost::system::error_code(asio::error::connection_reset));
    std::string line(got->front().text);
    lines.unread(got->subspan(1));
    co_return line;
}

asio::awaitable<void> say(framed_stream& lines, std::string_view line)
{
    message const one{line.substr(0, line.find('\n'))};
    co_await lines.write(batch(&one, 1));  // a failure is seen by the next read
}

asio::awaitable<result<void>> ask_for_secret(framed_stream& lines, std::string const& binding,
                                             chat::secret_keeper const& keeper, chat::failure_delays& delays,
                                             asio::ip::address const& from)
{
    chat::secret_gate const gate(keeper);
    auto const challenge = gate.challenge();
    co_await say(lines, challenge);
    auto const line = co_await first_line(lines);
    if (line.has_error()) co_return line.error();
    auto const verdict = gate.judge(*line, binding);
    if (verdict.passed) {
        if (!verdict.answer.empty()) co_await say(lines, verdict.answer);
        co_return result<void>();
    }
    asio::steady_timer pause(co_await asio::this_coro::executor,
                             delays.next(from, chat::failure_delays::clock::now()));
    co_await pause.async_wait(awaited);
    auto const reason = std::string("* ") + tr(verdict.refusal());
    co_await say(lines, reason);
    co_await lines.end_output();
    co_return error(errc::secret_refused);
}

asio::awaitable<result<void>> show_secret(framed_stream& lines, std::string const& binding,
                                          std::string const& secret, notices& told)
{
    auto const challenge = co_await first_line(lines);
    if (challenge.has_error()) co_return challenge.error();
    auto const proof = chat::secret_proof::read(*challenge, secret, binding);
    if (!proof) {
        if (challenge->starts_with("* ")) told.tell(terminal::harmless(challenge->substr(2)));
        co_return error(errc::secret_not_asked);
    }
    co_await say(lines, proof->line());
    auto const answer = co_await first_line(lines);
    if (answer.has_error()) co_return answer.error();
    if (proof->is_answered_by(*answer)) co_return result<void>();
    if (answer->starts_with("* ")) told.tell(terminal::harmless(answer->substr(2)));
    co_return error(errc::secret_refused);
}

/// The server that was meant? Its certificate is compared with the one that was given, or the one of the
/// first call.
result<void> recognise(tls::session const& session, client_security const& security,
                       std::string const& server, notices& told)
{
    auto const print = session.peer_print();
    if (security.print) {
        if (*security.print == print) return result<void>();
        told.tell(substitute(tr("the server's fingerprint is {0}"), {to_string(print)}));
        return error(errc::fingerprint_differs);
    }
    if (security.verified) return result<void>();
    auto known = tls::known_servers::read(security.known_servers);
    auto const file = terminal::harmless(security.known_servers);
    if (known.has_error()) {
        told.tell(file + ": " + netbasics::message(known.error()));
        return known.error();
    }
    auto const* const entry = known->find(server);
    if (entry != nullptr && entry->print == print) return result<void>();
    if (entry != nullptr) {
        told.tell(substitute(tr("the server at {0} has another key than before: {1}; it was {2}"),
                             {server, to_string(print), to_string(entry->print)}));
        told.tell(substitute(
            tr("either somebody stands between you, or the server has been set up anew; if you know "
               "that it has, remove line {0} of {1}"),
            {std::to_string(entry->line), file}));
        return error(errc::server_key_changed);
    }
    told.tell(substitute(
        tr("the first call to {0}: its fingerprint {1} is remembered; compare it with what the server "
           "prints"),
        {server, to_string(print)}));
    if (auto const done = known->remember(server, print); done.has_error())
        told.tell(file + ": " + netbasics::message(done.error()));
    return result<void>();
}

void explain(tls::session const& session, notices& told)
{
    told.explain(substitute(tr("TLS handshake: {0}, {1}; what follows is encrypted (RFC 8446)"),
                            {session.version(), session.cipher()}));
}

}  // namespace

asio::awaitable<result<admitted>> admit(transport::caller who, server_security const& security,
                                        chat::failure_delays& delays, transport::framing how, notices& told)
{
    auto const here = co_await asio::this_coro::executor;
    auto const from = who.from;
    std::unique_ptr<transport::byte_stream> bytes;
    std::string binding;
    if (security.context) {
        auto stream = std::make_unique<tls::tls_stream>(std::move(who.socket), security.context,
                                                        tls::session::side::server);
        auto const hint = "* " + std::string(tr("TLS is spoken here")) + '\n';
        time_limit limit(here, *stream, [&] {
            if (!stream->secured().has_heard()) stream->say_in_clear(hint);
        });
        auto const done = co_await stream->shake_hands();
        if (done.has_error()) {
            if (done.error().reason == errc::not_tls) stream->say_in_clear(hint);
            if (limit.late()) co_return error(errc::handshake_stalled);
            co_return done.error();
        }
        explain(stream->secured(), told);
        binding = stream->secured().exported(chat::binding_label);
        bytes = std::move(stream);
    } else {
        bytes = std::make_unique<tls_refusal>(
            std::make_unique<transport::tcp_stream>(std::move(who.socket), from, told.explainer()));
    }
    if (!security.secret) co_return std::make_unique<framed_stream>(std::move(bytes), how);
    auto& stream = *bytes;
    auto lines = std::make_unique<framed_stream>(std::move(bytes), transport::framing::line);
    time_limit limit(here, stream);
    auto const known = co_await ask_for_secret(*lines, binding, *security.secret, delays, from.address());
    if (known.has_value()) co_return lines;
    if (limit.late()) co_return error(errc::handshake_stalled);
    co_return known.error();
}

asio::awaitable<result<admitted>> enter(transport::caller whom, client_security const& security,
                                        transport::host_port const& where, transport::framing how,
                                        notices& told)
{
    auto const here = co_await asio::this_coro::executor;
    auto const peer = whom.from;
    std::unique_ptr<transport::byte_stream> bytes;
    std::string binding;
    if (security.context) {
        auto stream = std::make_unique<tls::tls_stream>(std::move(whom.socket), security.context,
                                                        tls::session::side::client, where.host);
        time_limit limit(here, *stream);
        auto const done = co_await stream->shake_hands();
        if (done.has_error() && limit.late()) co_return error(errc::handshake_stalled);
        if (done.has_error()) co_return done.error();
        explain(stream->secured(), told);
        auto const right = recognise(stream->secured(), security, to_string(where), told);
        if (right.has_error()) co_return right.error();
        binding = stream->secured().exported(chat::binding_label);
        bytes = std::move(stream);
    } else {
        bytes = std::make_unique<transport::tcp_stream>(std::move(whom.socket), peer, told.explainer());
    }
    if (!security.secret) co_return std::make_unique<framed_stream>(std::move(bytes), how);
    auto& stream = *bytes;
    auto lines = std::make_unique<framed_stream>(std::move(bytes), transport::framing::line);
    // A wrong secret is answered late; a server that asks for none says nothing.
    time_limit limit(here, stream);
    auto const known = co_await show_secret(*lines, binding, *security.secret, told);
    if (known.has_value()) co_return lines;
    if (limit.late()) co_return error(errc::secret_not_asked);
    co_return known.error();
}

asio::awaitable<result<batch>> secret_watch::read()
{
    auto const got = co_await lines_.read();
    bool const is_first = std::exchange(first_, false);
    if (is_first && got.has_value() && !got->empty() &&
        got->front().text.starts_with(chat::secret_words::wanted))
        co_return error(errc::secret_wanted);
    co_return got;
}

std::string reason_text(error const& why)
{
    if (why.reason != errc::system) return netbasics::message(why);
    auto const& category = why.system.category();
    if (category == tls::certificate_reasons())
        return substitute(tr("the server's certificate is refused: {0}"), {why.system.message()});
    if (category == tls::reasons()) return substitute(tr("TLS: {0}"), {why.system.message()});
    return transport::plain_words(why.system);
}

bool is_final(error const& why)
{
    return why.reason != errc::system || why.system.category() == tls::certificate_reasons() ||
           why.system.category() == tls::reasons();
}

}  // namespace netbasics::tools
