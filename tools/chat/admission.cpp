#include "chat/admission.hpp"

#include "chat/first_bytes_watch.hpp"

#include "netbasics/chat/wire_words.hpp"
#include "netbasics/net/tcp_stream.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/tls/known_servers.hpp"
#include "netbasics/tls/tls_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>

namespace netbasics::tools {

namespace asio = boost::asio;
using net::batch;
using net::framed_stream;
using net::message;

namespace {

constexpr std::chrono::seconds most_time{10};  ///< for a handshake, and for a secret
constexpr std::chrono::seconds asking_time{
    15};  ///< for a server to ask for the secret, or to say what it wants
constexpr auto awaited = asio::as_tuple(asio::use_awaitable);

/// Closes a stream that takes too long. What waits on it fails, and `late()` says why.
class time_limit {
public:
    time_limit(
        asio::any_io_executor where, net::byte_stream& stream, std::function<void()> last_words = [] {},
        std::chrono::seconds most = most_time)
        : timer_(where, most)
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
                                             chat::secret_keeper const& keeper, chat::auth_backoff& delays,
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
                             delays.next(from, chat::auth_backoff::clock::now()));
    co_await pause.async_wait(awaited);
    auto const reason = std::string("* ") + tr(verdict.refusal());
    co_await say(lines, reason);
    co_await lines.end_output();
    co_return error(errc::secret_refused);
}

/// A server that begins with something else than the question for the secret.
error why_not_asked(std::string const& line, std::string& reason)
{
    if (line.starts_with("* TLS is spoken here")) return errc::tls_spoken;
    if (auto refusal = chat::refusal_in(line)) {
        reason = std::move(*refusal);
        return errc::turned_away;
    }
    return errc::secret_not_asked;
}

/// What a server says in clear to one that has begun a TLS handshake.
asio::awaitable<error> why_not_tls(tls::tls_stream& stream, std::string& reason)
{
    auto const line = co_await stream.heard_in_clear();
    auto refusal = line == "* no TLS is spoken here" ? std::nullopt : chat::refusal_in(line);
    if (!refusal) co_return errc::not_tls;
    reason = std::move(*refusal);
    co_return errc::turned_away;
}

asio::awaitable<result<void>> show_secret(framed_stream& lines, std::string const& binding,
                                          std::string const& secret, notices& told, std::string& reason)
{
    auto const challenge = co_await first_line(lines);
    if (challenge.has_error()) co_return challenge.error();
    auto const proof = chat::secret_proof::read(*challenge, secret, binding);
    if (!proof) co_return why_not_asked(*challenge, reason);
    co_await say(lines, proof->line());
    auto const answer = co_await first_line(lines);
    if (answer.has_error()) co_return answer.error();
    if (proof->is_answered_by(*answer)) co_return result<void>();
    if (auto const refusal = chat::refusal_in(*answer)) told.tell(*refusal);
    co_return error(errc::secret_refused);
}

/** The server that was meant? Its certificate is compared with the one that was given, or the one of the
   first call. True: it is new, and to be remembered once it has shown all that it has to. */
result<bool> recognise(tls::fingerprint const& print, client_security const& security,
                       net::host_port const& where, notices& told)
{
    if (security.print) {
        if (*security.print == print) return false;
        told.tell(substitute(tr("the server's fingerprint is {0}"), {to_string(print)}));
        return error(errc::fingerprint_differs);
    }
    if (security.verified) return false;
    if (security.known_servers.empty()) return true;
    auto const known = tls::known_servers::read(security.known_servers);
    auto const file = terminal::harmless(security.known_servers);
    if (known.has_error()) {
        told.tell(file + ": " + netbasics::message(known.error()));
        return known.error();
    }
    auto const server = to_string(where);
    auto const* const entry = known->find(server);
    if (entry == nullptr) return true;
    if (entry->print == print) return false;
    told.tell(substitute(tr("the server at {0} has another key than before: {1}; it was {2}"),
                         {server, to_string(print), to_string(entry->print)}));
    told.tell(
        substitute(tr("either somebody stands between you, or the server has been set up anew; if you know "
                      "that it has, remove line {0} of {1}"),
                   {std::to_string(entry->line), file}));
    return error(errc::server_key_changed);
}

void remember(tls::fingerprint const& print, client_security const& security, net::host_port const& where,
              notices& told)
{
    auto const server = to_string(where);
    if (security.known_servers.empty()) {
        told.tell(substitute(tr("the fingerprint of {0} is {1}; it is not remembered, because neither "
                                "$XDG_STATE_HOME nor $HOME is set"),
                             {server, to_string(print)}));
        return;
    }
    told.tell(substitute(
        tr("the first call to {0}: its fingerprint {1} is remembered; compare it with what the server "
           "prints"),
        {server, to_string(print)}));
    result<void> done = error(errc::empty);
    if (auto known = tls::known_servers::read(security.known_servers); known.has_error())
        done = known.error();
    else
        done = known->remember(server, print);
    if (done.has_error())
        told.tell(terminal::harmless(security.known_servers) + ": " + netbasics::message(done.error()));
}

void explain(tls::session const& session, notices& told)
{
    told.explain(substitute(tr("TLS handshake: {0}, {1}; what follows is encrypted (RFC 8446)"),
                            {session.version(), session.cipher()}));
}

}  // namespace

