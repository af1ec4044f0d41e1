#include "netbasics/tls/identity.hpp"

#include "netbasics/io/state_file.hpp"

#include <climits>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace netbasics::tls {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20;  ///< of a file
constexpr std::size_t most_certificates = 16;             ///< of a chain
constexpr long seconds_valid = 20L * 365 * 86'400;

bio memory_of(std::string const& text)
{
    return bio(::BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

private_key key_from(std::string const& pem)
{
    auto const no_password = [](char*, int, int, void*) { return -1; };
    return private_key(::PEM_read_bio_PrivateKey(memory_of(pem).get(), nullptr, no_password, nullptr));
}

std::vector<x509_certificate> chain_from(std::string const& pem)
{
    std::vector<x509_certificate> chain;
    auto const source = memory_of(pem);
    while (chain.size() < most_certificates) {
        x509_certificate one(::PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr));
        if (!one) break;
        chain.push_back(std::move(one));
    }
    ::ERR_clear_error();
    return chain;
}

result<identity> put_together(std::string const& certificate, std::string const& key)
{
    identity made{key_from(key), chain_from(certificate)};
    if (!made.key) return error(errc::key_unreadable);
    if (made.chain.empty()) return error(errc::certificate_unreadable);
    if (::X509_check_private_key(made.chain.front().get(), made.key.get()) != 1)
        return error(errc::key_mismatch);
    return made;
}

bool add_extension(X509* to, int nid, std::string const& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    ::X509V3_set_ctx(&context, to, to, nullptr, nullptr, 0);
    std::unique_ptr<X509_EXTENSION, freed_by<X509_EXTENSION_free>> const made(
        ::X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return made && ::X509_add_ext(to, made.get(), -1) == 1;
}

/// The names that RFC 5280 allows as dNSName; others are left out.
std::string subject_names(std::string const& host)
{
    auto const plain = host.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == host.npos;
    return std::string("DNS:localhost,IP:127.0.0.1,IP:::1") + (plain && !host.empty() ? ",DNS:" + host : "");
}

x509_certificate self_signed(EVP_PKEY* key, std::string const& host)
{
    x509_certificate made(::X509_new());
    unsigned char serial[16];
    if (!made || ::RAND_bytes(serial, sizeof serial) != 1) return nullptr;
    serial[0] &= 0x7F;  // a positive number
    std::unique_ptr<BIGNUM, freed_by<BN_free>> const number(::BN_bin2bn(serial, sizeof serial, nullptr));
    auto* const subject = ::X509_get_subject_name(made.get());
    auto const common_name = host.empty() ? std::string("netbasics") : host.substr(0, 64);
    bool const done = ::X509_set_version(made.get(), X509_VERSION_3) == 1 &&
                      ::BN_to_ASN1_INTEGER(number.get(), ::X509_get_serialNumber(made.get())) != nullptr &&
                      ::X509_gmtime_adj(::X509_getm_notBefore(made.get()), -86'400) != nullptr &&
                      ::X509_gmtime_adj(::X509_getm_notAfter(made.get()), seconds_valid) != nullptr &&
                      ::X509_set_pubkey(made.get(), key) == 1 &&
                      ::X509_NAME_add_entry_by_txt(
                          subject, "CN", MBSTRING_UTF8,
                          reinterpret_cast<unsigned char const*>(common_name.c_str()), -1, -1, 0) == 1 &&
                      ::X509_set_issuer_name(made.get(), subject) == 1 &&
                      add_extension(made.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                      add_extension(made.get(), NID_key_usage, "critical,digitalSignature") &&
                      add_extension(made.get(), NID_ext_key_usage, "serverAuth") &&
                      add_extension(made.get(), NID_subject_alt_name, subject_names(host)) &&
                      ::X509_sign(made.get(), key, ::EVP_sha256()) > 0;
    return done ? std::move(made) : nullptr;
}

/// Key and certificate in one text: they are never apart.
result<std::string> new_identity()
{
    private_key const key(::EVP_EC_gen("P-256"));
    char host[HOST_NAME_MAX + 1] = "";
    ::gethostname(host, sizeof host - 1);
    auto const certificate = key ? self_signed(key.get(), host) : nullptr;
    bio const text(::BIO_new(::BIO_s_mem()));
    if (!certificate || !text ||
        ::PEM_write_bio_PrivateKey(text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        ::PEM_write_bio_X509(text.get(), certificate.get()) != 1)
        return last_reason();
    char* bytes = nullptr;
    auto const size = ::BIO_get_mem_data(text.get(), &bytes);
    return std::string(bytes, static_cast<std::size_t>(size));
}

bool is_exposed(std::string const& file)
{
    struct stat about {};

    if (::stat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) return false;
    auto const others = about.st_uid == 0 ? S_IRWXO | S_IWGRP : S_IRWXO | S_IRWXG;
    return (about.st_mode & others) != 0;
}

}  // namespace

fingerprint fingerprint_of(X509 const& certificate)
{
    fingerprint print;
    unsigned size = 0;
    ::X509_digest(&certificate, ::EVP_sha256(), print.octets.data(), &size);
    return print;
}

fingerprint identity::print() const { return fingerprint_of(*chain.front()); }

result<identity> read_identity(std::string const& certificate_file, std::string const& key_file)
{
    auto const certificate = io::read_state(certificate_file, most_bytes);
    if (certificate.has_error()) return certificate.error();
    auto const key = io::read_state(key_file, most_bytes);
    if (key.has_error()) return key.error();
    if (is_exposed(key_file)) return error(errc::key_exposed);
    return put_together(*certificate, *key);
}

result<identity> own_identity(std::string const& folder)
{
    auto const path = folder + "/server.pem";
    auto text = io::read_state(path, most_bytes);
    if (text.has_error() && text.error().system == boost::system::errc::no_such_file_or_directory) {
        text = new_identity();
        if (text.has_error()) return text.error();
        if (auto const made = io::make_state(path, *text); made.has_error()) return made.error();
        text = io::read_state(path, most_bytes);  // another program may have been first
    }
    if (text.has_error()) return text.error();
    if (is_exposed(path)) return error(errc::key_exposed);
    return put_together(*text, *text);
}

}  // namespace netbasics::tls
