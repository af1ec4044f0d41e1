#include "connect/connect.hpp"
#include "serve/serve.hpp"

namespace netbasics::tools {

command_table chat_commands()
{
    static constexpr command const* rows[] = {&serve_command, &connect_command};
    return rows;
}

}  // namespace netbasics::tools
