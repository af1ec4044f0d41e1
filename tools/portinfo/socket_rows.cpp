#include "portinfo/socket_rows.hpp"

#include "holder_text.hpp"

#include "netbasics/registry/service_registry.hpp"
#include "netbasics/render/json.hpp"
#include "netbasics/render/table.hpp"
#include "netbasics/terminal/harmless.hpp"
#include "netbasics/text/translate.hpp"
#include "netbasics/text/utf8.hpp"

#include <boost/json/array.hpp>

#include <unordered_map>

namespace netbasics::tools {

namespace json = boost::json;

namespace {

std::string_view service_name(host::local_socket const& s)
{
    auto const row = registry::find_service(s.port, s.protocol);
    return row ? row->name() : std::string_view();
}

char const* hidden_word(host::process_visibility v)
{
    switch (v) {
    case host::process_visibility::not_looked_for:
    case host::process_visibility::seen:
        break;
    case host::process_visibility::other_user:
        return "other-user";
    case host::process_visibility::protected_:
        return "protected";
    case host::process_visibility::elsewhere:
        return "elsewhere";
    }
    return "";
}

/// Asks for each user and process once: a server may have thousands of sockets.
class descriptions {
public:
    std::string const& user(std::uint32_t uid) { return of(users_, uid, host::user_name); }

    std::string const& command(pid_t pid) { return of(commands_, pid, host::command_line); }

private:
    template <class Key, class Ask>
    static std::string const& of(std::unordered_map<Key, std::string>& known, Key key, Ask ask)
    {
        auto const [place, is_new] = known.try_emplace(key);
        if (is_new) place->second = ask(key);
        return place->second;
    }

    std::unordered_map<std::uint32_t, std::string> users_;
    std::unordered_map<pid_t, std::string> commands_;
};

char const* mark_text(change mark)
{
    switch (mark) {
    case change::none:
        break;
    case change::came:
        return "+";
    case change::went:
        return "-";
    }
    return " ";
}

terminal::style look_of(change mark)
{
    if (mark == change::came) return terminal::style::good;
    return mark == change::went ? terminal::style::bad : terminal::style::plain;
}

char const* state_text(host::local_socket const& s)
{
    if (s.state == host::socket_state::bound) return tr("bound only");
    return s.takes_both ? tr("listens, IPv4 too") : tr("listens");
}

/// The line's cells in front of the process.
std::vector<std::string> cells_of(socket_row const& row, bool with_marks, descriptions& known)
{
    auto const& s = row.socket;
    std::vector<std::string> cells;
    if (with_marks) cells.emplace_back(mark_text(row.mark));
    cells.insert(cells.end(),
                 {std::string(to_string(s.protocol)), endpoint_text(s), std::string(service_name(s)),
                  state_text(s), user_text(s.uid, known.user(s.uid))});
    return cells;
}

json::object to_json(socket_row const& row, bool with_marks, descriptions& known)
{
    auto const& s = row.socket;
    json::array processes;
    for (auto const& p : s.processes)
        processes.push_back(
            json::object{{"pid", p.pid},
                         {"process", text::to_valid_utf8(p.name)},
                         {"command", render::text_or_null(text::to_valid_utf8(known.command(p.pid)))}});
    json::object object{{"port", s.port},
                        {"protocol", to_string(s.protocol)},
                        {"name", render::text_or_null(service_name(s))},
                        {"address", address_text(s)},
                        {"state", host::to_string(s.state)},
                        {"ipv4_too", s.takes_both},
                        {"uid", s.uid},
                        {"user", render::text_or_null(known.user(s.uid))},
                        {"processes", std::move(processes)},
                        {"hidden", render::text_or_null(hidden_word(s.visibility))}};
    if (with_marks)
        object["event"] = render::text_or_null(row.mark == change::none   ? ""
                                               : row.mark == change::came ? "came"
                                                                          : "went");
    return object;
}

}  // namespace

void append_rows(std::string& out, std::vector<socket_row> const& rows, row_style style)
{
    render::table table;
    std::vector<std::string> heading{tr("Protocol"), tr("Address"), tr("Service"), tr("State"),
                                     tr("User"),     tr("Process"), tr("PID"),     tr("Command")};
    if (style.marks) heading.insert(heading.begin(), "");
    if (style.heading) table.set_heading(std::move(heading));
    descriptions known;
    for (auto const& row : rows) {
        auto cells = cells_of(row, style.marks, known);
        if (row.socket.processes.empty()) {
            cells.insert(cells.end(), {"-", "-", hidden_reason(row.socket.visibility)});
            table.add(std::move(cells), look_of(row.mark));
            continue;
        }
        for (auto const& p : row.socket.processes) {
            auto line = cells;
            line.insert(line.end(), {terminal::harmless(p.name), std::to_string(p.pid),
                                     terminal::harmless(known.command(p.pid))});
            table.add(std::move(line), look_of(row.mark));
            for (auto& cell : cells) cell.clear();  // the socket is told once
        }
    }
    table.append_to(out, style.color);
}

bool write_json(io::block_writer& out, std::vector<socket_row> const& rows, bool with_marks)
{
    descriptions known;
    for (auto const& row : rows) {
        render::append_json_line(out.pending(), to_json(row, with_marks, known));
        if (!out.settle()) return false;
    }
    return true;
}

}  // namespace netbasics::tools
