#include "command.hpp"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <libintl.h>
#include <string_view>
#include <unistd.h>

namespace {

/// Sentences are translated only where the environment names a language: loading a locale costs a fifth of
/// the start of the program.
void choose_language()
{
    for (char const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        std::string_view const locale = value;
        if (locale != "C" && locale != "POSIX" && !locale.starts_with("C.")) {
            std::setlocale(LC_MESSAGES, "");
            std::setlocale(LC_CTYPE, "");
            bindtextdomain("netbasics", NETBASICS_LOCALE_DIR);
            bind_textdomain_codeset("netbasics", "UTF-8");
        }
        return;
    }
}

}  // namespace

int main(int count, char** words)
{
    using namespace netbasics;
    choose_language();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is seen as EPIPE
    stream::block_writer out(STDOUT_FILENO);
    stream::block_writer err(STDERR_FILENO);
    try {
        return tools::dispatch({words + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)},
                               {out, err, STDIN_FILENO});
    } catch (std::exception const& problem) {
        out.flush();
        err << "netbasics: " << problem.what() << "\n";
        err.flush();
        return tools::failure;
    }
}
