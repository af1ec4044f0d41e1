#include "serve/make_secret.hpp"

#include "report.hpp"

#include "netbasics/chat/secret.hpp"
#include "netbasics/io/unique_descriptor.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace netbasics::tools {

exit_status make_secret(arguments const& given, streams io, std::string const& file)
{
    auto const refuse = [&](error const& why) {
        complain(given.title(), io, terminal::harmless(file) + ": " + message(why));
        return failure;
    };
    // A secret that is in use is never overwritten.
    io::unique_descriptor const made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!made) return refuse(last_system_error());
    auto const line = chat::new_secret() + '\n';
    auto const written = ::write(made.get(), line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size()) && ::fsync(made.get()) == 0) return success;
    auto const why = last_system_error();
    ::unlink(file.c_str());
    return refuse(why);
}

}  // namespace netbasics::tools
