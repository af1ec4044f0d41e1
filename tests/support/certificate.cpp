#include "support/certificate.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace netbasics::test {
namespace {

void must(bool done)
{
    if (!done) throw std::runtime_error(message(tls::last_reason()));
}

void add_extension(X509* to, X509* issuer, int nid, std::string const& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    ::X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
    std::unique_ptr<X509_EXTENSION, tls::freed_by<X509_EXTENSION_free>> const made(
        ::X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    must(made && ::X509_add_ext(to, made.get(), -1) == 1);
}

template <class Write>
std::string pem(Write write)
{
    tls::bio const text(::BIO_new(::BIO_s_mem()));
    must(text && write(text.get()) == 1);
    char* bytes = nullptr;
    auto const size = ::BIO_get_mem_data(text.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

}  // namespace

std::string certified::key_pem() const
{
    return pem([&](BIO* to) {
        return ::PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

std::string certified::certificate_pem() const
{
    return pem([&](BIO* to) { return ::PEM_write_bio_X509(to, certificate.get()); });
}

certified make_certificate(certificate_wishes const& wishes, certified const* issuer)
{
    static long serial = 0;
    certified made{tls::private_key(::EVP_EC_gen("P-256")), tls::x509_certificate(::X509_new())};
    auto* const x = made.certificate.get();
    auto* const signer = issuer == nullptr ? x : issuer->certificate.get();
    must(made.key && x != nullptr && ::X509_set_version(x, X509_VERSION_3) == 1);
    must(::ASN1_INTEGER_set(::X509_get_serialNumber(x), ++serial) == 1);
    must(::X509_gmtime_adj(::X509_getm_notBefore(x), wishes.begins) != nullptr);
    must(::X509_gmtime_adj(::X509_getm_notAfter(x), wishes.ends) != nullptr);
    must(::X509_set_pubkey(x, made.key.get()) == 1);
    auto const name = "test " + std::to_string(serial);
    must(::X509_NAME_add_entry_by_txt(::X509_get_subject_name(x), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1, 0) == 1);
    must(::X509_set_issuer_name(x, ::X509_get_subject_name(signer)) == 1);
    add_extension(x, signer, NID_basic_constraints,
                  wishes.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (!wishes.names.empty()) add_extension(x, signer, NID_subject_alt_name, wishes.names);
    must(::X509_sign(x, (issuer == nullptr ? made.key : issuer->key).get(), ::EVP_sha256()) > 0);
    return made;
}

}  // namespace netbasics::test
