#include "netbasics/tls/session.hpp"

#include <boost/asio/error.hpp>

#include <cerrno>
#include <cstdint>
#include <new>
#include <openssl/err.h>
#include <sys/socket.h>

namespace netbasics::tls {
namespace {

constexpr int has_read = 0x10000;  // a flag of our own

/// The first byte of a record is its type (RFC 8446, section 5.1).
bool begins_record(int first) { return first >= 20 && first <= 23; }

/// The first byte that the peer has sent, left where it is; less than 0 where none has come.
int first_byte(int descriptor)
{
    unsigned char first = 0;
    return ::recv(descriptor, &first, 1, MSG_PEEK | MSG_DONTWAIT) == 1 ? first : -1;
}

/// A socket for OpenSSL that raises no signal when the other side has gone.
int bio_write(BIO* b, char const* bytes, std::size_t size, std::size_t* written)
{
    int descriptor = -1;
    BIO_get_fd(b, &descriptor);
    BIO_clear_retry_flags(b);
    auto const sent = ::send(descriptor, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(b);
    *written = sent > 0 ? static_cast<std::size_t>(sent) : 0;
    return sent > 0;
}

int bio_read(BIO* b, char* bytes, std::size_t size, std::size_t* read)
{
    int descriptor = -1;
    BIO_get_fd(b, &descriptor);
    BIO_clear_retry_flags(b);
    *read = 0;
    // What is no record is left for whoever can read it.
    if (BIO_test_flags(b, has_read) == 0) {
        if (auto const first = first_byte(descriptor); first >= 0 && !begins_record(first)) return 0;
    }
    auto const got = ::recv(descriptor, bytes, size, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(b);
    if (got == 0) BIO_set_flags(b, BIO_FLAGS_IN_EOF);
    if (got > 0) BIO_set_flags(b, has_read);
    *read = got > 0 ? static_cast<std::size_t>(got) : 0;
    return got > 0;
}

long bio_control(BIO* b, int command, long /*number*/, void* pointer)
{
    switch (command) {
    case BIO_C_SET_FD:
        ::BIO_set_data(b, reinterpret_cast<void*>(static_cast<std::intptr_t>(*static_cast<int*>(pointer))));
        ::BIO_set_init(b, 1);
        return 1;
    case BIO_C_GET_FD:
        *static_cast<int*>(pointer) = static_cast<int>(reinterpret_cast<std::intptr_t>(::BIO_get_data(b)));
        return 1;
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return BIO_test_flags(b, BIO_FLAGS_IN_EOF) != 0;
    default:
        return 0;
    }
}

BIO_METHOD const* socket_method()
{
    static BIO_METHOD* const method = [] {
        auto* const made =
            ::BIO_meth_new(::BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without signals");
        ::BIO_meth_set_write_ex(made, bio_write);
        ::BIO_meth_set_read_ex(made, bio_read);
        ::BIO_meth_set_ctrl(made, bio_control);
        return made;
    }();
    return method;
}

session::outcome not_tls()
{
    session::outcome now;
    now.why = errc::not_tls;
    now.failed = true;
    return now;
}

}  // namespace

session::session(ssl_context const& context, int descriptor, side which, std::string const& host)
    : ssl_(::SSL_new(context.get())), descriptor_(descriptor)
{
    auto* const socket = ssl_ ? ::BIO_new(socket_method()) : nullptr;
    if (socket == nullptr) throw std::bad_alloc();
    BIO_set_fd(socket, descriptor, BIO_NOCLOSE);
    ::SSL_set_bio(ssl_.get(), socket, socket);
    if (which == side::server) {
        ::SSL_set_accept_state(ssl_.get());
        return;
    }
    bool const is_name = host.find_first_not_of("0123456789.") != host.npos && host.find(':') == host.npos;
    if (is_name) SSL_set_tlsext_host_name(ssl_.get(), host.c_str());
    ::SSL_set_connect_state(ssl_.get());
}

session::outcome session::outcome_of(int returned, std::size_t bytes)
{
    auto const system = errno;
    outcome now;
    if (returned > 0) {
        now.bytes = bytes;
        return now;
    }
    switch (::SSL_get_error(ssl_.get(), returned)) {
    case SSL_ERROR_WANT_READ:
        now.what = waits_for::reading;
        return now;
    case SSL_ERROR_WANT_WRITE:
        now.what = waits_for::writing;
        return now;
    case SSL_ERROR_ZERO_RETURN:
        now.ended = true;
        return now;
    case SSL_ERROR_SYSCALL:
        now.why = system != 0 ? error(boost::system::error_code(system, boost::system::system_category()))
                              : error(boost::system::error_code(boost::asio::error::connection_reset));
        break;
    default:
        auto const reason = ERR_GET_REASON(::ERR_peek_error());
        if (reason == SSL_R_UNEXPECTED_EOF_WHILE_READING)
            now.why = boost::system::error_code(boost::asio::error::connection_reset);
        else if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST ||
                 reason == SSL_R_HTTPS_PROXY_REQUEST || reason == SSL_R_PACKET_LENGTH_TOO_LONG)
            now.why = errc::not_tls;
        else if (auto const refused = ::SSL_get_verify_result(ssl_.get()); refused != X509_V_OK)
            now.why = boost::system::error_code(static_cast<int>(refused), certificate_reasons());
        else
            now.why = last_reason();
    }
    ::ERR_clear_error();
    now.failed = true;
    return now;
}

/// The first byte is no record's type. OpenSSL tells only after five, which may never come.
bool session::speaks_otherwise()
{
    if (heard_) return false;
    auto const first = first_byte(descriptor_);
    heard_ = first >= 0;
    return heard_ && !begins_record(first);
}

session::outcome session::shake_hands()
{
    if (speaks_otherwise()) return not_tls();
    errno = 0;
    auto now = outcome_of(::SSL_do_handshake(ssl_.get()), 0);
    return now.failed && speaks_otherwise() ? not_tls() : now;
}

session::outcome session::read(std::span<char> space)
{
    if (speaks_otherwise()) return not_tls();
    errno = 0;
    std::size_t bytes = 0;
    auto const returned = ::SSL_read_ex(ssl_.get(), space.data(), space.size(), &bytes);
    return outcome_of(returned, bytes);
}

session::outcome session::write(std::string_view text)
{
    if (speaks_otherwise()) return not_tls();
    errno = 0;
    std::size_t bytes = 0;
    auto const returned = ::SSL_write_ex(ssl_.get(), text.data(), text.size(), &bytes);
    return outcome_of(returned, bytes);
}

session::outcome session::end_output()
{
    errno = 0;
    if (::SSL_in_init(ssl_.get()) != 0) return {};  // nobody to tell
    auto const returned = ::SSL_shutdown(ssl_.get());
    return returned >= 0 ? outcome() : outcome_of(returned, 0);
}

fingerprint session::peer_print() const
{
    auto const* const certificate = ::SSL_get0_peer_certificate(ssl_.get());
    return certificate != nullptr ? fingerprint_of(*certificate) : fingerprint();
}

std::string session::version() const { return ::SSL_get_version(ssl_.get()); }

std::string session::cipher() const
{
    auto const* const name = ::SSL_get_cipher_name(ssl_.get());
    return name != nullptr ? name : "";
}

std::string session::exported(std::string_view label) const
{
    std::string bytes(32, '\0');
    bool const done =
        ::SSL_export_keying_material(ssl_.get(), reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                     label.data(), label.size(), nullptr, 0, 0) == 1;
    return done ? bytes : std::string();
}

}  // namespace netbasics::tls
