#include "program.hpp"

#include "installation.hpp"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <libintl.h>
#include <unistd.h>

namespace netbasics::tools {
namespace {

/// Translations are loaded only where the environment names a language: a locale costs a fifth of the start.
void choose_language()
{
    for (char const* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        std::string_view const locale = value;
        if (locale != "C" && locale != "POSIX" && !locale.starts_with("C.")) {
            std::setlocale(LC_MESSAGES, "");
            std::setlocale(LC_CTYPE, "");
            bindtextdomain("netbasics", locale_folder().c_str());
            bind_textdomain_codeset("netbasics", "UTF-8");
        }
        return;
    }
}

}  // namespace

int run_program(command_table commands, int count, char** words)
{
    choose_language();
    std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is seen as EPIPE
    io::block_writer out(STDOUT_FILENO);
    io::block_writer err(STDERR_FILENO);
    try {
        return dispatch(commands, {words + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)},
                        {out, err, STDIN_FILENO});
    } catch (std::exception const& problem) {
        out.flush();
        err << "netbasics: " << problem.what() << "\n";
        err.flush();
        return failure;
    }
}

}  // namespace netbasics::tools