asio::awaitable<result<admitted>> admit(net::caller who, server_security const& security,
                                        chat::auth_backoff& delays, net::framing how, notices& told)
{
    auto const here = co_await asio::this_coro::executor;
    auto const from = who.from;
    std::unique_ptr<net::byte_stream> bytes;
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
        bytes = std::make_unique<net::tcp_stream>(std::move(who.socket), from, told.explainer());
    }
    bytes = std::make_unique<first_bytes_watch>(std::move(bytes), true);
    if (!security.secret) co_return std::make_unique<framed_stream>(std::move(bytes), how);
    auto& stream = *bytes;
    auto lines = std::make_unique<framed_stream>(std::move(bytes), net::framing::line);
    time_limit limit(here, stream);
    auto const known = co_await ask_for_secret(*lines, binding, *security.secret, delays, from.address());
    if (known.has_value()) co_return lines;
    if (limit.late()) co_return error(errc::handshake_stalled);
    co_return known.error();
}

namespace {

/// A connection over which nothing has been said yet.
struct opened {
    std::unique_ptr<net::byte_stream> bytes;
    std::string binding{};                      ///< with TLS
    std::optional<tls::fingerprint> unknown{};  ///< of a server that is called for the first time
};

asio::awaitable<result<opened>> open_secured(net::caller whom, client_security const& security,
                                             net::host_port const& where, notices& told, std::string& reason)
{
    auto stream = std::make_unique<tls::tls_stream>(std::move(whom.socket), security.context,
                                                    tls::session::side::client, where.host);
    time_limit limit(co_await asio::this_coro::executor, *stream);
    auto const done = co_await stream->shake_hands();
    if (done.has_error() && done.error().reason == errc::not_tls) {
        auto const why = co_await why_not_tls(*stream, reason);
        co_return why;
    }
    if (done.has_error()) co_return limit.late() ? error(errc::handshake_stalled) : done.error();
    explain(stream->secured(), told);
    auto const print = stream->secured().peer_print();
    auto const is_new = recognise(print, security, where, told);
    if (is_new.has_error()) co_return is_new.error();
    opened made;
    made.binding = stream->secured().exported(chat::binding_label);
    if (*is_new) made.unknown = print;
    made.bytes = std::move(stream);
    co_return made;
}

asio::awaitable<result<admitted>> prove(std::unique_ptr<net::byte_stream> bytes, std::string const& binding,
                                        std::string const& secret, notices& told, std::string& reason)
{
    auto& stream = *bytes;
    auto lines = std::make_unique<framed_stream>(std::move(bytes), net::framing::line);
    // A wrong secret is answered late; a server that asks for none says nothing.
    time_limit limit(
        co_await asio::this_coro::executor, stream, [] {}, asking_time);
    auto const known = co_await show_secret(*lines, binding, secret, told, reason);
    if (known.has_error()) co_return limit.late() ? error(errc::secret_not_asked) : known.error();
    co_return lines;
}

}  // namespace

asio::awaitable<result<admitted>> enter(net::caller whom, client_security const& security,
                                        net::host_port const& where, net::framing how, notices& told,
                                        std::string& reason)
{
    opened made;
    if (security.context) {
        auto secured = co_await open_secured(std::move(whom), security, where, told, reason);
        if (secured.has_error()) co_return secured.error();
        made = std::move(*secured);
    } else {
        auto const peer = whom.from;
        made.bytes = std::make_unique<net::tcp_stream>(std::move(whom.socket), peer, told.explainer());
    }
    auto bytes = std::make_unique<first_bytes_watch>(std::move(made.bytes), false);
    admitted lines;
    if (security.secret) {
        auto known = co_await prove(std::move(bytes), made.binding, *security.secret, told, reason);
        if (known.has_error()) co_return known.error();
        lines = std::move(*known);
    } else {
        lines = std::make_unique<framed_stream>(std::move(bytes), how);
    }
    // With a secret, whoever stands between cannot be taken for the server: it has shown that it knows it.
    if (made.unknown) remember(*made.unknown, security, where, told);
    co_return lines;
}

std::string reason_text(error const& why, std::string const& reason)
{
    if (why.reason == errc::turned_away && !reason.empty())
        return substitute(tr("turned away: {0}"), {reason});
    if (why.reason != errc::system) return netbasics::message(why);
    auto const& category = why.system.category();
    if (category == tls::certificate_reasons())
        return substitute(tr("the server's certificate is refused: {0}"), {why.system.message()});
    if (category == tls::reasons()) return substitute(tr("TLS: {0}"), {why.system.message()});
    return net::plain_words(why.system);
}

bool is_final(error const& why)
{
    return why.reason != errc::system || why.system.category() == tls::certificate_reasons() ||
           why.system.category() == tls::reasons();
}

}  // namespace netbasics::tools
