#ifndef NETBASICS_CHAT_SECRET_HPP
#define NETBASICS_CHAT_SECRET_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace netbasics::chat {

/** Two ends show each other that they know one secret, which never goes over the wire (as in RFC 5802).
    The server's line:  `* secret wanted: SALT NONCE`
    The caller's line:  `/proof NONCE PROOF`
    The server's line:  `* secret known: PROOF`
    All in hexadecimal. A proof is HMAC-SHA256, under a key that PBKDF2 makes of secret and salt, over both
   nonces and, over TLS, over what belongs to that connection alone: whoever stands between two connections
   cannot pass a proof on. */
namespace secret_words {
constexpr std::string_view wanted = "* secret wanted: ";
constexpr std::string_view proof = "/proof ";
constexpr std::string_view known = "* secret known: ";
constexpr std::string_view typed = "/secret ";  ///< the secret itself, over TLS alone: for a person at ncat
}  // namespace secret_words

/** Rounds of PBKDF2-HMAC-SHA256, as OWASP's Password Storage Cheat Sheet has it (2023). Whoever sees a proof
   can try secrets at this price each. A password-authenticated key exchange (SPAKE2, RFC 9382; CPace) would
   take that away: no library that Debian keeps has one, and a browser's Web Crypto has neither that nor
   scrypt. So a secret should be long, and `serve --make-secret` makes one that nobody can guess. */
constexpr unsigned stretching = 600'000;
constexpr std::string_view binding_label = "EXPORTER-netbasics-secret";

/// 128 bits that nobody can guess, in hexadecimal.
std::string new_secret();

/// What a server keeps for all its callers: the stretched key is made once.
class secret_keeper {
public:
    explicit secret_keeper(std::string secret);

    std::string const& salt() const noexcept { return salt_; }

    std::string const& key() const noexcept { return key_; }

    /// Compares in constant time.
    bool is(std::string_view typed) const;

private:
    std::string secret_;
    std::string salt_;
    std::string key_;
};

/// The server's side of one call.
class secret_gate {
public:
    /// `keeper` outlives it.
    explicit secret_gate(secret_keeper const& keeper);

    /// With its line end.
    std::string challenge() const;

    struct verdict {
        bool passed = false;
        std::string answer;  ///< the line for the caller, with its end; empty: he knows nothing of proofs,
                             ///< and needs none
        bool needs_tls = false;  ///< a typed secret without TLS: anybody could read it

        char const* refusal() const;  ///< for who has not passed; to be translated
    };

    /// The caller's first line. `binding`: what belongs to this connection alone, with TLS; empty without.
    verdict judge(std::string_view line, std::string_view binding) const;

private:
    secret_keeper const& keeper_;
    std::string nonce_;
};

/// The caller's side.
class secret_proof {
public:
    /// Nothing where `line` is no challenge.
    static std::optional<secret_proof> read(std::string_view line, std::string_view secret,
                                            std::string binding);

    /// For the server, with its line end.
    std::string const& line() const noexcept { return line_; }

    /// Whether the server's answer shows that it knows the secret too.
    bool is_answered_by(std::string_view line) const;

private:
    std::string line_;
    std::string expected_;
};

}  // namespace netbasics::chat

#endif
