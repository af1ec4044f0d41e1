#include "netbasics/chat/secret.hpp"

#include "netbasics/text/translate.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdexcept>
#include <utility>

namespace netbasics::chat {
namespace {

constexpr std::size_t nonce_size = 16;
constexpr std::size_t key_size = 32;

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    if (::RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error("no random numbers");
    return bytes;
}

std::string hexadecimal(std::string_view bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (auto const c : bytes) {
        text.push_back(digits[static_cast<unsigned char>(c) >> 4]);
        text.push_back(digits[static_cast<unsigned char>(c) & 15]);
    }
    return text;
}

/// Empty where it is not exactly so many bytes in small hexadecimal digits.
std::string bytes_of(std::string_view text, std::size_t count)
{
    if (text.size() != 2 * count || text.find_first_not_of("0123456789abcdef") != text.npos) return {};
    auto const value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); i += 2)
        bytes.push_back(static_cast<char>(value(text[i]) << 4 | value(text[i + 1])));
    return bytes;
}

std::string stretched(std::string_view secret, std::string_view salt)
{
    std::string key(key_size, '\0');
    ::PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()),
                        reinterpret_cast<unsigned char const*>(salt.data()), static_cast<int>(salt.size()),
                        static_cast<int>(stretching), ::EVP_sha256(), static_cast<int>(key.size()),
                        reinterpret_cast<unsigned char*>(key.data()));
    return key;
}

std::string authenticated(std::string_view key, std::string_view text)
{
    unsigned size = 0;
    unsigned char code[EVP_MAX_MD_SIZE];
    ::HMAC(::EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<unsigned char const*>(text.data()), text.size(), code, &size);
    return {reinterpret_cast<char*>(code), size};
}

/// `who`: the two ends' proofs differ, so that none can be sent back as the other.
std::string proof_of(std::string_view who, std::string_view key, std::string_view server_nonce,
                     std::string_view client_nonce, std::string_view binding)
{
    std::string text = "netbasics secret 1 ";
    text.append(who).append(server_nonce).append(client_nonce).append(binding);
    return hexadecimal(authenticated(key, text));
}

bool same(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// "a b" in its two words; the second is empty where there are not two.
std::pair<std::string_view, std::string_view> two_words(std::string_view text)
{
    auto const blank = text.find(' ');
    if (blank == text.npos) return {text, {}};
    return {text.substr(0, blank), text.substr(blank + 1)};
}

}  // namespace

std::string new_secret() { return hexadecimal(random_bytes(16)); }

secret_keeper::secret_keeper(std::string secret)
    : secret_(std::move(secret)), salt_(random_bytes(nonce_size)), key_(stretched(secret_, salt_))
{
}

bool secret_keeper::is(std::string_view typed) const
{
    auto const once = random_bytes(key_size);  // codes of equal length, whatever was typed
    return same(authenticated(once, typed), authenticated(once, secret_));
}

secret_gate::secret_gate(secret_keeper const& keeper) : keeper_(keeper), nonce_(random_bytes(nonce_size)) {}

std::string secret_gate::challenge() const
{
    return std::string(secret_words::wanted) + hexadecimal(keeper_.salt()) + ' ' + hexadecimal(nonce_) + '\n';
}

char const* secret_gate::verdict::refusal() const
{
    return needs_tls ? translatable("a typed secret could be read on the way here: use TLS")
                     : translatable("that is not the secret");
}

secret_gate::verdict secret_gate::judge(std::string_view line, std::string_view binding) const
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with(secret_words::typed)) {
        if (binding.empty()) return {false, {}, true};
        return {keeper_.is(line.substr(secret_words::typed.size())), {}, false};
    }
    if (!line.starts_with(secret_words::proof)) return {};
    auto const [nonce, proof] = two_words(line.substr(secret_words::proof.size()));
    auto const client_nonce = bytes_of(nonce, nonce_size);
    if (client_nonce.empty() ||
        !same(proof, proof_of("client", keeper_.key(), nonce_, client_nonce, binding)))
        return {};
    return {true,
            std::string(secret_words::known) +
                proof_of("server", keeper_.key(), nonce_, client_nonce, binding) + '\n',
            false};
}

std::optional<secret_proof> secret_proof::read(std::string_view line, std::string_view secret,
                                               std::string binding)
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with(secret_words::wanted)) return std::nullopt;
    auto const [salt_text, nonce_text] = two_words(line.substr(secret_words::wanted.size()));
    auto const salt = bytes_of(salt_text, nonce_size);
    auto const nonce = bytes_of(nonce_text, nonce_size);
    if (salt.empty() || nonce.empty()) return std::nullopt;
    auto const key = stretched(secret, salt);
    auto const own = random_bytes(nonce_size);
    secret_proof made;
    made.line_ = std::string(secret_words::proof) + hexadecimal(own) + ' ' +
                 proof_of("client", key, nonce, own, binding) + '\n';
    made.expected_ = proof_of("server", key, nonce, own, binding);
    return made;
}

bool secret_proof::is_answered_by(std::string_view line) const
{
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line.starts_with(secret_words::known) && same(line.substr(secret_words::known.size()), expected_);
}

}  // namespace netbasics::chat
