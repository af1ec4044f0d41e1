#include "chat/security.hpp"

#include "report.hpp"

#include "netbasics/io/state_file.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <cstdlib>
#include <sys/stat.h>

namespace netbasics::tools {

namespace {

constexpr std::size_t longest_secret = 1024;  ///< bytes
constexpr std::size_t short_secret = 16;      ///< bytes; fewer can be found by trying

/// As the XDG Base Directory Specification has it; empty where nobody's home is known.
std::string state_folder()
{
    auto const* const state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && state[0] == '/') return std::string(state) + "/netbasics";
    auto const* const home = std::getenv("HOME");
    return home != nullptr && home[0] == '/' ? std::string(home) + "/.local/state/netbasics" : std::string();
}

bool cannot(arguments const& given, streams io, std::string const& file, error const& why)
{
    complain(given.title(), io, terminal::harmless(file) + ": " + message(why));
    return false;
}

/// The file's first line. What makes it weak is told.
bool read_secret(arguments const& given, streams io, bool has_tls, std::string& secret)
{
    auto const& file = *given.value("secret-file");
    auto const text = io::read_state(file, std::size_t{64} * 1024);
    if (text.has_error()) return cannot(given, io, file, text.error());
    secret = text->substr(0, text->find('\n'));
    if (secret.ends_with('\r')) secret.pop_back();
    if (secret.empty() || secret.size() > longest_secret) {
        complain(given.title(), io,
                 terminal::harmless(file) + ": " +
                     substitute(tr("the first line is the secret: 1 to {0} bytes"),
                                {std::to_string(longest_secret)}));
        return false;
    }

    struct stat about {};

    if (::stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & 077) != 0)
        complain(
            given.title(), io,
            terminal::harmless(file) + ": " +
                tr("warning: others on this machine can read the secret; chmod 600 makes it yours alone"));
    if (secret.size() < short_secret)
        complain(
            given.title(), io,
            terminal::harmless(file) + ": " +
                tr("warning: a secret this short can be found by trying; serve --make-secret FILE makes one "
                   "of 128 bits"));
    if (!has_tls)
        complain(
            given.title(), io,
            tr("warning: without --tls the secret decides who comes in, and no more: whoever is on the wire "
               "reads what is said and can change it"));
    return true;
}

bool make_server_context(arguments const& given, streams io, server_security& made)
{
    result<tls::identity> own = error(errc::empty);
    std::string file;
    if (auto const* certificate = given.value("cert")) {
        file = *certificate;
        own = tls::read_identity(*certificate, *given.value("key"));
    } else {
        file = state_folder();
        if (file.empty()) {
            complain(given.title(), io,
                     tr("--tls keeps its key in $XDG_STATE_HOME or $HOME, and neither is set"));
            return false;
        }
        own = tls::own_identity(file);
    }
    if (own.has_error()) return cannot(given, io, file, own.error());
    auto context = tls::server_context(*own, given.has("secret-file") ? tls::strength::binds_a_secret
                                                                      : tls::strength::usual);
    if (context.has_error()) return cannot(given, io, file, context.error());
    made.context = std::move(*context);
    made.print = own->print();
    return true;
}

}  // namespace

std::optional<server_security> read_server_security(arguments const& given, streams io)
{
    server_security made;
    if ((given.has("tls") || given.has("cert")) && !make_server_context(given, io, made)) return std::nullopt;
    if (given.has("secret-file")) {
        std::string secret;
        if (!read_secret(given, io, made.context != nullptr, secret)) return std::nullopt;
        made.secret.emplace(std::move(secret));
    }
    return made;
}

bool read_certificate_again(arguments const& given, streams io, server_security& security)
{
    server_security fresh;
    if (!make_server_context(given, io, fresh)) return false;
    security.context = std::move(fresh.context);
    security.print = fresh.print;
    return true;
}

std::optional<client_security> read_client_security(arguments const& given, streams io,
                                                    std::string const& host)
{
    client_security made;
    tls::trust whom{.host = host};
    if (auto const* print = given.value("fingerprint")) {
        auto const read = tls::read_fingerprint(*print);
        if (read.has_error()) {
            complain(given.title(), io, *print, read.error());
            return std::nullopt;
        }
        made.print = *read;
    }
    if (auto const* file = given.value("ca")) {
        whom.ca_file = *file;
        made.verified = true;
    }
    if (given.has("tls") || made.print || made.verified) {
        auto context = tls::client_context(whom, given.has("secret-file") ? tls::strength::binds_a_secret
                                                                          : tls::strength::usual);
        if (context.has_error()) {
            cannot(given, io, whom.ca_file, context.error());
            return std::nullopt;
        }
        made.context = std::move(*context);
        if (auto const folder = state_folder(); !folder.empty())
            made.known_servers = folder + "/known_servers";
    }
    if (given.has("secret-file")) {
        std::string secret;
        if (!read_secret(given, io, made.context != nullptr, secret)) return std::nullopt;
        made.secret = std::move(secret);
    }
    return made;
}

}  // namespace netbasics::tools
