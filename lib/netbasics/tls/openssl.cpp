#include "netbasics/tls/openssl.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace netbasics::tls {
namespace {

class reason_category : public boost::system::error_category {
public:
    char const* name() const noexcept override { return "openssl"; }

    std::string message(int code) const override
    {
        auto const* const text =
            ::ERR_reason_error_string(static_cast<unsigned long>(static_cast<unsigned>(code)));
        return text != nullptr ? text : "TLS error " + std::to_string(code);
    }
};

class certificate_category : public boost::system::error_category {
public:
    char const* name() const noexcept override { return "certificate"; }

    std::string message(int code) const override { return ::X509_verify_cert_error_string(code); }
};

}  // namespace

boost::system::error_category const& reasons()
{
    static reason_category const one;
    return one;
}

boost::system::error_category const& certificate_reasons()
{
    static certificate_category const one;
    return one;
}

error last_reason()
{
    auto const code = ::ERR_get_error();
    ::ERR_clear_error();
    if (code == 0) return error(boost::system::errc::make_error_code(boost::system::errc::io_error));
    return error(boost::system::error_code(static_cast<int>(code), reasons()));
}

}  // namespace netbasics::tls
